"""Days in the sample register are relative, so that every status is on screen whenever it is loaded.

A moment is an anchor, then months, then days: `today-70d`, `month-34m`, `month-20m+14d`, `start+12m`, `end+20d`.

| anchor | means |
|---|---|
| `today` | the day of loading |
| `month` | the first of the month of loading |
| `start`, `end` | first and last day of the agreement's term |
| `since` | the day since which the register is in force |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from agreements.domain.term import add_months

_MOMENT = re.compile(r"(today|month|start|end|since)([+-]\d+m)?([+-]\d+d)?")
_SATURDAY = 5
_OPENING_HOUR = time(7, 40, tzinfo=UTC)
_BETWEEN_STEPS = timedelta(minutes=34)

Anchors = Mapping[str, date]
"""The day behind each anchor that is known so far."""


def anchors(today: date, in_force_since: date) -> dict[str, date]:
    """The anchors that do not depend on an agreement."""
    return {"today": today, "month": today.replace(day=1), "since": in_force_since}


def resolve(moment: str, known: Anchors) -> date:
    """The day that `moment` stands for. Raises `ValueError` when it is not in the notation above."""
    found = _MOMENT.fullmatch(moment)
    if found is None or found[1] not in known:
        raise ValueError(f"{moment!r} is not a moment of the sample register")
    months = int(found[2][:-1]) if found[2] else 0
    days = int(found[3][:-1]) if found[3] else 0
    return add_months(known[found[1]], months) + timedelta(days=days)


def working_day(day: date) -> date:
    """`day` itself, or the Friday before a weekend: offices do not work then."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def office_hour(day: date, turn: int) -> datetime:
    """A moment in the working hours of `day`; a later `turn` (0 and up) is a later moment."""
    return datetime.combine(day, _OPENING_HOUR) + turn * _BETWEEN_STEPS
