"""What people are told about a setting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What people are told about a setting: what it must be, what it does, and what holds when it is not given (where
    that is not simply its default)."""

    give: str
    meaning: str
    otherwise: str | None = None
