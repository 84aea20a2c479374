"""Rule 6: a later reminder needs a reason, and never passes the deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import DateNotAllowed, NothingToPostpone, ReasonMissing, TooLateToPostpone
from agreements.domain.snooze import check_snooze, postponable
from agreements.domain.transitions import decide
from tests.people import ENDS_ON, HENK, REVIEW_ON, TODAY, approved, draft

REASON = "De raad besluit hierover in december"
TOMORROW = TODAY + timedelta(days=1)


def snoozed(until_on: date, reason: str = REASON, today: date = TODAY, agreement: Agreement | None = None) -> date:
    """The end's reminders, postponed."""
    return check_snooze(agreement or approved(), DeadlineKind.EXPIRY, "", until_on, reason, today).due_on


@pytest.mark.parametrize("until_on", [TOMORROW, ENDS_ON])
def test_from_tomorrow_up_to_the_deadline_itself_a_reminder_can_come_later(until_on: date) -> None:
    assert snoozed(until_on) == ENDS_ON


@pytest.mark.parametrize("until_on", [TODAY, TODAY - timedelta(days=1), ENDS_ON + timedelta(days=1)])
def test_not_today_and_not_past_the_deadline(until_on: date) -> None:
    with pytest.raises(DateNotAllowed) as refused:
        snoozed(until_on)

    assert refused.value.values == {"earliest": TOMORROW, "latest": ENDS_ON}


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_is_refused(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        snoozed(TOMORROW, reason)


@pytest.mark.parametrize("today", [ENDS_ON, ENDS_ON + timedelta(days=3)])
def test_on_the_day_itself_and_after_it_there_is_nothing_left_to_postpone(today: date) -> None:
    with pytest.raises(TooLateToPostpone):
        snoozed(today + timedelta(days=1), today=today)


def test_a_settled_deadline_has_no_reminders() -> None:
    lapses = decide(approved(), DecisionKind.LAPSE, HENK.id, TODAY)

    with pytest.raises(NothingToPostpone):
        snoozed(TOMORROW, agreement=lapses)


def test_neither_has_one_that_does_not_exist() -> None:
    with pytest.raises(NothingToPostpone):
        check_snooze(approved(), DeadlineKind.REVIEW, "7", TOMORROW, REASON, TODAY)
    with pytest.raises(NothingToPostpone):
        snoozed(TOMORROW, agreement=draft())


def test_what_can_be_postponed_is_open_and_still_to_come() -> None:
    kinds = [deadline.kind for deadline in postponable(approved(), TODAY)]

    assert kinds == [DeadlineKind.REVIEW, DeadlineKind.DECISION, DeadlineKind.EXPIRY] + [DeadlineKind.DESTRUCTION] * 2
    assert DeadlineKind.REVIEW not in {deadline.kind for deadline in postponable(approved(), REVIEW_ON)}
    assert postponable(draft(), TODAY) == ()
