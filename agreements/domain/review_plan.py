"""Rule 7: which reviews are planned under which number, which one a review answers, and which count for going on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, Review
from agreements.domain.ending_errors import TooEarlyToGoOn
from agreements.domain.errors import ReviewMissing, ReviewTooEarly, ReviewTooOld, UnknownReview
from agreements.domain.planned_review import PlannedReview, ReviewRequest
from agreements.domain.review_errors import ReviewAlreadyPlanned, ReviewDayPassed, ReviewPastTheEnd
from agreements.domain.term import ONE_DAY, add_months

RECENT_MONTHS = 18
"""A review says something about going on when it looks back on the last year and a half of the agreement. Our own rule:
time enough to prepare a renewal, and late enough to know what the sharing brought."""

EARLY_MONTHS = 6
"""So long before its day a planned review can be done. Our own rule."""


def review_for(agreement: Agreement, planned_on: date) -> Review | None:
    """The recorded review that answers the one planned on this date, if any."""
    return next((r for r in agreement.reviews if r.planned_on == planned_on), None)


def planned_reviews(agreement: Agreement) -> tuple[PlannedReview, ...]:
    """What the version in force plans, what was missed and what was done, by date; a day has one at most.

    Nothing for a draft. Where no plan is kept, the dates of the version are numbered in their order.
    """
    if agreement.in_force is None:
        return ()
    version = agreement.in_force.number
    kept = [planned for planned in agreement.review_plan if planned.holds_in(version)]
    in_order = enumerate(sorted(set(agreement.in_force.content.review_dates)), start=1)
    derived = [PlannedReview(number=number, planned_on=day, from_version=version) for number, day in in_order]
    return tuple(sorted(kept or derived, key=lambda planned: planned.planned_on))


def dropped_reviews(agreement: Agreement) -> tuple[PlannedReview, ...]:
    """What was planned once and is no longer, by number."""
    if agreement.in_force is None:
        return ()
    version = agreement.in_force.number
    return tuple(planned for planned in agreement.review_plan if planned.is_dropped_in(version))


def open_reviews(agreement: Agreement) -> tuple[PlannedReview, ...]:
    """The planned ones that no review answers yet, by date."""
    return tuple(one for one in planned_reviews(agreement) if not review_for(agreement, one.planned_on))


def next_plan(
    agreement: Agreement, dates: tuple[date, ...], ends_on: date, version: int, today: date
) -> tuple[PlannedReview, ...]:
    """The plan when `version` with these dates and this last day is approved today: numbers stay with their review.

    One on a day that stays keeps its number, and so does one that was done. One that was missed stays where it is, and
    one that was asked for as long as the version lasts to its day. The others move, in order of date, to the days that
    are new. More days get the next free numbers; what is left over is dropped.
    """
    before = planned_reviews(agreement)
    ended = tuple(one for one in agreement.review_plan if one not in before)
    stay = {one for one in before if _stays(agreement, one, dates, ends_on, today)}
    loose = [one for one in before if one not in stay and one.request is None]
    new = sorted(set(dates) - {one.planned_on for one in stay})
    left = [*loose[len(new) :], *(one for one in before if one not in stay and one.request)]
    free = _next_number(agreement)
    numbers = [*(one.number for one in loose), *range(free, free + len(new))]
    return (
        *ended,
        *(one for one in before if one in stay),
        *(replace(one, until_version=version) for one in loose[: len(new)]),
        *(replace(one, until_version=version, dropped_on=today) for one in left),
        *(
            PlannedReview(number=number, planned_on=day, from_version=version)
            for number, day in zip(numbers, new, strict=False)
        ),
    )


def _stays(agreement: Agreement, one: PlannedReview, dates: tuple[date, ...], ends_on: date, today: date) -> bool:
    is_asked_in_time = one.request is not None and one.planned_on <= ends_on
    return one.planned_on in dates or one.planned_on < today or is_asked_in_time or _is_done(agreement, one)


def _next_number(agreement: Agreement) -> int:
    """A number is never given twice."""
    return max((one.number for one in (*planned_reviews(agreement), *agreement.review_plan)), default=0) + 1


def plan_with(agreement: Agreement, planned_on: date, request: ReviewRequest) -> tuple[PlannedReview, ...]:
    """The plan of an approved agreement with a review that somebody asked for, under a number of its own.

    Where no plan was kept, the dates of the version are written down first: their numbers stay theirs.
    """
    if agreement.in_force is None:
        raise ValueError("only of an approved agreement a review is planned")
    before = planned_reviews(agreement)
    ended = tuple(one for one in agreement.review_plan if one not in before)
    number, version = _next_number(agreement), agreement.in_force.number
    asked = PlannedReview(number=number, planned_on=planned_on, from_version=version, request=request)
    return (*ended, *before, asked)


def check_can_be_planned(agreement: Agreement, planned_on: date, today: date) -> None:
    """Raises `ReviewDayPassed`, `ReviewPastTheEnd`, or `ReviewAlreadyPlanned`: a day has one review at most."""
    if planned_on < today:
        raise ReviewDayPassed(today=today)
    if agreement.last_day and planned_on > agreement.last_day:
        raise ReviewPastTheEnd(last_day=agreement.last_day)
    if planned_on in {one.planned_on for one in planned_reviews(agreement)}:
        raise ReviewAlreadyPlanned(planned_on=planned_on)


def first_free_day(agreement: Agreement, today: date) -> date:
    """The first day from today on which none is planned; that may lie past the end."""
    taken, day = {one.planned_on for one in planned_reviews(agreement)}, today
    while day in taken:
        day += ONE_DAY
    return day


def _is_done(agreement: Agreement, planned: PlannedReview) -> bool:
    return review_for(agreement, planned.planned_on) is not None


def check_answers(agreement: Agreement, planned_on: date, done_on: date) -> None:
    """Raises `UnknownReview` when none is open for that day, `ReviewTooEarly` when it was done too long before."""
    if planned_on not in {one.planned_on for one in open_reviews(agreement)}:
        raise UnknownReview(planned_on=planned_on)
    earliest = add_months(planned_on, -EARLY_MONTHS)
    if done_on < earliest:
        raise ReviewTooEarly(planned_on=planned_on, earliest=earliest)


def oldest_recent(agreement: Agreement, today: date) -> date:
    """The first day on which a review counts for going on: so long before the end, or before today when ended."""
    last_day = agreement.last_day or today
    return add_months(max(today, last_day), -RECENT_MONTHS)


def has_recent_review(agreement: Agreement, today: date) -> bool:
    """Whether a recorded review is recent enough to renew on, or to lengthen the term."""
    oldest = oldest_recent(agreement, today)
    return any(review.done_on >= oldest for review in agreement.reviews)


def check_recent_review(agreement: Agreement, today: date) -> None:
    """Raises `TooEarlyToGoOn` when no review can be recent yet, `ReviewMissing` when there is none at all,
    `ReviewTooOld` when the last one is not recent.
    """
    oldest = oldest_recent(agreement, today)
    if today < oldest:
        raise TooEarlyToGoOn(from_on=oldest)
    if not agreement.reviews:
        raise ReviewMissing()
    if not has_recent_review(agreement, today):
        raise ReviewTooOld(oldest=oldest)
