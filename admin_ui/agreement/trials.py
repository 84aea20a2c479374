"""What the rules would say to a step that is offered: the steps without input are tried on the record as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind, ProposalStatus, Review
from agreements.domain.errors import AgreementError
from agreements.domain.lifecycle import over_before_approval
from agreements.domain.preconditions import check_not_terminated, check_not_withdrawn, proposal_in
from agreements.domain.roles import Action, Actor
from agreements.domain.snooze import require_postponable
from agreements.domain.step_rules import check_allowed
from agreements.domain.transitions.destroying import check_somebody_can_confirm
from agreements.domain.transitions.resting import check_something_planned
from agreements.services.office import Office


def refusal(agreement: Agreement, action: Action, actor: Actor, office: Office) -> AgreementError | None:
    """What the rules would say: the steps without input are tried on the record as it stands."""
    try:
        _try(agreement, action, actor, office)
    except AgreementError as error:
        return error
    return None


def _try(agreement: Agreement, action: Action, actor: Actor, office: Office) -> None:
    trial = _TRIALS.get(action)
    if trial:
        trial(agreement, actor, office)
    else:
        check_allowed(agreement, action, office.today)


def _can_amend(agreement: Agreement, _: Actor, office: Office) -> None:
    check_allowed(agreement, Action.AMEND, office.today)
    check_not_terminated(agreement, office.today)


def _can_submit(agreement: Agreement, actor: Actor, office: Office) -> None:
    """That it is over can be said on the page of the step."""
    is_over = over_before_approval(agreement, office.today) is not None
    transitions.submit(agreement, actor.id, office.today, office.policy, already_ended=is_over)


def _can_renew(agreement: Agreement, actor: Actor, office: Office) -> None:
    """The review can be given along."""
    given = Review(
        done_on=office.today, planned_on=None, purpose_reached="?", still_proportionate="?", incidents="", by=actor.id
    )
    reviewed = replace(agreement, reviews=(*agreement.reviews, given))
    transitions.renew(reviewed, agreement.reference, actor.id, office.today, office.policy)


_TRIALS: dict[Action, Callable[[Agreement, Actor, Office], object]] = {
    Action.AMEND: _can_amend,
    Action.SUBMIT: _can_submit,
    Action.APPROVE: lambda agreement, actor, office: transitions.approve(
        agreement, actor.id, office.today, office.policy
    ),
    Action.RETURN: lambda agreement, _, __: proposal_in(agreement, ProposalStatus.UNDER_REVIEW),
    Action.RECALL: lambda agreement, actor, _: transitions.recall(agreement, actor.id),
    Action.RENEW: _can_renew,
    Action.DECIDE: lambda agreement, actor, office: transitions.decide(
        agreement, DecisionKind.LAPSE, actor.id, office.today
    ),
    Action.WITHDRAW_TERMINATION: lambda agreement, actor, office: transitions.withdraw_termination(
        agreement, "?", actor.id, office.today
    ),
    Action.CANCEL_SUSPENSION: lambda agreement, _, office: check_something_planned(agreement, office.today),
    Action.CONFIRM_DESTRUCTION: lambda agreement, _, office: check_somebody_can_confirm(agreement, office.today),
    Action.CLOSE: lambda agreement, _, office: transitions.close(agreement, office.today),
    Action.WITHDRAW: lambda agreement, actor, office: transitions.withdraw(agreement, actor.id, "", office.today),
    Action.ASSIGN: lambda agreement, _, __: check_not_withdrawn(agreement),
    Action.SNOOZE: lambda agreement, _, office: require_postponable(agreement, office.today),
}
"""How it is found out what the rules would say; a step without a line of its own is judged by the status alone."""
