"""The status of an agreement told once more, apart from the domain's own words."""

from __future__ import annotations

from datetime import date

from agreements.domain.agreement import Agreement, ProposalStatus, Suspension
from agreements.domain.lifecycle import Status


def facts_say(agreement: Agreement, day: date) -> Status:
    """The status told once more, in the words of rule 4 and from the record alone."""
    version = agreement.in_force
    if version is None:
        waiting = agreement.proposal is not None and agreement.proposal.status is ProposalStatus.UNDER_REVIEW
        return Status.UNDER_REVIEW if waiting else Status.DRAFT
    last = agreement.last_day
    assert last is not None
    if agreement.closed_on is not None and day >= agreement.closed_on:
        return Status.CLOSED
    if day > last:
        return Status.TERMINATED if agreement.termination and day > agreement.termination.ends_on else Status.EXPIRED
    if day < version.term.starts_on:
        return Status.UPCOMING
    return Status.SUSPENDED if any(rests(s, day) for s in agreement.suspensions) else Status.ACTIVE


def rests(suspension: Suspension, day: date) -> bool:
    ends = [*(change.until_on for change in suspension.changes)] or [suspension.until_on]
    is_resumed = suspension.resumed_on is not None and day >= suspension.resumed_on
    return suspension.from_on <= day <= (ends[-1] or date.max) and not is_resumed and not suspension.cancelled_on
