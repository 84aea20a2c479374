"""What must be true before a step is taken: the checks that several steps of `transitions` share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, Proposal, ProposalStatus
from agreements.domain.completeness import blocking, completeness
from agreements.domain.content import Content
from agreements.domain.due_dates import decide_by, earliest_end_to_decide
from agreements.domain.ending_errors import PredecessorFixed, TerminationStands
from agreements.domain.errors import (
    AlreadyRenewed,
    DateNotAllowed,
    Incomplete,
    NothingProposed,
    ReasonMissing,
    TransitionalTooLate,
    WrongStatus,
)
from agreements.domain.held_term import is_exempt
from agreements.domain.lifecycle import Status, over_before_approval
from agreements.domain.review_plan import check_recent_review
from agreements.domain.term import TermPolicy
from agreements.domain.term_errors import AlreadyOver, EndsTooSoon, NotOverYet, StartMoved, StartsInPast


def check_amendment(agreement: Agreement, content: Content, today: date) -> None:
    """An amendment leaves what has passed alone, and the time to decide about the end.

    Moving a start that has passed would lengthen a running agreement without a review, moving one to the past would
    rewrite what held until today. Asked again at every step, for days pass meanwhile. Raises `StartMoved`,
    `StartsInPast`, `EndsTooSoon`, `TransitionalTooLate`, `TerminationStands`, `PredecessorFixed`, or `AlreadyRenewed`
    when a longer term would overlap the successor.
    """
    if agreement.in_force is None:
        return
    check_not_terminated(agreement, today)
    if content.predecessor != agreement.in_force.content.predecessor:
        raise PredecessorFixed()
    term = agreement.in_force.term
    began_on = agreement.in_force.content.starts_on
    if began_on and began_on <= today and content.starts_on != began_on:
        raise StartMoved(starts_on=term.starts_on)
    if content.starts_on and content.starts_on < today < term.starts_on:
        raise StartsInPast(earliest=today)
    if is_exempt(content) and not is_exempt(agreement.in_force.content):
        raise TransitionalTooLate()
    if agreement.successor and content.ends_on and content.ends_on > term.ends_on:
        raise AlreadyRenewed(successor=agreement.successor)
    if content.ends_on and content.ends_on < term.ends_on:
        _check_time_to_decide(agreement.in_force.content, content, today)


def _check_time_to_decide(before: Content, after: Content, today: date) -> None:
    """An earlier end can still be decided about, in the notice period that holds as well as in the proposed one.

    Otherwise a shorter notice period in the same amendment would make ending today possible without a reason.
    """
    notices = [content.notice_months for content in (before, after)]
    if any(_decided_late(replace(after, notice_months=months), today) for months in notices):
        earliest = [earliest_end_to_decide(months, today) for months in notices]
        raise EndsTooSoon(earliest=min(max(earliest), before.ends_on or max(earliest)))


def _decided_late(content: Content, today: date) -> bool:
    decide_on = decide_by(content)
    return decide_on is not None and decide_on < today


def check_lengthening(agreement: Agreement, content: Content, today: date) -> None:
    """Rule 7: a running agreement gets a later end only on a recent review, for that is a renewal in disguise.

    One that has not begun has nothing to review yet. Asked when an amendment is submitted and approved; raises
    `ReviewMissing` or `ReviewTooOld`.
    """
    if agreement.in_force is None or content.ends_on is None or today < agreement.in_force.term.starts_on:
        return
    if content.ends_on > agreement.in_force.term.ends_on:
        check_recent_review(agreement, today)


def check_not_terminated(agreement: Agreement, today: date) -> None:
    """Rule 13: raises `TerminationStands` while an early end is still to come; it must be withdrawn first.

    A draft of what was ended elsewhere can still be completed.
    """
    if agreement.in_force and agreement.termination and agreement.termination.ends_on >= today:
        raise TerminationStands(ends_on=agreement.termination.ends_on)


def check_not_over(agreement: Agreement, already_ended: bool, today: date) -> None:
    """A first version that is over is submitted and approved as such only: without alerts about the past.

    Raises `AlreadyOver`, or `NotOverYet` when it is said of one that still holds or has versions before.
    """
    over_on = over_before_approval(agreement, today)
    if over_on and not already_ended:
        raise AlreadyOver(last_day=over_on)
    if already_ended and not over_on:
        raise NotOverYet(last_day=agreement.latest.ends_on or today)


def proposal_in(agreement: Agreement, wanted: ProposalStatus) -> Proposal:
    """The proposal, when it has the wanted status; raises `WrongStatus` or `NothingProposed` otherwise."""
    if agreement.proposal is None:
        raise NothingProposed()
    if agreement.proposal.status is not wanted:
        raise WrongStatus(status=agreement.proposal.status)
    return agreement.proposal


def check_complete(agreement: Agreement, proposal: Proposal, policy: TermPolicy, today: date) -> None:
    """Raises `Incomplete` with everything that is still missing on `today`."""
    lacks = blocking(proposal.content, completeness(proposal.content, agreement.registered_on, policy, today))
    if lacks:
        raise Incomplete(lacks)


def require_reason(reason: str) -> None:
    """Raises `ReasonMissing` for an empty reason."""
    if not reason.strip():
        raise ReasonMissing()


def require_between(day: date, earliest: date, latest: date) -> None:
    """Raises `DateNotAllowed` for a day outside the two, which are allowed themselves."""
    if not earliest <= day <= latest:
        raise DateNotAllowed(earliest=earliest, latest=latest)


def require_last_day(agreement: Agreement) -> date:
    """The last day on which the agreement holds; raises `WrongStatus` for a draft, which has none."""
    if agreement.last_day is None:
        raise WrongStatus(status=Status.DRAFT)
    return agreement.last_day


def check_not_withdrawn(agreement: Agreement) -> None:
    """Raises `WrongStatus` for a draft that was thrown away: nobody looks after it."""
    if agreement.withdrawal:
        raise WrongStatus(status=Status.WITHDRAWN)
