"""Rule 7: a renewal is a new agreement that follows a reviewed one, without overlap.

What follows an agreement is written down with it, so that its deadlines can be told from its own record: which
agreement, since when, from which day, and which data each party goes on receiving. When the successor is called off,
thrown away or given another predecessor, all of that is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, Decision, DecisionKind
from agreements.domain.content import Content, data_received_by, receiving_parties
from agreements.domain.ending_errors import NoSharedParty
from agreements.domain.errors import AlreadyRenewed, StartsTooEarly
from agreements.domain.following import Covered, Succession
from agreements.domain.lifecycle import standing_decision
from agreements.domain.preconditions import require_last_day
from agreements.domain.review_plan import check_recent_review
from agreements.domain.term import ONE_DAY
from agreements.domain.vocabulary import PartyKind


def successor_content(agreement: Agreement) -> Content:
    """What a successor starts from: the same agreement, beginning the day after, the rest of the term open."""
    content = agreement.content
    parties = tuple(replace(party, signed_on=None) for party in content.parties)
    return replace(
        content,
        parties=parties,
        starts_on=require_last_day(agreement) + ONE_DAY,
        ends_on=None,
        is_transitional=False,
        review_dates=(),
        predecessor=agreement.reference,
    )


def check_succession(predecessor: Agreement, successor: Agreement, content: Content, today: date) -> None:
    """Whether `successor`, with this content, may follow `predecessor`.

    Once it is approved only the days still count: the review, the partner and the right were looked at then. Raises
    `AlreadyRenewed` when another one follows it, `StartsTooEarly`, what `check_recent_review` raises, or
    `NoSharedParty`.
    """
    if predecessor.successor not in {None, successor.reference}:
        raise AlreadyRenewed(successor=predecessor.successor)
    check_follows(content, predecessor)
    if successor.in_force:
        return
    check_recent_review(predecessor, today)
    if not _share_a_party(content, predecessor.content):
        raise NoSharedParty(reference=predecessor.reference)


def succeed(predecessor: Agreement, successor: Agreement, by: str, today: date) -> Agreement:
    """The predecessor, now that a version of its successor is approved.

    That decides about its end: a decision to let it lapse is withdrawn. Raises what `check_succession` raises.
    """
    content = successor.content
    check_succession(predecessor, successor, content, today)
    decided = standing_decision(predecessor)
    is_decided = predecessor.termination or (decided and decided.kind is DecisionKind.RENEW)
    follows = succession_by(successor, predecessor.succession.approved_on if predecessor.succession else today)
    return replace(
        predecessor,
        successor=successor.reference,
        succession=_went_over(predecessor.succession, follows, today),
        decisions=predecessor.decisions if is_decided else decided_anew(predecessor, DecisionKind.RENEW, by, today),
    )


def succession_by(successor: Agreement, approved_on: date) -> Succession:
    """What is written down with the predecessor, from what is in force of its successor."""
    content = successor.content
    return Succession(
        reference=successor.reference,
        approved_on=approved_on,
        starts_on=content.starts_on,
        covers=tuple(_covered(content, party) for party in receiving_parties(content)),
    )


def release(predecessor: Agreement, reference: str, today: date) -> Agreement:
    """The predecessor, now that `reference` does not follow it any more: its end is open again.

    The same agreement when it was followed by another one, or by none.
    """
    if predecessor.successor != reference:
        return predecessor
    return replace(
        predecessor,
        successor=None,
        succession=None,
        decisions=tuple(withdrawn(predecessor.decisions, {DecisionKind.RENEW}, today)),
    )


def decided_anew(agreement: Agreement, kind: DecisionKind, by: str, today: date) -> tuple[Decision, ...]:
    """The decisions with a new one about the end as it stands now; it takes the place of earlier ones (rule 13)."""
    decision = Decision(kind=kind, decided_on=today, ends_on=agreed_end(agreement), by=by)
    return (*withdrawn(agreement.decisions, set(DecisionKind), today), decision)


def agreed_end(agreement: Agreement) -> date:
    """The end of the term that was agreed, also of what ends earlier."""
    return agreement.in_force.term.ends_on if agreement.in_force else require_last_day(agreement)


def withdrawn(decisions: Iterable[Decision], kinds: set[DecisionKind], today: date) -> Iterable[Decision]:
    """The decisions, those of these kinds taken back; when one was taken back before, that day stays."""
    for one in decisions:
        yield replace(one, withdrawn_on=one.withdrawn_on or today) if one.kind in kinds else one


def check_follows(content: Content, predecessor: Agreement) -> None:
    """Rule 7: raises `StartsTooEarly` when a successor overlaps the agreement it follows."""
    earliest = require_last_day(predecessor) + ONE_DAY
    if content.starts_on and content.starts_on < earliest:
        raise StartsTooEarly(earliest=earliest)


def gap_days(content: Content, predecessor: Agreement) -> int:
    """Days between the predecessor's last day and the successor's first on which nothing holds."""
    if content.starts_on is None:
        return 0
    return (content.starts_on - require_last_day(predecessor)).days - 1


def _went_over(known: Succession | None, follows: Succession, today: date) -> Succession:
    """Once the successor has begun, the data went over to it: whoever leaves it later owes a confirmation there."""
    if known and known.covers and known.starts_on and known.starts_on <= today:
        return replace(follows, covers=known.covers)
    return follows


def _covered(content: Content, party: str) -> Covered:
    return Covered(party=party, data=tuple(category.name for category in data_received_by(content, party)))


def _share_a_party(one: Content, other: Content) -> bool:
    """Every agreement has the municipality in it: that alone says nothing, unless all parties are municipalities."""
    partners = _partners(one), _partners(other)
    return not all(partners) or bool(partners[0] & partners[1])


def _partners(content: Content) -> set[str]:
    return {party.name.strip().casefold() for party in content.parties if party.kind is not PartyKind.MUNICIPALITY}
