"""Rule 4: which status an agreement has on a day, and what else follows from the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Suspension
from agreements.domain.lifecycle import (
    ENDS_SOON_DAYS,
    Status,
    ends_soon,
    is_undestroyed,
    missed_reviews,
    parties_to_confirm,
    status_on,
)
from agreements.domain.review_plan import review_for
from tests.people import (
    APPROVED_ON,
    CORPORATION,
    DAY_AFTER,
    ENDS_ON,
    MUNICIPALITY,
    RECEIVERS,
    REVIEW_ON,
    STARTS_ON,
    TODAY,
    approved,
    closed,
    destroyed,
    draft,
    review,
    submitted,
    terminated,
)

ONE_DAY = timedelta(days=1)
any_day = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def resting(from_on: date, until_on: date | None) -> Agreement:
    rest = Suspension(from_on=from_on, until_on=until_on, reason="Onderzoek naar een datalek")
    return replace(approved(), suspensions=(rest,))


RESTS_A_MONTH = resting(date(2026, 12, 1), date(2026, 12, 31))
RESTS_ON = resting(date(2026, 12, 1), None)
ENDS_EARLY = terminated(date(2027, 3, 31))
NEVER_BEGAN = transitions.terminate(approved(), date(2025, 12, 15), "Toch niet nodig", "henk", APPROVED_ON)
CLOSED = closed(date(2028, 2, 1))


@pytest.mark.parametrize(
    ("agreement", "day", "status"),
    [
        (draft(), TODAY, Status.DRAFT),
        (draft(), DAY_AFTER, Status.DRAFT),
        (submitted(), TODAY, Status.UNDER_REVIEW),
        (approved(), STARTS_ON - ONE_DAY, Status.UPCOMING),
        (approved(), STARTS_ON, Status.ACTIVE),
        (approved(), TODAY, Status.ACTIVE),
        (approved(), ENDS_ON, Status.ACTIVE),
        (approved(), DAY_AFTER, Status.EXPIRED),
        (approved(), date(2199, 1, 1), Status.EXPIRED),
        (RESTS_A_MONTH, date(2026, 11, 30), Status.ACTIVE),
        (RESTS_A_MONTH, date(2026, 12, 1), Status.SUSPENDED),
        (RESTS_A_MONTH, date(2026, 12, 31), Status.SUSPENDED),
        (RESTS_A_MONTH, date(2027, 1, 1), Status.ACTIVE),
        (RESTS_ON, date(2027, 6, 1), Status.SUSPENDED),
        (RESTS_ON, ENDS_ON, Status.SUSPENDED),
        (RESTS_ON, DAY_AFTER, Status.EXPIRED),
        (ENDS_EARLY, TODAY, Status.ACTIVE),
        (ENDS_EARLY, date(2027, 3, 31), Status.ACTIVE),
        (ENDS_EARLY, date(2027, 4, 1), Status.TERMINATED),
        (ENDS_EARLY, DAY_AFTER, Status.TERMINATED),
        (NEVER_BEGAN, date(2025, 12, 15), Status.UPCOMING),
        (NEVER_BEGAN, date(2025, 12, 16), Status.TERMINATED),
        (NEVER_BEGAN, STARTS_ON, Status.TERMINATED),
        (CLOSED, ENDS_ON, Status.ACTIVE),
        (CLOSED, date(2028, 1, 31), Status.EXPIRED),
        (CLOSED, date(2028, 2, 1), Status.CLOSED),
        (CLOSED, date(2190, 1, 1), Status.CLOSED),
    ],
)
def test_the_status_follows_from_the_day_asked_about(agreement: Agreement, day: date, status: Status) -> None:
    assert status_on(agreement, day) is status


def test_an_amendment_in_the_making_does_not_change_the_status() -> None:
    proposed = replace(approved(), proposal=submitted().proposal)

    assert status_on(proposed, TODAY) is Status.ACTIVE


ORDER = [
    {Status.UPCOMING},
    {Status.ACTIVE, Status.SUSPENDED},
    {Status.EXPIRED, Status.TERMINATED},
    {Status.CLOSED},
]


@given(any_day, any_day, st.sampled_from([approved(), RESTS_A_MONTH, RESTS_ON, ENDS_EARLY, NEVER_BEGAN, CLOSED]))
def test_a_later_day_never_has_an_earlier_stage(one: date, other: date, agreement: Agreement) -> None:
    def stage(day: date) -> int:
        return next(n for n, statuses in enumerate(ORDER) if status_on(agreement, day) in statuses)

    assert stage(min(one, other)) <= stage(max(one, other))


@given(any_day)
def test_a_day_is_active_or_suspended_exactly_within_the_term(day: date) -> None:
    holds = status_on(RESTS_A_MONTH, day) in {Status.ACTIVE, Status.SUSPENDED}

    assert holds == (STARTS_ON <= day <= ENDS_ON)


@pytest.mark.parametrize(
    ("day", "soon"),
    [
        (ENDS_ON - timedelta(days=ENDS_SOON_DAYS + 1), False),
        (ENDS_ON - timedelta(days=ENDS_SOON_DAYS), True),
        (ENDS_ON, True),
        (DAY_AFTER, False),
    ],
)
def test_an_agreement_ends_soon_from_ninety_days_before_its_last_day(day: date, soon: bool) -> None:
    assert ends_soon(approved(), day) is soon


def test_an_agreement_that_was_terminated_ends_soon_by_its_new_last_day() -> None:
    assert ends_soon(terminated(TODAY + timedelta(days=10)), TODAY)


def test_a_draft_and_an_agreement_that_rests_do_not_end_soon() -> None:
    assert not ends_soon(draft(), ENDS_ON)
    assert not ends_soon(RESTS_ON, ENDS_ON)


def test_a_review_is_missed_from_the_day_after_it_was_planned() -> None:
    assert missed_reviews(approved(), REVIEW_ON) == ()
    assert missed_reviews(approved(), REVIEW_ON + ONE_DAY) == (REVIEW_ON,)


def test_a_recorded_review_is_not_missed_but_another_one_does_not_count_for_it() -> None:
    answered = replace(approved(), reviews=(review(planned_on=REVIEW_ON),))
    extra = replace(approved(), reviews=(review(planned_on=None),))

    assert missed_reviews(answered, DAY_AFTER) == ()
    assert review_for(answered, REVIEW_ON) == answered.reviews[0]
    assert missed_reviews(extra, DAY_AFTER) == (REVIEW_ON,)


def test_a_review_planned_after_an_early_end_is_not_missed() -> None:
    assert missed_reviews(terminated(REVIEW_ON - ONE_DAY), DAY_AFTER) == ()
    assert missed_reviews(terminated(REVIEW_ON), DAY_AFTER) == (REVIEW_ON,)


def test_a_date_that_was_planned_twice_is_missed_once() -> None:
    assert missed_reviews(approved(review_dates=(REVIEW_ON, REVIEW_ON)), DAY_AFTER) == (REVIEW_ON,)


def test_drafts_and_closed_agreements_miss_no_review() -> None:
    assert missed_reviews(draft(), DAY_AFTER) == ()
    assert missed_reviews(CLOSED, date(2028, 2, 1)) == ()


def test_data_count_as_undestroyed_only_after_the_end_and_until_the_last_confirmation() -> None:
    half = destroyed(approved(), MUNICIPALITY)

    assert not is_undestroyed(approved(), ENDS_ON)
    assert is_undestroyed(approved(), DAY_AFTER)
    assert is_undestroyed(half, DAY_AFTER)
    assert parties_to_confirm(half) == (CORPORATION,)
    assert not is_undestroyed(destroyed(approved(), *RECEIVERS), DAY_AFTER)
    assert not is_undestroyed(CLOSED, date(2028, 2, 1))


def test_the_last_day_is_the_end_of_the_term_or_the_earlier_termination() -> None:
    assert draft().last_day is None
    assert approved().last_day == ENDS_ON
    assert ENDS_EARLY.last_day == date(2027, 3, 31)
