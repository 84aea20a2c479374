"""What the rules would say to a step that is offered: the steps without input are tried on the record as it stands."""

from __future__ import annotations

from collections.abc import Callable

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, ProposalStatus
from agreements.domain.errors import AgreementError
from agreements.domain.preconditions import proposal_in
from agreements.domain.roles import Action, Actor
from agreements.domain.snooze import require_postponable
from agreements.domain.step_rules import check_allowed
from agreements.domain.transitions.destroying import check_somebody_can_confirm
from agreements.domain.transitions.resting import check_something_planned
from agreements.services.desk import Desk


def refusal(agreement: Agreement, action: Action, actor: Actor, desk: Desk) -> AgreementError | None:
    """What the rules would say: the steps without input are tried on the record as it stands."""
    try:
        _try(agreement, action, actor, desk)
    except AgreementError as error:
        return error
    return None


def _try(agreement: Agreement, action: Action, actor: Actor, desk: Desk) -> None:
    trial = _TRIALS.get(action)
    if trial:
        trial(agreement, actor, desk)
    else:
        check_allowed(agreement, action, desk.today)


_TRIALS: dict[Action, Callable[[Agreement, Actor, Desk], object]] = {
    Action.SUBMIT: lambda agreement, actor, desk: transitions.submit(agreement, actor.id, desk.today, desk.policy),
    Action.APPROVE: lambda agreement, actor, desk: transitions.approve(agreement, actor.id, desk.today, desk.policy),
    Action.RETURN: lambda agreement, _, __: proposal_in(agreement, ProposalStatus.UNDER_REVIEW),
    Action.RENEW: lambda agreement, actor, desk: transitions.renew(
        agreement, agreement.reference, actor.id, desk.today, desk.policy
    ),
    Action.CANCEL_SUSPENSION: lambda agreement, _, desk: check_something_planned(agreement, desk.today),
    Action.CONFIRM_DESTRUCTION: lambda agreement, _, desk: check_somebody_can_confirm(agreement, desk.today),
    Action.CLOSE: lambda agreement, _, desk: transitions.close(agreement, desk.today),
    Action.ASSIGN: lambda *_: None,
    Action.SNOOZE: lambda agreement, _, desk: require_postponable(agreement, desk.today),
}
"""How it is found out what the rules would say; a step without a line of its own is judged by the status alone."""
