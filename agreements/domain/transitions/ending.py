"""What is decided about the end of an agreement, and its closing. For one end one decision stands (rule 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.ending_errors import NotTerminated
from agreements.domain.errors import AlreadyRenewed, NotYetDestroyed, TerminationNeedsDay
from agreements.domain.lifecycle import goes_on, parties_to_confirm
from agreements.domain.plan import PlanEnding
from agreements.domain.preconditions import check_not_terminated, require_between, require_reason
from agreements.domain.review_plan import check_recent_review
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed
from agreements.domain.succession import agreed_end, decided_anew, successor_content, withdrawn
from agreements.domain.term import LAST_DAY, ONE_DAY, TermPolicy
from agreements.domain.termination import Termination, WithdrawnTermination
from agreements.domain.transitions.beforehand import ended
from agreements.domain.transitions.drafting import register


def terminate(agreement: Agreement, ends_on: date, reason: str, by: str, today: date) -> Agreement:
    """End the agreement early; `ends_on`, its last day, lies from today up to the agreed end.

    Once more before that day has passed, to move it. The draft of a renewal goes; an approved successor stays, with a
    gap if it begins later.
    """
    check_allowed(agreement, Action.TERMINATE, today)
    require_reason(reason)
    agreed = agreed_end(agreement)
    require_between(ends_on, today, min(agreed, _day_before_successor(agreement)))
    return replace(
        without_renewal_draft(agreement),
        termination=Termination(ends_on=ends_on, decided_on=today, reason=reason.strip()),
        decisions=decided_anew(agreement, DecisionKind.TERMINATE, by, today),
    )


def withdraw_termination(agreement: Agreement, reason: str, by: str, today: date) -> Agreement:
    """Take back an early end before its day has passed: the agreed end counts again, and must be decided about.

    Raises `NotTerminated`, `WrongStatus` once the day has passed, or `AlreadyRenewed` when its successor begins before
    the agreed end.
    """
    check_allowed(agreement, Action.WITHDRAW_TERMINATION, today)
    if agreement.termination is None:
        raise NotTerminated()
    require_reason(reason)
    if _day_before_successor(agreement) < agreed_end(agreement):
        raise AlreadyRenewed(successor=agreement.successor)
    taken_back = WithdrawnTermination(
        termination=agreement.termination, withdrawn_on=today, by=by, reason=reason.strip()
    )
    return replace(
        agreement,
        termination=None,
        withdrawn_terminations=(*agreement.withdrawn_terminations, taken_back),
        decisions=tuple(withdrawn(agreement.decisions, {DecisionKind.TERMINATE}, today)),
    )


def decide(agreement: Agreement, kind: DecisionKind, by: str, today: date) -> Agreement:
    """Record the owner's decision to renew or to let the agreement lapse; the latter takes the draft of a renewal away.

    With an approved successor that begins the day after there is nothing to decide; with one that begins later, the
    gap can be accepted by letting the agreement lapse. Raises `TerminationStands` and `AlreadyRenewed`.
    """
    check_allowed(agreement, Action.DECIDE, today)
    if kind is DecisionKind.TERMINATE:
        raise TerminationNeedsDay()
    check_not_terminated(agreement, today)
    if goes_on(agreement):
        raise AlreadyRenewed(successor=agreement.successor)
    after = without_renewal_draft(agreement) if kind is DecisionKind.LAPSE else agreement
    return replace(after, decisions=decided_anew(agreement, kind, by, today))


def renew(
    agreement: Agreement, reference: str, by: str, today: date, policy: TermPolicy
) -> tuple[Agreement, Agreement]:
    """Rule 7: the agreement with its decision and successor recorded, and that successor as a draft.

    The draft takes everything over but the dates and signatures: those must be
    agreed anew. The alerts about the end go on until it is approved.
    """
    check_allowed(agreement, Action.RENEW, today)
    if agreement.successor:
        raise AlreadyRenewed(successor=agreement.successor)
    check_not_terminated(agreement, today)
    check_recent_review(agreement, today)
    draft = register(reference, successor_content(agreement), today, policy, agreement.stewardship)
    decisions = decided_anew(agreement, DecisionKind.RENEW, by, today)
    if agreement.termination:
        decisions = agreement.decisions
    return replace(agreement, successor=reference, decisions=decisions), draft


def close(agreement: Agreement, today: date) -> Agreement:
    """Rule 8: only when every receiving party has confirmed. What is still proposed goes."""
    check_allowed(agreement, Action.CLOSE, today)
    open_parties = parties_to_confirm(agreement)
    if open_parties:
        raise NotYetDestroyed(parties=", ".join(open_parties))
    over = ended(without_renewal_draft(agreement), PlanEnding.CLOSED, "", today)
    return replace(over, closed_on=today, proposal=None)


def without_renewal_draft(agreement: Agreement) -> Agreement:
    """Without a successor that is only a draft: the service that takes the step throws that draft away."""
    return agreement if agreement.succession else replace(agreement, successor=None)


def _day_before_successor(agreement: Agreement) -> date:
    """The last day on which it can hold without an overlap."""
    begins_on = agreement.succession.starts_on if agreement.succession else None
    return begins_on - ONE_DAY if begins_on else LAST_DAY
