"""Rule 5: a planned review keeps its number when dates move, come or go; one that was missed stays until it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind, deadlines
from agreements.domain.errors import UnknownReview
from agreements.domain.lifecycle import missed_reviews
from tests.people import ENDS_ON, REVIEW_ON, STARTS_ON, TODAY, amended, approved, reviewed

EARLY, LATE = date(2027, 3, 1), date(2027, 6, 1)
PAST = date(2026, 6, 1)
"""A planned day that has passed."""


def reviews(agreement: Agreement) -> dict[str, tuple[date, bool]]:
    """Of each number its day, and whether nothing has to be done about it any more."""
    found = [deadline for deadline in deadlines(agreement) if deadline.kind is DeadlineKind.REVIEW]
    return {deadline.subject: (deadline.due_on, deadline.is_settled) for deadline in found}


def planned(*days: date) -> Agreement:
    return approved(review_dates=days)


def replanned(agreement: Agreement, *days: date, on: date = TODAY) -> Agreement:
    return amended(agreement, on=on, review_dates=days)


def test_the_first_version_numbers_its_reviews_in_the_order_of_their_dates() -> None:
    assert reviews(planned(LATE, EARLY)) == {"1": (EARLY, False), "2": (LATE, False)}


def test_a_review_that_comes_before_the_others_gets_the_next_number() -> None:
    assert reviews(replanned(planned(EARLY, LATE), REVIEW_ON, EARLY, LATE)) == {
        "3": (REVIEW_ON, False),
        "1": (EARLY, False),
        "2": (LATE, False),
    }


def test_a_review_that_moves_takes_its_number_along() -> None:
    assert reviews(replanned(planned(EARLY, LATE), EARLY, ENDS_ON)) == {"1": (EARLY, False), "2": (ENDS_ON, False)}
    assert reviews(replanned(planned(EARLY, LATE), LATE, ENDS_ON)) == {"1": (ENDS_ON, False), "2": (LATE, False)}


def test_a_review_that_is_dropped_is_settled_and_its_number_never_given_again() -> None:
    without = replanned(planned(EARLY, LATE), LATE)
    assert reviews(without) == {"1": (EARLY, True), "2": (LATE, False)}

    again = replanned(without, EARLY, LATE)
    assert reviews(again) == {"3": (EARLY, False), "1": (EARLY, True), "2": (LATE, False)}


def test_the_first_of_those_that_change_moves_to_the_first_new_day_and_the_last_is_dropped() -> None:
    agreement = replanned(planned(REVIEW_ON, EARLY, LATE), ENDS_ON)

    assert reviews(agreement) == {"1": (ENDS_ON, False), "2": (EARLY, True), "3": (LATE, True)}


@pytest.mark.parametrize("days", [(LATE,), (EARLY, LATE), (ENDS_ON,)])
def test_a_missed_review_is_neither_moved_nor_dropped_by_an_amendment(days: tuple[date, ...]) -> None:
    late = planned(PAST, LATE)
    assert missed_reviews(late, TODAY) == (PAST,)

    changed = replanned(late, *days)
    assert missed_reviews(changed, TODAY) == (PAST,)
    assert reviews(changed)["1"] == (PAST, False)


def test_a_missed_review_stays_missed_through_any_number_of_amendments_until_it_is_done() -> None:
    late = planned(PAST, LATE)
    for _ in range(3):
        late = replanned(replanned(late, EARLY), LATE)
    assert missed_reviews(late, ENDS_ON)[0] == PAST

    done = reviewed(late, planned_on=PAST)
    assert missed_reviews(done, TODAY) == ()
    assert reviews(done)["1"] == (PAST, True)


def test_a_review_planned_for_today_can_still_move_and_one_of_yesterday_cannot() -> None:
    agreement = planned(TODAY, LATE)

    assert reviews(replanned(agreement, LATE, ENDS_ON))["1"] == (ENDS_ON, False)
    missed = replanned(agreement, LATE, ENDS_ON, on=TODAY + timedelta(days=1))
    assert reviews(missed) == {"1": (TODAY, False), "2": (LATE, False), "3": (ENDS_ON, False)}


def test_a_review_that_was_done_keeps_its_day_and_number() -> None:
    done = reviewed(planned(REVIEW_ON, LATE), planned_on=REVIEW_ON)

    assert reviews(replanned(done, ENDS_ON)) == {"1": (REVIEW_ON, True), "2": (ENDS_ON, False)}


def test_what_was_dropped_or_moved_away_cannot_be_answered_any_more() -> None:
    agreement = replanned(planned(REVIEW_ON, LATE), LATE)

    with pytest.raises(UnknownReview):
        reviewed(agreement, planned_on=REVIEW_ON)


def test_an_agreement_of_before_the_register_kept_plans_numbers_its_dates_in_order() -> None:
    older = replace(planned(EARLY, LATE), review_plan=())
    assert reviews(older) == {"1": (EARLY, False), "2": (LATE, False)}

    assert reviews(replanned(older, REVIEW_ON, LATE)) == {"1": (REVIEW_ON, False), "2": (LATE, False)}


def test_an_earlier_version_shows_the_plan_as_it_was() -> None:
    agreement = planned(EARLY, LATE)
    changed = replanned(replanned(agreement, EARLY, ENDS_ON), ENDS_ON)

    assert reviews(replace(changed, in_force=agreement.in_force)) == reviews(agreement)


days = st.dates(STARTS_ON, ENDS_ON)
plans = st.lists(days, min_size=1, max_size=5, unique=True).map(tuple)


@given(plans, st.lists(st.tuples(plans, days), max_size=4))
def test_whatever_is_amended_a_number_is_given_once_and_what_was_missed_stays(
    first: tuple[date, ...], changes: list[tuple[tuple[date, ...], date]]
) -> None:
    agreement, seen = planned(*first), set(reviews(planned(*first)))
    for dates, on in sorted(changes, key=lambda change: change[1]):
        before, missed = reviews(agreement), missed_reviews(agreement, on)
        agreement = replanned(agreement, *dates, on=on) if on < ENDS_ON else agreement
        after = reviews(agreement)
        assert set(missed) <= set(missed_reviews(agreement, on))
        assert set(before) <= set(after)
        assert {number for number in after if number not in before}.isdisjoint(seen)
        seen |= set(after)
        held = {day for day, is_settled in after.values() if not is_settled}
        assert held >= {day for day in agreement.content.review_dates if day >= on}
