"""The calendar of the rules."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last one."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_of_years(starts_on: date, years: int) -> date:
    """The last day of a term of whole years."""
    return months_later(starts_on, 12 * years) - DAY
