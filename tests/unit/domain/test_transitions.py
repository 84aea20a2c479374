"""What may be done with an agreement, in which status, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind, ProposalStatus, Suspension, is_submitted
from agreements.domain.errors import Incomplete, NothingProposed, ReasonMissing, TransitionalTooLate, WrongStatus
from agreements.domain.lifecycle import Status, status_on
from agreements.domain.roles import Action
from agreements.domain.step_rules import STEP_RULES
from agreements.domain.term_errors import DateOutOfRange, StartMoved, TermTooLong, TermTooShort
from tests.people import (
    APPROVED_ON,
    DAY_AFTER,
    ENDS_ON,
    HENK,
    MUNICIPALITY,
    PETRA,
    POLICY,
    RECEIVERS,
    REFERENCE,
    STARTS_ON,
    TODAY,
    amended,
    approved,
    closed,
    complete_content,
    destroyed,
    destruction,
    draft,
    review,
    reviewed,
    submitted,
    suspended,
    terminated,
    with_asked,
)

ONE_DAY = timedelta(days=1)


EXAMPLES: dict[Status, tuple[Agreement, date]] = {
    Status.DRAFT: (draft(), TODAY),
    Status.UNDER_REVIEW: (submitted(), APPROVED_ON),
    Status.UPCOMING: (reviewed(approved()), STARTS_ON - ONE_DAY),
    Status.ACTIVE: (reviewed(approved()), TODAY),
    Status.SUSPENDED: (reviewed(suspended()), TODAY),
    Status.TERMINATED: (destroyed(reviewed(terminated()), *RECEIVERS), DAY_AFTER),
    Status.EXPIRED: (destroyed(reviewed(approved()), *RECEIVERS), DAY_AFTER),
    Status.CLOSED: (closed(), DAY_AFTER),
    Status.WITHDRAWN: (transitions.withdraw(draft(), PETRA.id, "Dubbel", TODAY), TODAY),
}


def resting_later(agreement: Agreement, day: date) -> Agreement:
    """With a suspension from the day after."""
    rest = Suspension(from_on=day + ONE_DAY, until_on=None, reason="Onderhoud")
    return replace(agreement, suspensions=(*agreement.suspensions, rest))


def published(agreement: Agreement, day: date) -> Agreement:
    """As a plan, where something waits for approval."""
    return transitions.publish_plan(agreement, HENK.id, None, day) if is_submitted(agreement) else agreement


STEPS: dict[Action, Callable[[Agreement, date], object]] = {
    Action.AMEND: lambda a, day: transitions.amend(a, a.content, day, POLICY),
    Action.SUSPEND: lambda a, day: transitions.suspend(a, day, None, "Reden", day),
    Action.RESUME: lambda a, day: transitions.resume(a, day),
    Action.EXTEND_SUSPENSION: lambda a, day: transitions.extend_suspension(a, day, "Reden", day),
    Action.CANCEL_SUSPENSION: lambda a, day: transitions.cancel_suspension(
        resting_later(a, day), day + ONE_DAY, "Reden", day
    ),
    Action.TERMINATE: lambda a, day: transitions.terminate(a, day, "Reden", HENK.id, day),
    Action.REVIEW: lambda a, day: transitions.record_review(a, review(done_on=day), day),
    Action.ASK_REVIEW: lambda a, day: with_asked(a, day, day),
    Action.DECIDE: lambda a, day: transitions.decide(a, DecisionKind.LAPSE, HENK.id, day),
    Action.RENEW: lambda a, day: transitions.renew(a, "AFS-2027-0009", HENK.id, day, POLICY),
    Action.CONFIRM_DESTRUCTION: lambda a, day: transitions.confirm_destruction(
        a, destruction(MUNICIPALITY, done_on=day, correction="Reden" if a.destructions else ""), day
    ),
    Action.CLOSE: lambda a, day: transitions.close(a, day),
    Action.WITHDRAW: lambda a, day: transitions.withdraw(a, PETRA.id, "", day),
    Action.WITHDRAW_TERMINATION: lambda a, day: transitions.withdraw_termination(a, "Vergissing", HENK.id, day),
    Action.SUBMIT: lambda a, day: transitions.submit(a, PETRA.id, day, POLICY),
    Action.RETURN: lambda a, day: transitions.send_back(a, "Reden", day),
    Action.RECALL: lambda a, day: transitions.recall(a, PETRA.id, day),
    Action.APPROVE: lambda a, day: transitions.approve(a, HENK.id, day, POLICY),
    Action.PUBLISH_PLAN: lambda a, day: transitions.publish_plan(a, HENK.id, None, day),
    Action.WITHDRAW_PLAN: lambda a, day: transitions.withdraw_plan(published(a, day), "Reden", day),
}

POSSIBLE = """
step                 draft review upcoming active suspended terminated expired closed withdrawn
amend                yes   -      yes      yes    yes       -          -       -      -
submit               yes   -      -        -      -         -          -       -      -
return               -     yes    -        -      -         -          -       -      -
recall               -     yes    -        -      -         -          -       -      -
publish_plan         -     yes    -        -      -         -          -       -      -
withdraw_plan        -     yes    -        -      -         -          -       -      -
approve              -     yes    -        -      -         -          -       -      -
suspend              -     -      -        yes    -         -          -       -      -
resume               -     -      -        -      yes       -          -       -      -
extend_suspension    -     -      -        -      yes       -          -       -      -
cancel_suspension    -     -      -        yes    yes       -          -       -      -
terminate            -     -      yes      yes    yes       -          -       -      -
review               -     -      -        yes    yes       yes        yes     -      -
ask_review           -     -      -        yes    yes       -          -       -      -
decide               -     -      yes      yes    yes       -          yes     -      -
renew                -     -      -        yes    yes       yes        yes     -      -
confirm_destruction  -     -      -        -      -         yes        yes     -      -
close                -     -      -        -      -         yes        yes     -      -
withdraw             yes   yes    -        -      -         -          -       -      -
withdraw_termination -     -      -        -      -         -          -       -      -
"""
CELLS = [
    (Action(line.split()[0]), status, cell == "yes")
    for line in POSSIBLE.strip().splitlines()[1:]
    for status, cell in zip(Status, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("action", "status", "possible"), CELLS)
def test_a_step_is_possible_in_exactly_the_statuses_of_the_table(
    action: Action, status: Status, possible: bool
) -> None:
    agreement, day = EXAMPLES[status]
    assert status_on(agreement, day) is status

    if possible:
        STEPS[action](agreement, day)
    else:
        with pytest.raises(WrongStatus):
            STEPS[action](agreement, day)


def test_the_table_speaks_of_every_step_the_code_knows() -> None:
    steps = {action for action, _, _ in CELLS}

    assert steps == set(STEPS)
    assert steps == set(STEP_RULES)


def test_a_new_agreement_is_a_draft_that_may_lack_everything_but_a_title() -> None:
    agreement = transitions.register(REFERENCE, complete_content(starts_on=None, parties=()), TODAY, POLICY)

    assert status_on(agreement, TODAY) is Status.DRAFT
    assert agreement.registered_on == TODAY


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ends_on": date(2029, 1, 1)}, TermTooLong),
        ({"ends_on": date(2026, 12, 30)}, TermTooShort),
        ({"starts_on": date(9999, 12, 31), "ends_on": None}, DateOutOfRange),
        ({"starts_on": None, "ends_on": date(1, 1, 1)}, DateOutOfRange),
    ],
)
def test_dates_that_do_not_fit_are_refused_even_in_a_draft(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draft(**changes)
    with pytest.raises(refusal):
        transitions.amend(draft(), complete_content(**changes), TODAY, POLICY)


def test_an_incomplete_draft_cannot_be_submitted_and_hears_what_it_lacks() -> None:
    with pytest.raises(Incomplete) as refusal:
        submitted(purpose="", destruction="")

    assert [lack.field for lack in refusal.value.lacks] == ["purpose", "destruction"]


def test_a_draft_that_became_too_old_for_the_rules_cannot_be_approved() -> None:
    waiting = submitted()
    stricter = replace(POLICY, max_years=1)

    with pytest.raises(Incomplete):
        transitions.approve(waiting, HENK.id, TODAY, stricter)


def test_a_submission_cannot_be_changed_until_it_is_sent_back_with_a_reason() -> None:
    waiting = submitted()
    with pytest.raises(WrongStatus):
        transitions.amend(waiting, complete_content(title="Anders"), TODAY, POLICY)
    with pytest.raises(ReasonMissing):
        transitions.send_back(waiting, "  ", TODAY)

    returned = transitions.send_back(waiting, " Het doel is te ruim. ", TODAY)
    again = transitions.amend(returned, complete_content(title="Anders"), TODAY, POLICY)

    assert again.proposal is not None
    assert again.proposal.returned_reason == "Het doel is te ruim."
    assert (again.proposal.status, again.proposal.submitted_by) == (ProposalStatus.DRAFT, None)


def test_without_a_proposal_there_is_nothing_to_submit() -> None:
    with pytest.raises(NothingProposed):
        transitions.submit(approved(), PETRA.id, TODAY, POLICY)


def test_what_is_in_force_stays_so_until_its_amendment_is_approved() -> None:
    agreement = approved()
    proposed = transitions.amend(agreement, complete_content(title="Anders"), TODAY, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, TODAY, POLICY)

    assert proposed.in_force == waiting.in_force == agreement.in_force
    assert waiting.content.title == agreement.content.title

    changed = transitions.approve(waiting, HENK.id, TODAY, POLICY)
    assert changed.in_force is not None
    assert (changed.in_force.number, changed.content.title, changed.proposal) == (2, "Anders", None)


def test_a_start_that_has_passed_stays_where_it_is() -> None:
    with pytest.raises(StartMoved):
        amended(approved(), starts_on=STARTS_ON + ONE_DAY)


def test_a_start_cannot_be_moved_by_approving_after_it_came() -> None:
    before = STARTS_ON - ONE_DAY
    proposed = transitions.amend(approved(), complete_content(starts_on=date(2026, 2, 1)), before, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, before, POLICY)

    with pytest.raises(StartMoved):
        transitions.submit(proposed, PETRA.id, STARTS_ON, POLICY)
    with pytest.raises(StartMoved):
        transitions.approve(waiting, HENK.id, STARTS_ON, POLICY)
    assert transitions.approve(waiting, HENK.id, before, POLICY).content.starts_on == date(2026, 2, 1)


def test_an_agreement_that_keeps_the_rule_cannot_become_transitional() -> None:
    policy = replace(POLICY, in_force_since=date(2026, 6, 1))
    content = complete_content(is_transitional=True, ends_on=date(2026, 11, 1), review_dates=(date(2026, 10, 25),))

    with pytest.raises(TransitionalTooLate):
        transitions.amend(approved(), content, date(2026, 10, 1), policy)


def test_an_amendment_cannot_bring_back_what_has_ended() -> None:
    proposed = transitions.amend(approved(), complete_content(title="Anders"), TODAY, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, TODAY, POLICY)

    with pytest.raises(WrongStatus):
        transitions.submit(proposed, PETRA.id, DAY_AFTER, POLICY)
    with pytest.raises(WrongStatus):
        transitions.approve(waiting, HENK.id, DAY_AFTER, POLICY)


def test_no_step_changes_the_agreement_it_was_given_or_its_revision() -> None:
    before, copy = approved(), approved()

    assert transitions.terminate(before, ENDS_ON, "Reden", HENK.id, TODAY).revision == before.revision
    assert before == copy
