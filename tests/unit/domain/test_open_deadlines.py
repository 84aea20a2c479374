"""What still waits on a day: one answer for the work list, the questions of a page, the calendar and a reminder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import KINDS, DeadlineKind, deadlines, open_deadlines, open_tasks
from tests.people import (
    DAY_AFTER,
    ENDS_ON,
    HENK,
    RECEIVERS,
    REVIEW_ON,
    TODAY,
    approved,
    closed,
    draft,
    reviewed,
    submitted,
    terminated,
)

REVIEW, DECISION, EXPIRY, DESTRUCTION, _ = KINDS
DECIDE_BY = date(2027, 9, 30)


def kinds(agreement: Agreement, day: date) -> list[DeadlineKind]:
    return [one.kind for one in open_deadlines(agreement, day)]


def test_everything_that_is_not_settled_waits_the_nearest_first() -> None:
    assert kinds(approved(), TODAY) == [REVIEW, DECISION, EXPIRY, DESTRUCTION, DESTRUCTION]
    done = reviewed(approved(), planned_on=REVIEW_ON, done_on=REVIEW_ON)
    assert kinds(done, REVIEW_ON) == [DECISION, EXPIRY, DESTRUCTION, DESTRUCTION]


def test_the_day_to_decide_waits_until_the_end_has_passed_and_then_the_end_does() -> None:
    assert kinds(approved(), ENDS_ON)[:3] == [REVIEW, DECISION, EXPIRY]
    assert kinds(approved(), DAY_AFTER)[:2] == [REVIEW, EXPIRY]


def test_an_early_end_waits_up_to_its_day_and_not_after_it() -> None:
    last = date(2027, 3, 31)

    assert EXPIRY in kinds(terminated(last), last)
    assert EXPIRY not in kinds(terminated(last), last + timedelta(days=1))


@pytest.mark.parametrize("agreement", [draft(), submitted(), closed()])
def test_nothing_waits_about_a_draft_or_what_is_closed(agreement: Agreement) -> None:
    assert open_deadlines(agreement, DAY_AFTER) == ()


def test_the_decision_and_the_end_are_one_thing_to_do() -> None:
    assert [one.kind for one in open_tasks(approved(), TODAY)] == [REVIEW, DECISION, DESTRUCTION, DESTRUCTION]
    assert [one.kind for one in open_tasks(approved(), DAY_AFTER)][:2] == [REVIEW, EXPIRY]
    decided = transitions.decide(approved(), DecisionKind.LAPSE, HENK.id, DECIDE_BY)
    assert [one.kind for one in open_tasks(decided, DECIDE_BY)] == [REVIEW, DESTRUCTION, DESTRUCTION]


def test_what_waits_is_always_among_the_deadlines() -> None:
    for day in (TODAY, ENDS_ON, DAY_AFTER, date(2029, 1, 1)):
        assert set(open_tasks(approved(), day)) <= set(open_deadlines(approved(), day)) <= set(deadlines(approved()))
    assert len(RECEIVERS) == kinds(approved(), TODAY).count(DESTRUCTION)
