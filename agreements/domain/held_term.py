"""The term that an agreement is held to: what it says, or of a reported old agreement the year it may still last."""

from __future__ import annotations

from datetime import date

from agreements.domain.content import Content
from agreements.domain.term import (
    TRANSITIONAL_MONTHS,
    Term,
    TermPolicy,
    add_months,
    check_range,
    check_sunset,
    check_term,
    check_transitional,
)
from agreements.domain.term_errors import BothExceptions


def is_exempt(content: Content) -> bool:
    """Rule 2: whether it is held to the twelve months of an agreement from before the rule."""
    return content.is_transitional or content.is_reported


def held_from(content: Content) -> date | None:
    """The first day on which it counts as running; None while nobody said when it ends.

    Of a reported agreement nobody may know when it began. It ran already when it was reported, and it may last twelve
    months after that: so twelve months before its end it ran. That day is never shown.
    """
    if content.starts_on is None and content.is_reported and content.ends_on is not None:
        return add_months(content.ends_on, -TRANSITIONAL_MONTHS)
    return content.starts_on


def held_term(content: Content) -> Term | None:
    """Both days, when they are there."""
    starts_on = held_from(content)
    return None if starts_on is None or content.ends_on is None else Term(starts_on, content.ends_on)


def check_dates(content: Content, registered_on: date, policy: TermPolicy) -> None:
    """Rules 1 and 2, as soon as both dates are there. Raises the error of `agreements.domain.term` that applies.

    Raises `BothExceptions` for one that is called transitional and reported.
    """
    if content.is_transitional and content.is_reported:
        raise BothExceptions()
    if content.starts_on is not None:
        check_range(content.starts_on, "starts_on")
    if content.ends_on is not None:
        check_range(content.ends_on, "ends_on")
    term = held_term(content)
    if term is None:
        return
    if not is_exempt(content):
        check_term(term, policy)
    elif content.starts_on is not None:
        check_transitional(term, registered_on, policy)
    else:
        check_sunset(term.ends_on, registered_on)
