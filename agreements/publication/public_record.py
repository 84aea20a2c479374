"""Rule 11: the allow-list. Everything public is made from a `PublicRecord`; what is not named here stays inside.

Left out on purpose: drafts, users, reasons and review texts (written for colleagues), who confirmed what in which
function, row ids. Of what the parties agree only that is here which the catalogue makes public (`allow_list`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict

from agreements.domain.agreement import Agreement, Version
from agreements.domain.content import Content
from agreements.domain.decision_day import moot_from, open_decide_by
from agreements.domain.lifecycle import (
    ends_soon,
    is_undestroyed,
    missed_reviews,
    parties_to_confirm,
    status_on,
)
from agreements.domain.record import Record, Visible
from agreements.domain.review_plan import dropped_reviews, planned_reviews
from agreements.domain.selection import StatusFilter
from agreements.publication.allow_list import public_content
from agreements.publication.as_known import as_known_on
from agreements.publication.public_facts import (
    PublicDestruction,
    PublicShare,
    PublicSuspension,
    destructions,
    going_on,
    partly_left,
    suspensions,
)
from agreements.publication.public_lacks import PublicLack, public_lacks


@dataclass(frozen=True, slots=True)
class PublicReview:
    """A planned review (numbered from 1) or an extra one (number 0), and when it was done."""

    number: int
    planned_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PublicDroppedReview:
    """A review that was planned and no longer is; its number is not given again."""

    number: int
    planned_on: date
    dropped_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord:
    """One agreement as anyone may see it on a day. `changes` counts what residents saw change."""

    reference: str
    version: int
    content: Content
    status: StatusFilter
    url: str
    approved_on: date
    last_day: date
    decide_by: date | None
    """None too when nothing is to be decided any more."""
    updated_at: datetime
    changes: int
    terminated_on: date | None
    """Last day on which it holds, when it was ended early."""
    termination_decided_on: date | None
    is_called_off: bool
    """Terminated before its start: it never begins."""
    lacks: tuple[PublicLack, ...]
    """Of a reported old agreement: what is missing (rule 2)."""
    suspensions: tuple[PublicSuspension, ...]
    reviews: tuple[PublicReview, ...]
    missed_reviews: tuple[date, ...]
    dropped_reviews: tuple[PublicDroppedReview, ...]
    destructions: tuple[PublicDestruction, ...]
    undestroyed: tuple[str, ...]
    """Receiving parties that have not confirmed yet, once the agreement has ended."""
    undestroyed_data: tuple[PublicShare, ...]
    """Of those that go on with the other data under the successor: what is still to be destroyed."""
    passed_on: tuple[PublicShare, ...]
    """Data that a party goes on with under the successor, without a gap: they are destroyed after that one."""
    closed_on: date | None
    successor: str | None
    succeeded_on: date | None
    """Since when the successor is approved; None when visitors cannot open it."""
    successor_starts_on: date | None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.content.title

    @property
    def kept_by_law(self) -> tuple[PublicDestruction, ...]:
        """What a law keeps at each party after the end, by the last that the party said."""
        last = {done.party: done for done in self.destructions}
        return tuple(done for done in last.values() if done.kept_until)

    @property
    def successor_gap(self) -> int:
        """Days between the last day and the first of the successor on which no agreement holds (rule 7)."""
        return (self.successor_starts_on - self.last_day).days - 1 if self.successor_starts_on else 0

    @property
    def nothing_to_decide_from(self) -> date:
        """The first day on which nothing is to be decided about the end any more."""
        goes_on_since = None if self.successor_gap else self.succeeded_on
        return moot_from(self.last_day, self.termination_decided_on, self.closed_on, goes_on_since)


def public_record(
    record: Record,
    day: date,
    base_url: str,
    visible: Visible | None = None,
    linkable: Collection[str] = (),
    earlier: Sequence[Version] = (),
) -> PublicRecord:
    """What anyone may see of an approved, public agreement on `day`.

    `visible`: how often and when it changed for residents; `linkable`: which others they can open; `earlier`: versions.
    Raises ValueError for an agreement that is not public: asking for one is a mistake in the program.
    """
    known = as_known_on(record.agreement, day)
    agreement = _as_shown(known, linkable)
    version, last_day = _version_shown(agreement)
    return PublicRecord(
        reference=agreement.reference,
        version=version.number,
        content=public_content(version.content, linkable),
        status=public_status(agreement, day),
        url=f"{base_url}/afspraken/{agreement.reference}",
        approved_on=version.approved_on,
        last_day=last_day,
        decide_by=open_decide_by(agreement, day),
        updated_at=visible.changed_at if visible else record.updated_at,
        changes=visible.changes if visible else version.number,
        **_early_end(agreement),
        lacks=public_lacks(version, earlier),
        suspensions=suspensions(agreement),
        **_review_facts(agreement, day),
        **_destruction_facts(agreement, known, day),
        closed_on=agreement.closed_on,
        **_what_follows(agreement),
    )


def _version_shown(agreement: Agreement) -> tuple[Version, date]:
    version = agreement.in_force
    if version is None or not version.content.is_public or agreement.last_day is None:
        raise ValueError("only an approved and public agreement can be shown")
    return version, agreement.last_day


class _EarlyEnd(TypedDict):
    terminated_on: date | None
    termination_decided_on: date | None
    is_called_off: bool


def _early_end(agreement: Agreement) -> _EarlyEnd:
    termination = agreement.termination
    return _EarlyEnd(
        terminated_on=termination.ends_on if termination else None,
        termination_decided_on=termination.decided_on if termination else None,
        is_called_off=agreement.is_called_off,
    )


class _ReviewFacts(TypedDict):
    reviews: tuple[PublicReview, ...]
    missed_reviews: tuple[date, ...]
    dropped_reviews: tuple[PublicDroppedReview, ...]


def _review_facts(agreement: Agreement, day: date) -> _ReviewFacts:
    return _ReviewFacts(
        reviews=_reviews(agreement),
        missed_reviews=missed_reviews(agreement, day),
        dropped_reviews=_dropped(agreement),
    )


class _DestructionFacts(TypedDict):
    destructions: tuple[PublicDestruction, ...]
    undestroyed: tuple[str, ...]
    undestroyed_data: tuple[PublicShare, ...]
    passed_on: tuple[PublicShare, ...]


def _destruction_facts(agreement: Agreement, known: Agreement, day: date) -> _DestructionFacts:
    """`known` has the successor that `agreement` may not show."""
    waiting = parties_to_confirm(known) if is_undestroyed(known, day) else ()
    return _DestructionFacts(
        destructions=destructions(agreement),
        undestroyed=waiting,
        undestroyed_data=partly_left(agreement, waiting),
        passed_on=going_on(agreement),
    )


class _WhatFollows(TypedDict):
    successor: str | None
    succeeded_on: date | None
    successor_starts_on: date | None


def _what_follows(agreement: Agreement) -> _WhatFollows:
    return _WhatFollows(
        successor=agreement.successor,
        succeeded_on=agreement.succession.approved_on if agreement.succession else None,
        successor_starts_on=agreement.succession.starts_on if agreement.succession else None,
    )


def public_status(agreement: Agreement, day: date) -> StatusFilter:
    """The status people filter by: `ends_soon` is told apart from the other active ones."""
    if ends_soon(agreement, day):
        return StatusFilter.ENDS_SOON
    return StatusFilter(status_on(agreement, day).value)


def _reviews(agreement: Agreement) -> tuple[PublicReview, ...]:
    done = {review.planned_on: review.done_on for review in agreement.reviews if review.planned_on}
    planned = [PublicReview(p.number, p.planned_on, done.get(p.planned_on)) for p in planned_reviews(agreement)]
    known = {review.planned_on for review in planned}
    extra = [PublicReview(0, None, review.done_on) for review in agreement.reviews if review.planned_on not in known]
    return (*planned, *extra)


def _dropped(agreement: Agreement) -> tuple[PublicDroppedReview, ...]:
    return tuple(
        PublicDroppedReview(one.number, one.planned_on, one.dropped_on)
        for one in dropped_reviews(agreement)
        if one.dropped_on
    )


def _as_shown(agreement: Agreement, linkable: Collection[str]) -> Agreement:
    """Without a successor that visitors cannot open: nothing may tell that there is one."""
    return agreement if agreement.successor in linkable else replace(agreement, successor=None, succession=None)
