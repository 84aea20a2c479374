"""What somebody can do with an agreement on a day: one answer, for every page and service."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.ending_errors import TerminationStands
from agreements.domain.errors import AgreementError, FourEyes, Incomplete
from agreements.domain.possible_steps import STEPS, can_take, hindrance, possible_steps
from agreements.domain.roles import Action, Actor
from agreements.domain.step_rules import CONSEQUENCES, STEP_RULES
from tests.people import (
    AAD,
    APPROVED_ON,
    BRAM,
    DAY_AFTER,
    HENK,
    PETRA,
    POLICY,
    SANNE,
    TODAY,
    approved,
    closed,
    draft,
    submitted,
    terminated,
)


def offered(actor: Actor, agreement: Agreement, day: date = TODAY) -> dict[Action, type[AgreementError] | None]:
    """Each step with what stands in its way."""
    found = possible_steps(actor, agreement, day, POLICY)
    return {one.action: type(one.hindrance) if one.hindrance else None for one in found}


def test_a_complete_draft_can_be_changed_submitted_thrown_away_and_given_an_owner() -> None:
    nothing = dict.fromkeys([Action.AMEND, Action.SUBMIT, Action.WITHDRAW, Action.ASSIGN])
    assert offered(PETRA, draft()) == nothing
    assert offered(HENK, draft()) == {}


def test_what_a_draft_lacks_stands_in_the_way_of_submitting_it() -> None:
    assert offered(PETRA, draft(purpose=""))[Action.SUBMIT] is Incomplete


def test_a_submission_is_judged_by_somebody_else() -> None:
    judged = {Action.APPROVE: None, Action.RETURN: None, Action.PUBLISH_PLAN: None}
    assert offered(HENK, submitted(), APPROVED_ON) == judged
    assert offered(SANNE, submitted())[Action.APPROVE] is None
    assert Action.RECALL not in offered(SANNE, submitted())
    assert offered(PETRA, submitted())[Action.APPROVE] is FourEyes
    assert offered(PETRA, submitted())[Action.RECALL] is None


def test_nothing_is_written_while_a_submission_waits() -> None:
    assert Action.AMEND not in offered(PETRA, submitted())
    assert not can_take(PETRA, Action.AMEND, submitted(), TODAY, POLICY)


def test_an_early_end_to_come_stands_in_the_way_of_a_next_version() -> None:
    ending = terminated(date(2027, 3, 31))

    assert isinstance(hindrance(PETRA, Action.AMEND, ending, TODAY, POLICY), TerminationStands)
    assert not can_take(PETRA, Action.AMEND, ending, TODAY, POLICY)
    assert can_take(PETRA, Action.AMEND, approved(), TODAY, POLICY)


def test_only_who_may_take_a_step_is_told_of_it() -> None:
    assert Action.DECIDE in offered(HENK, approved())
    assert offered(BRAM, approved()) == {}
    assert offered(AAD, approved()) == {}
    assert not can_take(BRAM, Action.DECIDE, approved(), TODAY, POLICY)
    assert hindrance(BRAM, Action.DECIDE, approved(), TODAY, POLICY) is None


def test_a_submission_to_another_department_is_judged_by_its_head() -> None:
    proposed = transitions.amend(approved(), submitted(department="Zorg").latest, TODAY, POLICY)
    moved = transitions.submit(proposed, PETRA.id, TODAY, POLICY)

    assert offered(BRAM, moved) == {Action.APPROVE: None, Action.RETURN: None, Action.PUBLISH_PLAN: None}
    assert Action.APPROVE not in offered(HENK, moved)


def test_the_same_agreement_on_another_day_gives_other_steps() -> None:
    assert Action.SUSPEND in offered(HENK, approved(), TODAY)
    assert Action.SUSPEND not in offered(HENK, approved(), DAY_AFTER)
    assert Action.CONFIRM_DESTRUCTION in offered(HENK, approved(), DAY_AFTER)


@pytest.mark.parametrize("agreement", [draft(), submitted(), approved(), terminated(), closed()])
def test_asking_changes_nothing_and_every_answer_is_a_step_of_the_table(agreement: Agreement) -> None:
    assert set(offered(PETRA, agreement)) <= set(STEPS)
    assert set(STEPS) == {*STEP_RULES, Action.ASSIGN, Action.SNOOZE} - set(CONSEQUENCES)
