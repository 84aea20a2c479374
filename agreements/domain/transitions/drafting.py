"""A draft on its way to approval: registered, changed, submitted, taken back, sent back, approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    FormerReceiver,
    Proposal,
    ProposalStatus,
    Stewardship,
    Version,
    is_submitted,
    next_number,
)
from agreements.domain.content import Content, receiving_parties
from agreements.domain.due_dates import destroy_by
from agreements.domain.errors import (
    FourEyes,
    NothingProposed,
    NotYourSubmission,
    WrongStatus,
)
from agreements.domain.following import Withdrawal
from agreements.domain.held_term import check_dates
from agreements.domain.lifecycle import Status
from agreements.domain.plan import PlanEnding, Reactions
from agreements.domain.preconditions import (
    check_amendment,
    check_complete,
    check_lengthening,
    check_not_over,
    proposal_in,
    require_reason,
)
from agreements.domain.review_plan import next_plan
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed
from agreements.domain.term import TermPolicy
from agreements.domain.transitions.beforehand import answered, check_time_to_react, ended


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
    check_open_for_drafting(agreement, today)
    check_dates(content, agreement.registered_on, policy)
    check_amendment(agreement, content, today)
    reason = agreement.proposal.returned_reason if agreement.proposal else ""
    return replace(agreement, proposal=Proposal(content=content, returned_reason=reason))


def check_open_for_drafting(agreement: Agreement, today: date) -> None:
    """Raises `WrongStatus` when no draft can be written: by the status of it all, or because a submission waits."""
    check_allowed(agreement, Action.AMEND, today)
    if is_submitted(agreement):
        raise WrongStatus(status=Status.UNDER_REVIEW)


def submit(agreement: Agreement, by: str, today: date, policy: TermPolicy, *, already_ended: bool = False) -> Agreement:
    """Ask for approval. Raises `Incomplete` with everything that is still missing.

    `already_ended`: the submitter says that it is over, and recorded afterwards.
    """
    proposal = proposal_in(agreement, ProposalStatus.DRAFT)
    check_allowed(agreement, Action.SUBMIT, today)
    check_amendment(agreement, proposal.content, today)
    check_lengthening(agreement, proposal.content, today)
    check_complete(agreement, proposal, policy, today)
    check_not_over(agreement, already_ended, today)
    return replace(
        agreement,
        already_ended=agreement.already_ended if agreement.in_force else already_ended,
        proposal=Proposal(content=proposal.content, status=ProposalStatus.UNDER_REVIEW, submitted_by=by),
    )


def send_back(agreement: Agreement, reason: str, today: date) -> Agreement:
    """Return a submission to its maker, with the reason. A plan ends with it, and everyone reads that reason."""
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    require_reason(reason)
    over = ended(agreement, PlanEnding.SENT_BACK, reason, today)
    return replace(over, proposal=Proposal(content=proposal.content, returned_reason=reason.strip()))


def recall(agreement: Agreement, by: str, today: date) -> Agreement:
    """Whoever submitted takes the submission back, and a plan with it. Raises `NotYourSubmission` for others."""
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    if proposal.submitted_by != by:
        raise NotYourSubmission()
    over = ended(agreement, PlanEnding.TAKEN_BACK, "", today)
    return replace(over, proposal=Proposal(content=proposal.content))


def approve(
    agreement: Agreement, by: str, today: date, policy: TermPolicy, reactions: Reactions | None = None
) -> Agreement:
    """Make the proposal the next version in force (rule 9: not by whoever submitted it).

    `reactions`: the answer to what people said, when it was a plan before (`beforehand.answered`).
    """
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    check_allowed(agreement, Action.APPROVE, today)
    if proposal.submitted_by is None or proposal.submitted_by == by:
        raise FourEyes()
    check_time_to_react(agreement, today)
    check_amendment(agreement, proposal.content, today)
    check_lengthening(agreement, proposal.content, today)
    check_complete(agreement, proposal, policy, today)
    if agreement.in_force is None:
        check_not_over(agreement, agreement.already_ended, today)
    number = next_number(agreement)
    version = Version(
        number=number, content=proposal.content, submitted_by=proposal.submitted_by, approved_by=by, approved_on=today
    )
    receiving = receiving_parties(version.content)
    return replace(
        answered(agreement, reactions, today),
        in_force=version,
        proposal=None,
        review_plan=next_plan(agreement, version.content.review_dates, version.term.ends_on, number, today),
        former_receivers=_former_receivers(agreement, receiving, today),
    )


def withdraw(agreement: Agreement, by: str, reason: str, today: date) -> Agreement:
    """Throw away what is proposed. A draft that was never approved stays in the register, as withdrawn, and needs
    nobody to look after it. A plan ends with it, and everyone reads that reason.
    """
    check_allowed(agreement, Action.WITHDRAW, today)
    if agreement.proposal is None:
        raise NothingProposed()
    over = ended(agreement, PlanEnding.THROWN_AWAY, reason, today)
    if agreement.in_force:
        return replace(over, proposal=None)
    return replace(
        over,
        proposal=replace(agreement.proposal, status=ProposalStatus.DRAFT),
        stewardship=Stewardship(),
        withdrawal=Withdrawal(on=today, by=by, reason=reason.strip()),
    )


def _former_receivers(agreement: Agreement, receiving: tuple[str, ...], today: date) -> tuple[FormerReceiver, ...]:
    """Those who stop receiving with a new version join those who stopped before; who receives again leaves them.

    Before the start nobody has received anything yet.
    """
    kept = tuple(former for former in agreement.former_receivers if former.party not in receiving)
    if agreement.in_force is None or today < agreement.in_force.term.starts_on:
        return kept
    before = agreement.in_force.content
    left = (party for party in receiving_parties(before) if party not in receiving)
    return (
        *kept,
        *(FormerReceiver(party=party, destroy_by=destroy_by(before, party, today), left_on=today) for party in left),
    )
