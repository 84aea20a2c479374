"""What is decided about the end of an agreement, and its closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Decision,
    DecisionKind,
    Termination,
)
from agreements.domain.errors import (
    AlreadyRenewed,
    NotYetDestroyed,
    ReviewMissing,
    TerminationNeedsDay,
)
from agreements.domain.lifecycle import parties_to_confirm
from agreements.domain.preconditions import (
    last_day,
    require_between,
    require_reason,
)
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed
from agreements.domain.succession import successor_content
from agreements.domain.term import TermPolicy
from agreements.domain.transitions.drafting import register


def terminate(agreement: Agreement, ends_on: date, reason: str, by: str, today: date) -> Agreement:
    """End the agreement early; `ends_on`, its last day, lies from today up to the agreed end."""
    check_allowed(agreement, Action.TERMINATE, today)
    require_reason(reason)
    require_between(ends_on, today, last_day(agreement))
    decision = _decision(agreement, DecisionKind.TERMINATE, by, today)
    return replace(
        agreement,
        termination=Termination(ends_on=ends_on, decided_on=today, reason=reason.strip()),
        decisions=(*agreement.decisions, decision),
    )


def decide(agreement: Agreement, kind: DecisionKind, by: str, today: date) -> Agreement:
    """Record the owner's decision to renew or to let the agreement lapse."""
    check_allowed(agreement, Action.DECIDE, today)
    if kind is DecisionKind.TERMINATE:
        raise TerminationNeedsDay()
    decision = _decision(agreement, kind, by, today)
    return replace(agreement, decisions=(*agreement.decisions, decision))


def renew(
    agreement: Agreement, reference: str, by: str, today: date, policy: TermPolicy
) -> tuple[Agreement, Agreement]:
    """Rule 7: the agreement with its decision and successor recorded, and that successor as a draft.

    The draft takes everything over but the dates and signatures: those must be agreed anew.
    """
    check_allowed(agreement, Action.RENEW, today)
    if agreement.successor:
        raise AlreadyRenewed(successor=agreement.successor)
    if not agreement.reviews:
        raise ReviewMissing()
    draft = register(reference, successor_content(agreement), today, policy, agreement.stewardship)
    decision = _decision(agreement, DecisionKind.RENEW, by, today)
    return replace(agreement, successor=reference, decisions=(*agreement.decisions, decision)), draft


def close(agreement: Agreement, today: date) -> Agreement:
    """Rule 8: only when every receiving party has confirmed."""
    check_allowed(agreement, Action.CLOSE, today)
    open_parties = parties_to_confirm(agreement)
    if open_parties:
        raise NotYetDestroyed(parties=", ".join(open_parties))
    return replace(agreement, closed_on=today)


def _decision(agreement: Agreement, kind: DecisionKind, by: str, today: date) -> Decision:
    """A decision about the end as it stands now."""
    ends_on = agreement.in_force.term.ends_on if agreement.in_force else last_day(agreement)
    return Decision(kind=kind, decided_on=today, ends_on=ends_on, by=by)
