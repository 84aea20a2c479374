"""Suspending, resuming, ending early, deciding and reviewing: the dates and reasons that each step asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import DecisionKind
from agreements.domain.errors import (
    DateNotAllowed,
    ReasonMissing,
    ReviewUnanswered,
    TerminationNeedsDay,
    UnknownReview,
)
from agreements.domain.lifecycle import Status, status_on
from tests.people import (
    DAY_AFTER,
    HENK,
    REGISTERED_ON,
    REVIEW_ON,
    TODAY,
    approved,
    review,
    reviewed,
    suspended,
    terminated,
)

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (TODAY - ONE_DAY, None),
        (TODAY, TODAY - ONE_DAY),
        (TODAY, DAY_AFTER),
        (DAY_AFTER, None),
    ],
)
def test_an_exchange_rests_from_today_at_the_earliest_and_within_its_term(from_on: date, until_on: date | None) -> None:
    with pytest.raises(DateNotAllowed):
        transitions.suspend(approved(), from_on, until_on, "Reden", TODAY)


def test_an_exchange_that_rests_can_be_taken_up_again() -> None:
    week_later = TODAY + timedelta(days=7)
    resumed = transitions.resume(suspended(), week_later)

    assert status_on(resumed, week_later - ONE_DAY) is Status.SUSPENDED
    assert status_on(resumed, week_later) is Status.ACTIVE


def test_resuming_on_the_first_day_means_that_it_never_rested() -> None:
    assert transitions.resume(suspended(), TODAY).suspensions == ()


def test_resuming_leaves_earlier_and_later_suspensions_alone() -> None:
    earlier = transitions.suspend(approved(), TODAY, TODAY, "Storing", TODAY)
    later = transitions.suspend(earlier, date(2027, 3, 1), date(2027, 3, 31), "Verhuizing", TODAY + ONE_DAY)
    now = transitions.suspend(later, date(2026, 12, 1), None, "Datalek", TODAY + ONE_DAY)

    resumed = transitions.resume(now, date(2026, 12, 8))

    assert resumed.suspensions[:2] == now.suspensions[:2]
    assert resumed.suspensions[2].until_on == date(2026, 12, 7)


@pytest.mark.parametrize("ends_on", [TODAY - ONE_DAY, DAY_AFTER])
def test_an_agreement_ends_early_between_today_and_its_agreed_end(ends_on: date) -> None:
    with pytest.raises(DateNotAllowed):
        terminated(ends_on)


def test_an_early_end_can_be_made_earlier_but_not_later() -> None:
    ending = terminated(date(2027, 3, 31))

    assert transitions.terminate(ending, date(2027, 2, 28), "Eerder", HENK.id, TODAY).last_day == date(2027, 2, 28)
    with pytest.raises(DateNotAllowed):
        transitions.terminate(ending, date(2027, 4, 1), "Later", HENK.id, TODAY)


def test_ending_early_is_also_a_decision_and_needs_a_reason() -> None:
    assert [d.kind for d in terminated().decisions] == [DecisionKind.TERMINATE]
    with pytest.raises(ReasonMissing):
        transitions.terminate(approved(), TODAY, "", HENK.id, TODAY)
    with pytest.raises(ReasonMissing):
        transitions.suspend(approved(), TODAY, None, "\n", TODAY)


def test_deciding_to_terminate_without_a_last_day_is_refused() -> None:
    with pytest.raises(TerminationNeedsDay):
        transitions.decide(approved(), DecisionKind.TERMINATE, HENK.id, TODAY)


def test_a_review_answers_a_planned_date_once() -> None:
    done = reviewed(approved(), planned_on=REVIEW_ON)

    assert done.reviews[0].planned_on == REVIEW_ON
    with pytest.raises(UnknownReview):
        reviewed(done, planned_on=REVIEW_ON)
    with pytest.raises(UnknownReview):
        reviewed(approved(), planned_on=REVIEW_ON + ONE_DAY)


@pytest.mark.parametrize("answers", [{"purpose_reached": " "}, {"still_proportionate": ""}])
def test_a_review_without_answers_is_none(answers: dict[str, str]) -> None:
    with pytest.raises(ReviewUnanswered):
        reviewed(approved(), **answers)


def test_a_review_was_done_on_a_day_since_the_start_or_the_registration() -> None:
    with pytest.raises(DateNotAllowed):
        transitions.record_review(approved(), review(done_on=TODAY + ONE_DAY), TODAY)
    with pytest.raises(DateNotAllowed):
        transitions.record_review(approved(), review(done_on=REGISTERED_ON - ONE_DAY), TODAY)


def test_an_older_agreement_keeps_the_date_of_a_review_from_before_its_registration() -> None:
    older = approved(starts_on=date(2025, 3, 1), ends_on=date(2028, 2, 29))
    done = transitions.record_review(older, review(done_on=date(2025, 9, 1)), TODAY)

    assert done.reviews[0].done_on == date(2025, 9, 1)
