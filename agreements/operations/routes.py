"""The addresses for those who run the service."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from agreements.operations.health import alerts, live, ready
from agreements.operations.metrics import metrics

OPERATIONS_HANDLERS: list[ControllerRouterHandler] = [live, ready, alerts, metrics]
