"""Stretches of the calendar that councils count by: a year, and a quarter of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.term import ONE_DAY, add_months

_MONTHS = 3
"""Of a quarter."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until a day, both included. Raises ValueError when it would end before it begins."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        if self.until_on < self.from_on:
            raise ValueError("a period does not end before it begins")

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(day: date) -> Period:
    """The quarter of the year that has this day."""
    first = date(day.year, day.month - (day.month - 1) % _MONTHS, 1)
    return Period(first, add_months(first, _MONTHS) - ONE_DAY)


def month_before(day: date) -> Period:
    """The last whole month before the one that has this day."""
    last = day.replace(day=1) - ONE_DAY
    return Period(last.replace(day=1), last)
