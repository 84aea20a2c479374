"""Rule 6 for people who look once a week: which alerts wait for the weekly overview, and on which day it leaves."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

AT_ONCE_FROM_DAYS = 30
"""A deadline this near is announced at once, whatever the recipient chose."""

DAYS_IN_WEEK = 7


class Rhythm(StrEnum):
    """How somebody wants to be told: each alert in a mail of its own, or what is far off together, once a week."""

    AT_ONCE = "at_once"
    WEEKLY = "weekly"


def digest_on(rhythm: Rhythm, rung: int, due_on: date, today: date) -> date | None:
    """The Monday whose overview an alert waits for; None when it goes at once.

    `rung` is in days before the deadline. After downtime a far rung may speak of a near deadline, so the days that
    are left count as well: an alert that waits has more than 30 days to go, and waits a week at most.
    """
    days_left = (due_on - today).days
    if rhythm is not Rhythm.WEEKLY or min(rung, days_left) <= AT_ONCE_FROM_DAYS:
        return None
    return today + timedelta(days=DAYS_IN_WEEK - today.weekday())
