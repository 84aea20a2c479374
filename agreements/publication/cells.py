"""Values as machines read them: in a cell of the CSV, and in the JSON."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from agreements.domain.catalogue import OWNERS
from agreements.domain.dutch import slug

BETWEEN_VALUES = "; "


def instant_text(value: datetime) -> str:
    """An instant in UTC, to the second, such as 2026-11-23T14:05:00Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
