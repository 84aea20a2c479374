"""The addresses for those who run the service."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from agreements.operations.health import alerts, live, ready, ready_to_read
from agreements.operations.metrics import metrics

OPERATIONS_HANDLERS: list[ControllerRouterHandler] = [live, ready, alerts, metrics]
OF_THE_PUBLIC_ALONE: list[ControllerRouterHandler] = [live, ready_to_read]
"""On a node that sees nothing of alerts."""
