"""Rule 5: the council, or another who may ask, can ask for a review in between; its day and number stay as asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, DeadlineKind, deadlines
from agreements.domain.errors import AgreementError, DateNotAllowed, ReasonMissing, WrongStatus
from agreements.domain.possible_steps import can_take, hindrance
from agreements.domain.review_errors import AddressInRequest, ReviewAlreadyPlanned, ReviewDayPassed, ReviewPastTheEnd
from agreements.domain.review_plan import planned_reviews
from agreements.domain.roles import Action
from agreements.domain.vocabulary import AskedBy
from agreements.publication.as_known import as_known_on
from tests.people import (
    DAY_AFTER,
    ENDS_ON,
    HENK,
    NOOR,
    PETRA,
    POLICY,
    REVIEW_ON,
    STARTS_ON,
    TODAY,
    amended,
    approved,
    closed,
    draft,
    reviewed,
    submitted,
    suspended,
    terminated,
    with_asked,
)

ASKED_FOR, LATE = date(2027, 3, 1), date(2027, 6, 1)
ONE_DAY = timedelta(days=1)


def reviews(agreement: Agreement) -> dict[str, tuple[date, bool]]:
    """Of each number its day, and whether nothing has to be done about it any more."""
    found = [deadline for deadline in deadlines(agreement) if deadline.kind is DeadlineKind.REVIEW]
    return {deadline.subject: (deadline.due_on, deadline.is_settled) for deadline in found}


def test_what_the_council_asks_for_is_a_review_beside_those_of_the_parties() -> None:
    asked = with_asked(approved(), ASKED_FOR)

    assert reviews(asked) == {"1": (REVIEW_ON, False), "2": (ASKED_FOR, False)}
    request = planned_reviews(asked)[1].request
    assert request
    assert (request.asked_by, request.recorded_by) == (AskedBy.COUNCIL, NOOR.id)


def test_it_is_settled_by_a_review_as_every_other() -> None:
    done = reviewed(with_asked(approved(), ASKED_FOR), planned_on=ASKED_FOR)

    assert reviews(done) == {"1": (REVIEW_ON, False), "2": (ASKED_FOR, True)}


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (TODAY - ONE_DAY, ReviewDayPassed),
        (DAY_AFTER, ReviewPastTheEnd),
        (REVIEW_ON, ReviewAlreadyPlanned),
        (TODAY, None),
        (ENDS_ON, None),
    ],
)
def test_its_day_lies_from_today_up_to_the_end_and_has_no_review_yet(
    day: date, refusal: type[AgreementError] | None
) -> None:
    if refusal is None:
        assert with_asked(approved(), day)
    else:
        with pytest.raises(refusal, match="Choose") as refused:
            with_asked(approved(), day)
        assert refused.value.field == "planned_on"


def test_a_day_on_which_one_was_asked_for_or_done_already_has_a_review() -> None:
    for agreement in (with_asked(approved(), ASKED_FOR), reviewed(with_asked(approved(), ASKED_FOR))):
        with pytest.raises(ReviewAlreadyPlanned, match="2027-03-01"):
            with_asked(agreement, ASKED_FOR)


def test_an_early_end_to_come_is_the_end() -> None:
    with pytest.raises(ReviewPastTheEnd):
        with_asked(terminated(LATE), LATE + ONE_DAY)
    assert with_asked(terminated(LATE), LATE)


@pytest.mark.parametrize(
    ("make", "day"),
    [
        (draft, TODAY),
        (submitted, TODAY),
        (approved, STARTS_ON - ONE_DAY),
        (terminated, DAY_AFTER),
        (approved, DAY_AFTER),
        (closed, DAY_AFTER),
    ],
)
def test_it_is_asked_of_what_runs_only(make: Callable[[], Agreement], day: date) -> None:
    with pytest.raises(WrongStatus):
        with_asked(make(), day, day)
    assert not can_take(NOOR, Action.ASK_REVIEW, make(), day, POLICY)


def test_it_is_asked_of_what_rests_too() -> None:
    assert reviews(with_asked(suspended(), ASKED_FOR))["2"] == (ASKED_FOR, False)


def test_it_says_when_it_was_asked_and_why_without_a_way_to_reach_a_person() -> None:
    for reason, refusal in (("  ", ReasonMissing), ("Mail an@raad.example", AddressInRequest)):
        with pytest.raises(refusal):
            with_asked(approved(), ASKED_FOR, reason=reason)
    for asked_on in (TODAY + ONE_DAY, date(2025, 11, 2)):
        with pytest.raises(DateNotAllowed):
            with_asked(approved(), ASKED_FOR, asked_on=asked_on)


def test_the_secretary_and_the_privacy_officer_can_and_a_head_cannot() -> None:
    assert [can_take(who, Action.ASK_REVIEW, approved(), TODAY, POLICY) for who in (NOOR, PETRA, HENK)] == [
        True,
        True,
        False,
    ]


def test_when_no_day_is_left_the_step_says_so() -> None:
    last = approved(review_dates=(ENDS_ON,))

    assert isinstance(hindrance(NOOR, Action.ASK_REVIEW, last, ENDS_ON, POLICY), ReviewPastTheEnd)
    assert hindrance(NOOR, Action.ASK_REVIEW, last, ENDS_ON - ONE_DAY, POLICY) is None


def test_a_register_of_before_it_kept_plans_keeps_the_numbers_of_its_dates() -> None:
    older = replace(approved(review_dates=(REVIEW_ON, LATE)), review_plan=())

    assert reviews(with_asked(older, ASKED_FOR)) == {**reviews(older), "3": (ASKED_FOR, False)}


def test_a_version_with_other_dates_neither_moves_nor_drops_it() -> None:
    asked = with_asked(approved(review_dates=(REVIEW_ON, LATE)), ASKED_FOR)

    assert reviews(amended(asked, review_dates=(ENDS_ON,))) == {
        "1": (ENDS_ON, False),
        "2": (LATE, True),
        "3": (ASKED_FOR, False),
    }


def test_a_version_that_plans_one_on_the_same_day_gets_no_second_one() -> None:
    assert reviews(amended(with_asked(approved(), ASKED_FOR), review_dates=(REVIEW_ON, ASKED_FOR))) == {
        "1": (REVIEW_ON, False),
        "2": (ASKED_FOR, False),
    }


def test_it_is_dropped_when_a_version_ends_before_its_day() -> None:
    shorter = amended(with_asked(approved(), ENDS_ON), ends_on=ENDS_ON - ONE_DAY)

    assert reviews(shorter) == {"1": (REVIEW_ON, False), "2": (ENDS_ON, True)}
    dropped = next(one for one in shorter.review_plan if one.request)
    assert (dropped.dropped_on, dropped.until_version) == (TODAY, 2)


def test_an_early_end_before_its_day_leaves_nothing_to_review_and_taking_that_back_does() -> None:
    asked = with_asked(approved(), LATE)
    ended = transitions.terminate(asked, ASKED_FOR, "Doel bereikt", HENK.id, TODAY)
    assert reviews(ended)["2"] == (LATE, True)

    again = transitions.withdraw_termination(ended, "Toch niet", HENK.id, TODAY)
    assert reviews(again)["2"] == (LATE, False)


def test_a_past_day_knows_nothing_of_what_was_recorded_later() -> None:
    asked = with_asked(approved(), ASKED_FOR, asked_on=TODAY - timedelta(days=10))

    assert reviews(as_known_on(asked, TODAY - ONE_DAY)) == reviews(approved())
    assert reviews(as_known_on(asked, TODAY)) == reviews(asked)


def test_an_earlier_version_shows_no_review_that_was_asked_for_under_a_later_one() -> None:
    first = approved()
    second = with_asked(amended(first, title="Anders"), ASKED_FOR)

    assert reviews(replace(second, in_force=first.in_force)) == reviews(first)


@pytest.mark.parametrize("who", AskedBy)
def test_the_mail_about_it_says_who_asked_and_not_that_the_parties_agreed_so(who: AskedBy) -> None:
    row, asked = KINDS[DeadlineKind.REVIEW], with_asked(approved(), ASKED_FOR, asked_by=who)

    assert row.wording_for(row.wording, asked, "1").lead_before == row.wording.lead_before
    assert row.wording_for(row.wording, asked, "2").lead_before.endswith(" asked for an early review.")


days = st.dates(TODAY, ENDS_ON)
plans = st.lists(days, max_size=4, unique=True).map(tuple)


@given(st.lists(days, min_size=1, max_size=4, unique=True), st.lists(plans.filter(bool), max_size=4))
def test_whatever_the_parties_plan_what_was_asked_for_keeps_day_and_number(
    wanted: list[date], changes: list[tuple[date, ...]]
) -> None:
    agreement = approved()
    for day in wanted:
        if day != REVIEW_ON:
            agreement = with_asked(agreement, day)
    asked = {one.number: one.planned_on for one in agreement.review_plan if one.request}
    for dates in changes:
        agreement = amended(agreement, review_dates=dates)
    held = {one.number: one for one in planned_reviews(agreement)}

    assert {number: held[number].planned_on for number in asked} == asked
    assert all(held[number].request for number in asked)
    assert len({one.planned_on for one in held.values()}) == len(held)
    assert set(agreement.content.review_dates) <= {one.planned_on for one in held.values()}
