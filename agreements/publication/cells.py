"""Values as machines read them: in a cell of the CSV, and in the JSON."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from agreements.domain.catalogue import OWNERS
from agreements.domain.content import Retention
from agreements.domain.dutch import slug

BETWEEN_VALUES = "; "


def instant_text(value: datetime) -> str:
    """An instant in UTC, to the second, such as 2026-11-23T14:05:00Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def period_text(retention: Retention) -> str:
    """How long something is kept as an ISO 8601 duration, such as P6M or P1M14D; from which event tells it not."""
    months = f"{retention.months}M" if retention.months else ""
    days = f"{retention.days}D" if retention.days or not months else ""
    return f"P{months}{days}"


def cell(value: Any) -> str:
    """A value as one cell: dates by ISO 8601, codes by their Dutch word, of a part its name."""
    if isinstance(value, StrEnum):
        return slug(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return BETWEEN_VALUES.join(map(cell, value))
    if is_dataclass(value):
        return cell(getattr(value, OWNERS[type(value)][0].name))
    return "" if value is None else str(value)
