"""A first version that is over before it is approved: refused, or recorded afterwards without alerts about the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind, deadlines
from agreements.domain.lifecycle import Status, missed_reviews, status_on
from agreements.domain.term_errors import AlreadyOver, NotOverYet
from agreements.domain.termination import Termination
from tests.people import DAY_AFTER, ENDS_ON, HENK, PETRA, POLICY, RECEIVERS, TODAY, draft

ONE_DAY = timedelta(days=1)
FIVE_YEARS_LATER = date(2032, 6, 1)


def handed_in(agreement: Agreement, on: date, *, already_ended: bool = False) -> Agreement:
    return transitions.submit(agreement, PETRA.id, on, POLICY, already_ended=already_ended)


@pytest.mark.parametrize("day", [DAY_AFTER, FIVE_YEARS_LATER])
def test_a_draft_that_is_over_is_not_submitted(day: date) -> None:
    with pytest.raises(AlreadyOver, match="2027-12-31"):
        handed_in(draft(), day)
    assert handed_in(draft(), ENDS_ON).proposal


@pytest.mark.parametrize("day", [DAY_AFTER, FIVE_YEARS_LATER])
def test_a_submission_that_is_over_meanwhile_is_not_approved(day: date) -> None:
    waiting = handed_in(draft(), TODAY)

    with pytest.raises(AlreadyOver):
        transitions.approve(waiting, HENK.id, day, POLICY)
    assert transitions.approve(waiting, HENK.id, ENDS_ON, POLICY).in_force


def test_a_draft_that_was_terminated_elsewhere_is_over_after_its_early_day() -> None:
    ended = replace(draft(), termination=Termination(ends_on=TODAY, decided_on=TODAY, reason="Klaar"))

    with pytest.raises(AlreadyOver, match="2026-11-23"):
        handed_in(ended, TODAY + ONE_DAY)
    assert handed_in(ended, TODAY).proposal


def recorded_afterwards() -> Agreement:
    waiting = handed_in(draft(), DAY_AFTER, already_ended=True)
    return transitions.approve(waiting, HENK.id, DAY_AFTER, POLICY)


def test_recorded_afterwards_only_the_destruction_is_left_to_do() -> None:
    agreement = recorded_afterwards()

    assert status_on(agreement, DAY_AFTER) is Status.EXPIRED
    assert {d.kind for d in deadlines(agreement) if not d.is_settled} == {DeadlineKind.DESTRUCTION}
    assert {d.subject for d in deadlines(agreement) if not d.is_settled} == set(RECEIVERS)
    assert missed_reviews(agreement, DAY_AFTER) == ()


def test_what_is_not_over_cannot_be_recorded_as_ended() -> None:
    with pytest.raises(NotOverYet, match="2027-12-31"):
        handed_in(draft(), ENDS_ON, already_ended=True)


def test_after_it_was_sent_back_and_corrected_it_is_submitted_as_one_that_holds() -> None:
    back = transitions.send_back(handed_in(draft(), DAY_AFTER, already_ended=True), "Het einde klopt niet", DAY_AFTER)
    longer = replace(draft().latest, ends_on=date(2028, 12, 31))
    corrected = transitions.amend(back, longer, DAY_AFTER, POLICY)

    waiting = handed_in(corrected, DAY_AFTER)
    approved = transitions.approve(waiting, HENK.id, DAY_AFTER, POLICY)
    assert not approved.already_ended
    assert DeadlineKind.EXPIRY in {d.kind for d in deadlines(approved) if not d.is_settled}
