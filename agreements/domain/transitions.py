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
from agreements.domain.errors import (
    AlreadyRenewed,
    FourEyes,
    FunctionMissing,
    NotYetDestroyed,
    ReviewMissing,
    ReviewUnanswered,
    StartsTooEarly,
    TerminationNeedsDay,
    UnknownParty,
    UnknownReview,
    WrongStatus,
)
from agreements.domain.lifecycle import ENDED, Status, parties_to_confirm, review_for, status_on
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
    return replace(agreement, in_force=version, proposal=None)


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
    decision = Decision(kind=DecisionKind.TERMINATE, decided_on=today, by=by)
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
    decision = Decision(kind=kind, decided_on=today, by=by)
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
    decision = Decision(kind=DecisionKind.RENEW, decided_on=today, by=by)
    return replace(agreement, successor=reference, decisions=(*agreement.decisions, decision)), draft


def successor_content(agreement: Agreement) -> Content:
    """What a successor starts from: the same agreement, beginning the day after, the rest of the term open."""
    content = agreement.content
    parties = tuple(replace(party, signed_on=None) for party in content.parties)
    return replace(
        content,
        parties=parties,
        starts_on=last_day(agreement) + ONE_DAY,
        ends_on=None,
        is_transitional=False,
        review_dates=(),
        predecessor=agreement.reference,
    )


def check_follows(content: Content, predecessor: Agreement) -> None:
    """Rule 7: raises `StartsTooEarly` when a successor overlaps the agreement it follows."""
    earliest = last_day(predecessor) + ONE_DAY
    if content.starts_on and content.starts_on < earliest:
        raise StartsTooEarly(earliest=earliest)


def gap_days(content: Content, predecessor: Agreement) -> int:
    """Days between the predecessor's last day and the successor's first on which nothing holds."""
    if content.starts_on is None:
        return 0
    return (content.starts_on - last_day(predecessor)).days - 1


def confirm_destruction(agreement: Agreement, destruction: Destruction, today: date) -> Agreement:
    """A receiving party says that the exchange stopped and the data are gone."""
    check_allowed(agreement, Action.CONFIRM_DESTRUCTION, today)
    if destruction.party not in receiving_parties(agreement.content):
        raise UnknownParty(party=destruction.party)
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


def _check_not_ended(agreement: Agreement, today: date) -> None:
    """An amendment must not bring an agreement back that has ended meanwhile; that takes a renewal."""
    if agreement.in_force:
        check_allowed(agreement, Action.AMEND, today)
