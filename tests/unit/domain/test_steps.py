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
from tests.people import (
    DAY_AFTER,
    ENDS_ON,
    HENK,
    REGISTERED_ON,
    REVIEW_ON,
    TODAY,
    approved,
    review,
    reviewed,
    terminated,
)

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("ends_on", [TODAY - ONE_DAY, DAY_AFTER])
def test_an_agreement_ends_early_between_today_and_its_agreed_end(ends_on: date) -> None:
    with pytest.raises(DateNotAllowed):
        terminated(ends_on)


def test_an_early_end_can_be_moved_up_to_the_agreed_end() -> None:
    ending = terminated(date(2027, 3, 31))

    assert transitions.terminate(ending, date(2027, 2, 28), "Eerder", HENK.id, TODAY).last_day == date(2027, 2, 28)
    assert transitions.terminate(ending, ENDS_ON, "Later", HENK.id, TODAY).last_day == ENDS_ON
    with pytest.raises(DateNotAllowed):
        transitions.terminate(ending, DAY_AFTER, "Te laat", HENK.id, TODAY)


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
