"""An agreement as anyone sees it on a day: what was published of it, and what follows from the day."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from agreements.domain.agreement import Agreement
from agreements.domain.decision_day import moot_from, open_decide_by
from agreements.domain.lifecycle import ENDED, ends_soon, missed_reviews, status_on
from agreements.domain.record import Visible
from agreements.domain.selection import StatusFilter
from agreements.publication.asked_reviews import PublicAskedReview
from agreements.publication.published import PublicDestruction, PublicShare, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord(Published):
    """What was published, on a day. `changes` counts what residents saw change."""

    status: StatusFilter
    url: str
    last_day: date
    decide_by: date | None
    """None too when nothing is to be decided any more."""
    updated_at: datetime
    changes: int
    is_called_off: bool
    """Terminated before its start: it never begins."""
    missed_reviews: tuple[date, ...]
    undestroyed: tuple[str, ...]
    """Receiving parties that have not confirmed yet, once the agreement has ended."""
    undestroyed_data: tuple[PublicShare, ...]
    """Of those that go on with the other data under the successor: what is still to be destroyed."""

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
    def awaited_reviews(self) -> tuple[PublicAskedReview, ...]:
        """Those that somebody asked for and that are still to be done."""
        if self.closed_on is not None:
            return ()
        waiting = {one.number for one in self.reviews if one.planned_on and one.done_on is None}
        return tuple(one for one in self.asked_reviews if one.number in waiting and one.planned_on <= self.last_day)

    @property
    def successor_gap(self) -> int:
        """Days between the last day and the first of the successor on which no agreement holds (rule 7)."""
        return (self.successor_starts_on - self.last_day).days - 1 if self.successor_starts_on else 0

    @property
    def nothing_to_decide_from(self) -> date:
        """The first day on which nothing is to be decided about the end any more."""
        goes_on_since = None if self.successor_gap else self.succeeded_on
        return moot_from(self.last_day, self.termination_decided_on, self.closed_on, goes_on_since)


def public_record(kept: Published, day: date, base_url: str, visible: Visible) -> PublicRecord:
    """What anyone may see of an agreement on `day`. `visible`: how often and when it changed for residents.

    Raises ValueError for what cannot have been published: it has no term.
    """
    agreement = kept.as_agreement()
    if agreement.last_day is None:
        raise ValueError("an approved agreement has a last day")
    waiting = kept.to_confirm if status_on(agreement, day) in ENDED else ()
    return PublicRecord(
        **{field.name: getattr(kept, field.name) for field in fields(Published)},
        status=public_status(agreement, day),
        url=f"{base_url}/afspraken/{kept.reference}",
        last_day=agreement.last_day,
        decide_by=open_decide_by(agreement, day),
        updated_at=visible.changed_at,
        changes=visible.changes,
        is_called_off=agreement.is_called_off,
        missed_reviews=missed_reviews(agreement, day),
        undestroyed=tuple(one.party for one in waiting),
        undestroyed_data=tuple(one for one in waiting if one.data),
    )


def public_status(agreement: Agreement, day: date) -> StatusFilter:
    """The status people filter by: `ends_soon` is told apart from the other active ones."""
    if ends_soon(agreement, day):
        return StatusFilter.ENDS_SOON
    return StatusFilter(status_on(agreement, day).value)
