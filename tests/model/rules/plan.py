"""Numbers of reviews: each stays with its review when dates move, come or go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.model.rules.days import DAY, months_later
from tests.model.rules.facts import Case, Planned

EARLY_MONTHS = 6


def replan(case: Case, dates: Iterable[date], today: date) -> None:
    """A version with these review dates is approved today.

    Equal dates keep their number. What was missed stays. The other unanswered ones move to the new dates in order, or
    are dropped; further dates get numbers of their own. One that somebody asked for stays, unless it lies past the end.
    """
    new = sorted(set(dates))
    kept = {number for number, one in case.plan.items() if not one.is_dropped and one.on in new}
    new = [day for day in new if day not in {case.plan[number].on for number in kept}]
    moving = [
        one
        for number, one in sorted(case.plan.items(), key=lambda pair: pair[1].on)
        if one.is_open and number not in kept and one.on >= today and not one.is_asked
    ]
    for one in case.plan.values():
        if one.is_asked and one.is_open and max(case.terms.ends_on, today - DAY) < one.on:
            one.is_dropped = True
    for one, day in zip(moving, new, strict=False):
        one.on = day
    for one in moving[len(new) :]:
        one.is_dropped = True
    for day in new[len(moving) :]:
        case.plan[max(case.plan, default=0) + 1] = Planned(day)


def answered_by(case: Case, planned_on: date) -> Planned | None:
    """The review of that date that is still to be done."""
    found = [one for _, one in sorted(case.plan.items()) if one.on == planned_on and one.is_open]
    return found[0] if found else None


def is_too_early(planned_on: date, done_on: date) -> bool:
    """A review for years ahead answers nothing."""
    return done_on < months_later(planned_on, -EARLY_MONTHS)
