"""Which steps somebody can take with an agreement on a day, and what stands in the way of the others.

The one answer for pages, services and whoever else asks. Who may is the table of `roles`, when is that of
`step_rules`; the rules of a step itself are asked by trying it on the record as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind, ProposalStatus, Review
from agreements.domain.errors import AgreementError, AlreadyRenewed, WrongStatus
from agreements.domain.lifecycle import over_before_approval
from agreements.domain.plan import Reactions
from agreements.domain.planned_review import ReviewRequest
from agreements.domain.preconditions import check_not_terminated, check_not_withdrawn, proposal_in
from agreements.domain.review_plan import first_free_day
from agreements.domain.roles import Action, Actor, department_of, may
from agreements.domain.snooze import require_postponable
from agreements.domain.step_rules import STEP_RULES, check_allowed
from agreements.domain.term import TermPolicy
from agreements.domain.transitions.beforehand import asks_for_answer
from agreements.domain.transitions.destroying import check_somebody_can_confirm
from agreements.domain.transitions.drafting import check_open_for_drafting
from agreements.domain.transitions.resting import check_something_planned
from agreements.domain.vocabulary import AskedBy

STEPS: tuple[Action, ...] = (*STEP_RULES, Action.ASSIGN, Action.SNOOZE)
"""Everything that people do with one agreement."""


@dataclass(frozen=True, slots=True)
class PossibleStep:
    """A step that means something now; `hindrance` says what has to be done first, None: nothing."""

    action: Action
    hindrance: AgreementError | None


def possible_steps(actor: Actor, agreement: Agreement, day: date, policy: TermPolicy) -> tuple[PossibleStep, ...]:
    """The steps that `actor` may take and that still mean something for this agreement on `day`, in a fixed order.

    The record of this agreement alone is asked: what another one, or who else has an account, stands in the way of is
    said by the service of the step.
    """
    tried = [
        PossibleStep(action, hindrance(actor, action, agreement, day, policy))
        for action in STEPS
        if may(actor, action, department_of(agreement, action))
    ]
    return tuple(one for one in tried if not isinstance(one.hindrance, WrongStatus | AlreadyRenewed))


def can_take(actor: Actor, action: Action, agreement: Agreement, day: date, policy: TermPolicy) -> bool:
    """Whether `actor` may take this step, and nothing in the record stands in its way on `day`."""
    is_allowed = may(actor, action, department_of(agreement, action))
    return is_allowed and hindrance(actor, action, agreement, day, policy) is None


def hindrance(
    actor: Actor, action: Action, agreement: Agreement, day: date, policy: TermPolicy
) -> AgreementError | None:
    """What the rules would say to this step as far as it does not hang on its input; None when they allow it.

    Whether the actor has the right is another question: see `roles.may`.
    """
    try:
        trial = _TRIALS.get(action)
        if trial:
            trial(_Case(agreement, actor.person, day, policy))
        else:
            check_allowed(agreement, action, day)
    except AgreementError as error:
        return error
    return None


@dataclass(frozen=True, slots=True)
class _Case:
    """What a trial needs to know."""

    agreement: Agreement
    by: str
    day: date
    policy: TermPolicy


def _amend(case: _Case) -> None:
    check_open_for_drafting(case.agreement, case.day)
    check_not_terminated(case.agreement, case.day)


def _submit(case: _Case) -> None:
    """That it is over can be said along with it."""
    is_over = over_before_approval(case.agreement, case.day) is not None
    transitions.submit(case.agreement, case.by, case.day, case.policy, already_ended=is_over)


def _approve(case: _Case) -> None:
    """The answer to reactions can be given along."""
    given = Reactions(count=0, answer="") if asks_for_answer(case.agreement) else None
    transitions.approve(case.agreement, case.by, case.day, case.policy, given)


def _renew(case: _Case) -> None:
    """The review can be given along."""
    given = Review(
        done_on=case.day, planned_on=None, purpose_reached="?", still_proportionate="?", incidents="", by=case.by
    )
    reviewed = replace(case.agreement, reviews=(*case.agreement.reviews, given))
    transitions.renew(reviewed, case.agreement.reference, case.by, case.day, case.policy)


def _ask_review(case: _Case) -> None:
    """On the first day that is free."""
    request = ReviewRequest(
        asked_by=AskedBy.COUNCIL, asked_on=case.day, reason="?", recorded_on=case.day, recorded_by=case.by
    )
    transitions.ask_review(case.agreement, first_free_day(case.agreement, case.day), request)


_TRIALS: dict[Action, Callable[[_Case], object]] = {
    Action.AMEND: _amend,
    Action.SUBMIT: _submit,
    Action.APPROVE: _approve,
    Action.PUBLISH_PLAN: lambda case: transitions.publish_plan(case.agreement, case.by, None, case.day),
    Action.WITHDRAW_PLAN: lambda case: transitions.withdraw_plan(case.agreement, "?", case.day),
    Action.RETURN: lambda case: proposal_in(case.agreement, ProposalStatus.UNDER_REVIEW),
    Action.RECALL: lambda case: transitions.recall(case.agreement, case.by, case.day),
    Action.ASK_REVIEW: _ask_review,
    Action.RENEW: _renew,
    Action.DECIDE: lambda case: transitions.decide(case.agreement, DecisionKind.LAPSE, case.by, case.day),
    Action.WITHDRAW_TERMINATION: lambda case: transitions.withdraw_termination(case.agreement, "?", case.by, case.day),
    Action.CANCEL_SUSPENSION: lambda case: check_something_planned(case.agreement, case.day),
    Action.CONFIRM_DESTRUCTION: lambda case: check_somebody_can_confirm(case.agreement, case.day),
    Action.CLOSE: lambda case: transitions.close(case.agreement, case.day),
    Action.WITHDRAW: lambda case: transitions.withdraw(case.agreement, case.by, "?", case.day),
    Action.ASSIGN: lambda case: check_not_withdrawn(case.agreement),
    Action.SNOOZE: lambda case: require_postponable(case.agreement, case.day),
}
"""How it is found out what the rules would say; a step without a line of its own is judged by the status alone."""
