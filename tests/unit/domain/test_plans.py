"""A plan beforehand: who publishes it, how long people can react, and what approving it after that asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.content_json import facts_from_json, facts_to_json
from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import StatedWords
from agreements.domain.errors import DateNotAllowed, NothingProposed, ReasonMissing, RuleBroken, WrongStatus
from agreements.domain.plan import PlanEnding, Reactions
from agreements.domain.plan_errors import (
    AddressInPlan,
    BeginsBeforehand,
    ExistsAlready,
    NoPlan,
    NothingToAnswer,
    OwnPlan,
    PlanNotPublic,
    PlanStands,
    PlanStillOpen,
    ReactionsMissing,
)
from agreements.domain.possible_steps import hindrance
from agreements.domain.roles import Action
from tests.people import (
    APPROVED_ON,
    HENK,
    PETRA,
    POLICY,
    REGISTERED_ON,
    SANNE,
    STARTS_ON,
    TODAY,
    WOO,
    approved,
    draft,
    reviewed,
    submitted,
)

WEEK = timedelta(weeks=1)
UNTIL = APPROVED_ON + 4 * WEEK
AFTER = UNTIL + timedelta(days=1)
ANSWER = Reactions(count=3, answer="Het adres wordt korter bewaard")


OLD: dict[str, Any] = {
    "starts_on": date(2020, 1, 1),
    "ends_on": date(2026, 9, 1),
    "review_dates": (date(2026, 6, 1),),
    "is_transitional": True,
    "stated": StatedWords(term="onbepaalde tijd"),
}


def planned(**changes: Any) -> Agreement:
    """Published by Henk on the day it was submitted."""
    return transitions.publish_plan(submitted(**changes), HENK.id, None, APPROVED_ON)


def approve(agreement: Agreement, on: date = AFTER, reactions: Reactions | None = ANSWER) -> Agreement:
    return transitions.approve(agreement, HENK.id, on, POLICY, reactions)


def test_people_can_react_for_four_weeks_unless_told_otherwise() -> None:
    plan = planned().plans[-1]

    assert (plan.version, plan.published_on, plan.reactions_until) == (1, APPROVED_ON, UNTIL)
    assert plan.content == submitted().latest


@pytest.mark.parametrize(("days", "is_allowed"), [(13, False), (14, True), (84, True), (85, False)])
def test_people_can_react_for_two_weeks_at_least_and_twelve_at_most(days: int, is_allowed: bool) -> None:
    waiting = submitted(starts_on=date(2026, 6, 1))
    until = APPROVED_ON + timedelta(days=days)

    if is_allowed:
        assert transitions.publish_plan(waiting, HENK.id, until, APPROVED_ON).plans[-1].reactions_until == until
    else:
        with pytest.raises(DateNotAllowed):
            transitions.publish_plan(waiting, HENK.id, until, APPROVED_ON)


@pytest.mark.parametrize(
    ("agreement", "by", "refusal"),
    [
        (draft(), HENK.id, WrongStatus),
        (approved(), HENK.id, NothingProposed),
        (submitted(), PETRA.id, OwnPlan),
        (planned(), SANNE.id, PlanStands),
        (submitted(is_public=False, not_public_ground=WOO, not_public_reason="opsporing"), HENK.id, PlanNotPublic),
        (submitted(starts_on=UNTIL), HENK.id, BeginsBeforehand),
        (submitted(**OLD), HENK.id, ExistsAlready),
    ],
)
def test_what_is_no_plan_for_everyone_is_not_published(
    agreement: Agreement, by: str, refusal: type[RuleBroken]
) -> None:
    with pytest.raises(refusal):
        transitions.publish_plan(agreement, by, None, APPROVED_ON)


@pytest.mark.parametrize("day", [APPROVED_ON, UNTIL])
def test_nobody_approves_it_while_people_can_react(day: date) -> None:
    with pytest.raises(PlanStillOpen):
        approve(planned(), on=day)

    assert isinstance(hindrance(HENK, Action.APPROVE, planned(), day, POLICY), PlanStillOpen)
    assert hindrance(HENK, Action.APPROVE, planned(), AFTER, POLICY) is None


@pytest.mark.parametrize("answer", [None, Reactions(count=2, answer=" "), Reactions(count=-1, answer="Niets")])
def test_approving_after_a_plan_needs_the_answer_to_reactions(answer: Reactions | None) -> None:
    with pytest.raises(ReactionsMissing):
        approve(planned(), reactions=answer)


def test_the_answer_stays_with_the_version_and_the_plan_stays_as_approved() -> None:
    agreement = approve(planned())

    assert agreement.reactions == (replace(ANSWER, version=1, recorded_on=AFTER),)
    assert (agreement.plans[-1].ending, agreement.plans[-1].ended_on) == (PlanEnding.APPROVED, AFTER)
    assert agreement.open_plan is None


def test_when_nobody_reacted_the_number_says_it_all() -> None:
    assert approve(planned(), reactions=Reactions(count=0, answer="")).reactions[0].count == 0


def test_without_a_plan_there_is_nothing_to_answer() -> None:
    with pytest.raises(NothingToAnswer):
        approve(submitted(), on=APPROVED_ON)


ENDS: dict[PlanEnding, Callable[[Agreement, str], Agreement]] = {
    PlanEnding.WITHDRAWN: lambda a, why: transitions.withdraw_plan(a, why, TODAY),
    PlanEnding.SENT_BACK: lambda a, why: transitions.send_back(a, why, TODAY),
    PlanEnding.THROWN_AWAY: lambda a, why: transitions.withdraw(a, PETRA.id, why, TODAY),
}


@pytest.mark.parametrize("ending", ENDS)
def test_a_plan_that_ends_otherwise_stays_with_a_reason_that_everyone_can_read(ending: PlanEnding) -> None:
    over = ENDS[ending](planned(), " Het kan met minder ").plans[-1]

    assert (over.ending, over.ended_on, over.end_reason) == (ending, TODAY, "Het kan met minder")
    with pytest.raises(ReasonMissing):
        ENDS[ending](planned(), "  ")
    with pytest.raises(AddressInPlan):
        ENDS[ending](planned(), "Vraag het aan j.jansen@example.nl")


def test_a_submission_that_is_taken_back_takes_its_plan_along() -> None:
    back = transitions.recall(planned(), PETRA.id, TODAY)

    assert back.plans[-1].ending is PlanEnding.TAKEN_BACK
    assert back.open_plan is None


def test_a_withdrawn_plan_leaves_the_submission_waiting_and_its_reactions_to_be_answered() -> None:
    waiting = transitions.withdraw_plan(planned(), "De begindatum klopt niet", APPROVED_ON)
    with pytest.raises(ReactionsMissing):
        approve(waiting, on=APPROVED_ON, reactions=None)

    assert approve(waiting, on=APPROVED_ON).reactions[0].version == 1
    with pytest.raises(NoPlan):
        transitions.withdraw_plan(waiting, "Nog eens", APPROVED_ON)


def test_a_later_draft_is_shown_only_when_it_is_published_anew() -> None:
    back = transitions.send_back(planned(), "Noem het loket", APPROVED_ON)
    changed = transitions.amend(back, replace(back.latest, title="Anders"), APPROVED_ON, POLICY)
    waiting = transitions.submit(changed, PETRA.id, APPROVED_ON, POLICY)
    anew = transitions.publish_plan(waiting, HENK.id, None, APPROVED_ON)

    assert [plan.content.title for plan in anew.plans] == [submitted().latest.title, "Anders"]
    assert waiting.open_plan is None


def test_a_next_version_of_what_runs_can_be_a_plan_and_needs_its_own_answer() -> None:
    first = approve(planned())
    proposed = transitions.amend(first, replace(first.content, costs="Een ton per jaar"), STARTS_ON, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, STARTS_ON, POLICY)
    second = transitions.publish_plan(waiting, HENK.id, None, STARTS_ON)
    with pytest.raises(ReactionsMissing):
        approve(second, on=STARTS_ON + 5 * WEEK, reactions=None)

    assert second.plans[-1].version == 2
    assert [one.version for one in approve(second, on=STARTS_ON + 5 * WEEK).reactions] == [1, 2]


def test_the_answer_names_nobody() -> None:
    with pytest.raises(AddressInPlan):
        approve(planned(), reactions=Reactions(count=1, answer="Bel 06-12345678"))


def test_plans_and_answers_are_kept_word_by_word() -> None:
    agreement = approve(planned())
    kept = facts_from_json(facts_to_json(agreement))

    assert (kept.plans, kept.reactions) == (agreement.plans, agreement.reactions)


def test_old_registers_have_no_plans() -> None:
    assert facts_from_json("{}").plans == ()
    assert reviewed(approved()).plans == ()
    assert REGISTERED_ON < APPROVED_ON
