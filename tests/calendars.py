"""Calendars as icalendar reads them back. Its types leave open of which kind a property is; a test knows."""

from __future__ import annotations

from typing import Any

import icalendar


def read_calendar(text: bytes | str) -> Any:
    """The calendar."""
    return icalendar.Calendar.from_ical(text)


def read_events(text: bytes | str) -> list[Any]:
    """Its events, in their order."""
    found: list[Any] = read_calendar(text).walk("VEVENT")
    return found
