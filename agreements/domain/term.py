"""Rule 1 and 2: how long an agreement may last.

A term has a first and a last day, both days on which the agreement holds. It lasts at least one and at most
three years (the office may ask for less than three, never for more). There is no tacit renewal.
Real lists also hold agreements without an end or with five years; those from before the register came into
force may be entered as transitional, for twelve months at most.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.domain.term_errors import (
    DateOutOfRange,
    EndsBeforeStart,
    NotTransitional,
    TermTooLong,
    TermTooShort,
    TransitionalTooLong,
)

ONE_DAY = timedelta(days=1)
ABSOLUTE_MAX_YEARS = 3
TRANSITIONAL_MONTHS = 12
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which an agreement holds: from `starts_on` up to and including `ends_on`."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class TermPolicy:
    """An office's own bounds on terms, in whole years, and the day since which its register is in force."""

    in_force_since: date
    min_years: int = 1
    max_years: int = ABSOLUTE_MAX_YEARS

    def __post_init__(self) -> None:
        if not 1 <= self.min_years <= self.max_years <= ABSOLUTE_MAX_YEARS:
            raise ValueError("the bounds of a term must lie within 1 to 3 years")


def last_day_of(ends_on: date, ended_early_on: date | None) -> date:
    """The last day on which an agreement holds: the end of its term, or an earlier one on which it was ended."""
    return min(ends_on, ended_early_on) if ended_early_on else ends_on


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the last day of the month where that day does not exist.

    So 29 February counts as 28 February in a common year, and 31 January plus one month is 28 February.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day, `years` later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def earliest_end(starts_on: date, policy: TermPolicy) -> date:
    """The first end date that makes the term long enough."""
    return add_years(starts_on, policy.min_years) - ONE_DAY


def latest_end(starts_on: date, policy: TermPolicy) -> date:
    """The last end date that the term may have."""
    return add_years(starts_on, policy.max_years) - ONE_DAY


def latest_transitional_end(registered_on: date) -> date:
    """The last end date of a transitional agreement that was registered on this day."""
    return add_months(registered_on, TRANSITIONAL_MONTHS)


def check_term(term: Term, policy: TermPolicy) -> None:
    """Rule 1. Raises `DateOutOfRange`, `EndsBeforeStart`, `TermTooShort` or `TermTooLong`."""
    _check_order(term)
    earliest, latest = earliest_end(term.starts_on, policy), latest_end(term.starts_on, policy)
    if term.ends_on < earliest:
        raise TermTooShort(years=policy.min_years, earliest=earliest)
    if term.ends_on > latest:
        raise TermTooLong(years=policy.max_years, latest=latest)


def check_transitional(term: Term, registered_on: date, policy: TermPolicy) -> None:
    """Rule 2. Raises `DateOutOfRange`, `EndsBeforeStart`, `NotTransitional` or `TransitionalTooLong`."""
    _check_order(term)
    if term.starts_on >= policy.in_force_since:
        raise NotTransitional(in_force_since=policy.in_force_since)
    check_sunset(term.ends_on, registered_on)


def check_sunset(ends_on: date, registered_on: date) -> None:
    """Rule 2: twelve months after registration at the latest. Raises `TransitionalTooLong`."""
    latest = latest_transitional_end(registered_on)
    if ends_on > latest:
        raise TransitionalTooLong(latest=latest)


def check_range(day: date, field: str) -> None:
    """Raises `DateOutOfRange` for a date of `field` that no calendar sum of the register should meet."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DateOutOfRange(day=day, field=field)


def _check_order(term: Term) -> None:
    check_range(term.starts_on, "starts_on")
    check_range(term.ends_on, "ends_on")
    if term.ends_on < term.starts_on:
        raise EndsBeforeStart(starts_on=term.starts_on)
