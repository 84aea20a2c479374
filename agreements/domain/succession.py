"""Rule 7: a renewal is a new agreement that follows a reviewed one, without overlap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.errors import AlreadyRenewed, ReviewMissing, StartsTooEarly
from agreements.domain.preconditions import last_day
from agreements.domain.term import ONE_DAY


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


def succeed(predecessor: Agreement, successor: Agreement, today: date) -> Agreement:
    """The predecessor, now that its successor is approved. From here on its end needs no more alerts.

    Raises `AlreadyRenewed` when another one follows it, `ReviewMissing` and `StartsTooEarly` (rule 7).
    """
    if predecessor.successor not in {None, successor.reference}:
        raise AlreadyRenewed(successor=predecessor.successor)
    if not predecessor.reviews:
        raise ReviewMissing()
    check_follows(successor.content, predecessor)
    return replace(predecessor, successor=successor.reference, succeeded_on=predecessor.succeeded_on or today)


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
