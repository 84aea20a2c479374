"""What may be done with an agreement, and what comes of it. Pure: an agreement in, a new one out.

Each function checks the status on the day (table `ALLOWED`), what it shares with others (`preconditions`) and its own
rule, and raises the refusal otherwise.
Services call exactly one of these in a transaction; they add nothing to the rules. None touches `revision`:
counting writes is the business of storage.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Decision,
    DecisionKind,
    Destruction,
    FormerReceiver,
    Proposal,
    ProposalStatus,
    Review,
    Stewardship,
    Suspension,
    Termination,
    Version,
)
from agreements.domain.completeness import check_dates
from agreements.domain.content import Content, receiving_parties
from agreements.domain.deadlines import destroy_by
from agreements.domain.errors import (
    AlreadyRenewed,
    FourEyes,
    FunctionMissing,
    NotYetDestroyed,
    ReviewMissing,
    ReviewUnanswered,
    TerminationNeedsDay,
    UnknownParty,
    UnknownReview,
    WrongStatus,
)
from agreements.domain.lifecycle import ENDED, Status, all_receivers, parties_to_confirm, review_for, status_on
from agreements.domain.preconditions import (
    check_amendment,
    check_complete,
    first_day,
    last_day,
    proposal_in,
    require_between,
    require_reason,
)
from agreements.domain.roles import Action
from agreements.domain.succession import successor_content
from agreements.domain.term import ONE_DAY, TermPolicy

_RUNNING = frozenset({Status.UPCOMING, Status.ACTIVE, Status.SUSPENDED})

ALLOWED: dict[Action, frozenset[Status]] = {
    Action.AMEND: frozenset({Status.DRAFT}) | _RUNNING,
    Action.SUSPEND: frozenset({Status.ACTIVE}),
    Action.RESUME: frozenset({Status.SUSPENDED}),
    Action.TERMINATE: _RUNNING,
    Action.REVIEW: frozenset({Status.ACTIVE, Status.SUSPENDED}) | ENDED,
    Action.DECIDE: _RUNNING | {Status.EXPIRED},
    Action.RENEW: _RUNNING | ENDED,
    Action.CONFIRM_DESTRUCTION: ENDED,
    Action.CLOSE: ENDED,
}
"""In which statuses each step on a whole agreement is possible. Submitting, returning and approving look at
the proposal instead: an agreement in force can be amended while it goes on."""


def check_allowed(agreement: Agreement, action: Action, today: date) -> None:
    """Raises `WrongStatus` when `action` does not fit the status on `today`."""
    status = status_on(agreement, today)
    if status not in ALLOWED[action]:
        raise WrongStatus(status=status)


def register(
    reference: str, content: Content, today: date, policy: TermPolicy, stewardship: Stewardship | None = None
) -> Agreement:
    """A new draft. It may be incomplete, but dates that are there must fit (raises the errors of `term`)."""
    check_dates(content, today, policy)
    return Agreement(
        reference=reference,
        registered_on=today,
        proposal=Proposal(content=content),
        stewardship=stewardship or Stewardship(),
    )


def amend(agreement: Agreement, content: Content, today: date, policy: TermPolicy) -> Agreement:
    """Save `content` as the draft of the next version. What is in force goes on unchanged until approval."""
    check_allowed(agreement, Action.AMEND, today)
    if agreement.proposal and agreement.proposal.status is ProposalStatus.UNDER_REVIEW:
        raise WrongStatus(status=Status.UNDER_REVIEW)
    check_dates(content, agreement.registered_on, policy)
    check_amendment(agreement, content, today)
    reason = agreement.proposal.returned_reason if agreement.proposal else ""
    return replace(agreement, proposal=Proposal(content=content, returned_reason=reason))


def submit(agreement: Agreement, by: str, today: date, policy: TermPolicy) -> Agreement:
    """Ask for approval. Raises `Incomplete` with everything that is still missing."""
    _check_not_ended(agreement, today)
    proposal = proposal_in(agreement, ProposalStatus.DRAFT)
    check_amendment(agreement, proposal.content, today)
    check_complete(agreement, proposal, policy)
    return replace(
        agreement,
        proposal=Proposal(content=proposal.content, status=ProposalStatus.UNDER_REVIEW, submitted_by=by),
    )


def send_back(agreement: Agreement, reason: str) -> Agreement:
    """Return a submission to its maker, with the reason."""
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    require_reason(reason)
    return replace(agreement, proposal=Proposal(content=proposal.content, returned_reason=reason.strip()))


def approve(agreement: Agreement, by: str, today: date, policy: TermPolicy) -> Agreement:
    """Make the proposal the next version in force (rule 9: not by whoever submitted it)."""
    _check_not_ended(agreement, today)
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    if proposal.submitted_by is None or proposal.submitted_by == by:
        raise FourEyes()
    check_amendment(agreement, proposal.content, today)
    check_complete(agreement, proposal, policy)
    number = agreement.in_force.number + 1 if agreement.in_force else 1
    version = Version(
        number=number, content=proposal.content, submitted_by=proposal.submitted_by, approved_by=by, approved_on=today
    )
    receiving = receiving_parties(version.content)
    return replace(
        agreement,
        in_force=version,
        proposal=None,
        former_receivers=_former_receivers(agreement, receiving, today),
        destructions=tuple(d for d in agreement.destructions if d.party not in receiving),
    )


def suspend(agreement: Agreement, from_on: date, until_on: date | None, reason: str, today: date) -> Agreement:
    """Let the exchange rest. From today at the earliest, within the term."""
    check_allowed(agreement, Action.SUSPEND, today)
    require_reason(reason)
    latest = last_day(agreement)
    require_between(from_on, today, latest)
    if until_on is not None:
        require_between(until_on, from_on, latest)
    rest = Suspension(from_on=from_on, until_on=until_on, reason=reason.strip())
    return replace(agreement, suspensions=(*agreement.suspensions, rest))


def resume(agreement: Agreement, today: date) -> Agreement:
    """Take the exchange up again from today. A suspension planned for later stays planned."""
    check_allowed(agreement, Action.RESUME, today)
    resting = [s for s in agreement.suspensions if s.holds_on(today)]
    suspensions = tuple(
        replace(s, until_on=today - ONE_DAY) if s in resting and s.from_on < today else s
        for s in agreement.suspensions
        if s not in resting or s.from_on < today
    )
    return replace(agreement, suspensions=suspensions)


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


def record_review(agreement: Agreement, review: Review, today: date) -> Agreement:
    """Record a review that was done; one that answers a planned date settles it."""
    check_allowed(agreement, Action.REVIEW, today)
    if not (review.purpose_reached.strip() and review.still_proportionate.strip()):
        raise ReviewUnanswered()
    require_between(review.done_on, first_day(agreement), today)
    planned = agreement.content.review_dates
    if review.planned_on and (review.planned_on not in planned or review_for(agreement, review.planned_on)):
        raise UnknownReview(planned_on=review.planned_on)
    return replace(agreement, reviews=(*agreement.reviews, review))


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


def confirm_destruction(agreement: Agreement, destruction: Destruction, today: date) -> Agreement:
    """A receiving party says that the exchange stopped and the data are gone.

    Only once the agreement has ended; a party that left it earlier can do so at once.
    """
    if destruction.party not in all_receivers(agreement):
        raise UnknownParty(party=destruction.party)
    if destruction.party in receiving_parties(agreement.content):
        check_allowed(agreement, Action.CONFIRM_DESTRUCTION, today)
    if not destruction.confirmed_by_function.strip():
        raise FunctionMissing(party=destruction.party)
    require_between(destruction.done_on, first_day(agreement), today)
    others = tuple(d for d in agreement.destructions if d.party != destruction.party)
    return replace(agreement, destructions=(*others, destruction))


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


def _former_receivers(agreement: Agreement, receiving: tuple[str, ...], today: date) -> tuple[FormerReceiver, ...]:
    """Those who stop receiving with a new version join those who stopped before; who receives again leaves them."""
    before = agreement.in_force.content if agreement.in_force else None
    kept = tuple(former for former in agreement.former_receivers if former.party not in receiving)
    if before is None:
        return kept
    left = (party for party in receiving_parties(before) if party not in receiving)
    return (*kept, *(FormerReceiver(party=party, destroy_by=destroy_by(before, party, today)) for party in left))


def _check_not_ended(agreement: Agreement, today: date) -> None:
    """An amendment must not bring an agreement back that has ended meanwhile; that takes a renewal."""
    if agreement.in_force:
        check_allowed(agreement, Action.AMEND, today)
