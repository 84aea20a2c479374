"""The exchange rests: from when to when, what changes about it, and what stays to be seen of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Suspension
from agreements.domain.errors import (
    AlreadySuspended,
    DateNotAllowed,
    ReasonMissing,
    UnknownSuspension,
    WrongStatus,
)
from agreements.domain.lifecycle import Status, is_suspended_on, status_on
from agreements.domain.transitions.resting import planned_suspensions
from tests.people import DAY_AFTER, ENDS_ON, TODAY, approved, suspended, terminated

ONE_DAY = timedelta(days=1)
WEEK_LATER = TODAY + timedelta(days=7)
SPRING = date(2027, 3, 1), date(2027, 3, 31)


def planned() -> Agreement:
    """Resting in the month of March, decided today."""
    return transitions.suspend(approved(), *SPRING, "Verhuizing", TODAY)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [(TODAY - ONE_DAY, None), (TODAY, TODAY - ONE_DAY), (TODAY, DAY_AFTER), (DAY_AFTER, None)],
)
def test_an_exchange_rests_from_today_at_the_earliest_and_within_its_term(from_on: date, until_on: date | None) -> None:
    with pytest.raises(DateNotAllowed):
        transitions.suspend(approved(), from_on, until_on, "Reden", TODAY)


def test_an_exchange_that_rests_can_be_taken_up_again_and_both_days_are_kept() -> None:
    resumed = transitions.resume(suspended(), WEEK_LATER)

    assert status_on(resumed, WEEK_LATER - ONE_DAY) is Status.SUSPENDED
    assert status_on(resumed, WEEK_LATER) is Status.ACTIVE
    assert resumed.suspensions == (replace(suspended().suspensions[0], resumed_on=WEEK_LATER),)
    assert resumed.suspensions[0].decided_on == TODAY


def test_suspended_and_resumed_on_one_day_stays_visible_though_it_never_rested() -> None:
    resumed = transitions.resume(suspended(), TODAY)

    assert resumed.suspensions == (replace(suspended().suspensions[0], resumed_on=TODAY),)
    assert resumed.suspensions[0].days is None
    assert status_on(resumed, TODAY) is status_on(resumed, TODAY + ONE_DAY) is Status.ACTIVE


def test_resuming_leaves_earlier_and_later_suspensions_alone() -> None:
    earlier = transitions.suspend(approved(), TODAY, TODAY, "Storing", TODAY)
    later = transitions.suspend(earlier, *SPRING, "Verhuizing", TODAY + ONE_DAY)
    now = transitions.suspend(later, date(2026, 12, 1), date(2026, 12, 31), "Datalek", TODAY + ONE_DAY)

    resumed = transitions.resume(now, date(2026, 12, 8))

    assert resumed.suspensions[:2] == now.suspensions[:2]
    assert resumed.suspensions[2].days == (date(2026, 12, 1), date(2026, 12, 7))


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (date(2027, 3, 10), date(2027, 3, 12)),
        (date(2027, 2, 1), date(2027, 3, 1)),
        (date(2027, 3, 31), date(2027, 4, 30)),
        (date(2027, 2, 1), None),
        (date(2027, 3, 31), None),
    ],
)
def test_two_suspensions_never_overlap(from_on: date, until_on: date | None) -> None:
    with pytest.raises(AlreadySuspended, match="2027-03-01"):
        transitions.suspend(planned(), from_on, until_on, "Reden", TODAY)


@pytest.mark.parametrize(
    ("from_on", "until_on"), [(TODAY, date(2027, 2, 28)), (date(2027, 4, 1), None), (date(2027, 4, 1), ENDS_ON)]
)
def test_two_suspensions_may_follow_each_other(from_on: date, until_on: date | None) -> None:
    assert len(transitions.suspend(planned(), from_on, until_on, "Reden", TODAY).suspensions) == 2


def test_what_was_resumed_or_cancelled_is_in_nobodys_way() -> None:
    resumed = transitions.resume(suspended(), TODAY)
    cancelled = transitions.cancel_suspension(planned(), SPRING[0], "Toch niet", TODAY)

    assert is_suspended_on(transitions.suspend(resumed, TODAY, None, "Toch wel", TODAY), TODAY)
    assert is_suspended_on(transitions.suspend(cancelled, *SPRING, "Toch wel", TODAY), SPRING[0])


def test_a_planned_suspension_is_cancelled_with_a_reason_and_stays_as_a_fact() -> None:
    cancelled = transitions.cancel_suspension(planned(), SPRING[0], " Verhuizing gaat niet door ", TODAY + ONE_DAY)

    assert cancelled.suspensions == (
        replace(planned().suspensions[0], cancelled_on=TODAY + ONE_DAY, cancel_reason="Verhuizing gaat niet door"),
    )
    assert status_on(cancelled, SPRING[0]) is Status.ACTIVE
    assert planned_suspensions(cancelled, TODAY + ONE_DAY) == ()
    with pytest.raises(UnknownSuspension):
        transitions.cancel_suspension(cancelled, SPRING[0], "Nog eens", TODAY + ONE_DAY)
    with pytest.raises(ReasonMissing):
        transitions.cancel_suspension(planned(), SPRING[0], " ", TODAY)


@pytest.mark.parametrize("from_on", [SPRING[1], TODAY])
def test_only_a_suspension_that_is_planned_can_be_cancelled(from_on: date) -> None:
    with pytest.raises(UnknownSuspension):
        transitions.cancel_suspension(planned(), from_on, "Reden", TODAY)


def test_what_has_begun_is_resumed_and_not_cancelled() -> None:
    assert planned_suspensions(planned(), SPRING[0] - ONE_DAY) == planned().suspensions
    assert planned_suspensions(planned(), SPRING[0]) == ()
    with pytest.raises(UnknownSuspension):
        transitions.cancel_suspension(planned(), SPRING[0], "Reden", SPRING[0])


@pytest.mark.parametrize("until_on", [date(2027, 5, 31), date(2027, 3, 12), ENDS_ON, None])
def test_a_suspension_that_runs_gets_a_later_or_earlier_last_day_and_keeps_the_first(until_on: date | None) -> None:
    day = date(2027, 3, 10)
    changed = transitions.extend_suspension(planned(), until_on, " Duurt anders ", day)
    (rest,) = changed.suspensions

    assert (rest.from_on, rest.until_on) == SPRING
    assert [(one.until_on, one.decided_on, one.reason) for one in rest.changes] == [(until_on, day, "Duurt anders")]
    assert rest.days == (SPRING[0], until_on)
    assert is_suspended_on(changed, until_on or ENDS_ON)
    assert until_on is None or not is_suspended_on(changed, until_on + ONE_DAY)
    resumed = transitions.resume(changed, day + ONE_DAY)
    assert resumed.suspensions[0].days == (SPRING[0], day)


@pytest.mark.parametrize("until_on", [date(2027, 3, 9), DAY_AFTER])
def test_the_new_last_day_lies_from_today_up_to_the_end(until_on: date) -> None:
    with pytest.raises(DateNotAllowed):
        transitions.extend_suspension(planned(), until_on, "Reden", date(2027, 3, 10))


def test_an_extension_needs_a_reason_and_stops_before_the_next_suspension() -> None:
    both = transitions.suspend(planned(), date(2027, 5, 1), date(2027, 5, 31), "Onderhoud", TODAY)

    for until_on in (None, date(2027, 5, 1)):
        with pytest.raises(AlreadySuspended, match="2027-05-01"):
            transitions.extend_suspension(both, until_on, "Reden", SPRING[0])
    assert transitions.extend_suspension(both, date(2027, 4, 30), "Reden", SPRING[0])
    with pytest.raises(ReasonMissing):
        transitions.extend_suspension(both, date(2027, 4, 30), "", SPRING[0])


def test_what_does_not_rest_is_not_extended() -> None:
    with pytest.raises(WrongStatus):
        transitions.extend_suspension(planned(), SPRING[1], "Reden", TODAY)
    with pytest.raises(WrongStatus):
        transitions.cancel_suspension(terminated(), SPRING[0], "Reden", DAY_AFTER)


def test_suspensions_of_before_the_register_kept_their_facts_mean_what_they_meant() -> None:
    old = replace(approved(), suspensions=(Suspension(from_on=TODAY, until_on=WEEK_LATER, reason="Audit"),))

    assert old.suspensions[0].days == (TODAY, WEEK_LATER)
    assert [is_suspended_on(old, day) for day in (TODAY, WEEK_LATER, WEEK_LATER + ONE_DAY)] == [True, True, False]
