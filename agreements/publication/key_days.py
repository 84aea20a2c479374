"""The days of an agreement that everyone may know: to review, to decide, its last day, and by when data are gone.

The first three are those of everybody's calendar (`KindOfDeadline.public_days`). The last follows from what is public
too: who receives which data, how long these are kept, and the last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.deadlines.row import PublicDay
from agreements.domain.projection import KEY_DAY, Mark
from agreements.domain.record import Visible
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import Published

_NOBODY = Visible(0, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDayRecord:
    """A day of an agreement, as it stands on the day asked about."""

    on: date
    deadline: str
    """Of which kind, by the word that calendars have for it (`KindOfDeadline.word`)."""
    subject: str
    """The number of a review, the name of the party whose data are to be gone; else empty."""
    is_done: bool
    dropped_on: date | None
    """Since when it is not to be expected any more."""
    reference: str
    title: str
    url: str


def key_days(record: PublicRecord, day: date) -> Iterator[tuple[DeadlineKind, PublicDay]]:
    """All of them, done and dropped ones too."""
    for kind, row in KINDS.items():
        for one in row.public_days(record, day):
            yield kind, one
    waiting = {one.party for one in record.to_confirm}
    for due in KINDS[DeadlineKind.DESTRUCTION].find(record.as_agreement()):
        yield due.kind, PublicDay(due.due_on, due.subject, is_done=due.subject not in waiting)


def key_day_marks(published: Published, last_day: date) -> Iterator[Mark]:
    """By what they are found: the day, which kind, of which agreement, about what. No day asked about changes that."""
    for kind, one in key_days(public_record(published, last_day, "", _NOBODY), last_day):
        yield Mark(KEY_DAY, _found_by(one, kind, published.reference))


def key_day_records(record: PublicRecord, day: date) -> dict[str, KeyDayRecord]:
    """Each by its mark."""
    return {
        _found_by(one, kind, record.reference): KeyDayRecord(
            on=one.on,
            deadline=KINDS[kind].word,
            subject=one.subject,
            is_done=one.is_done,
            dropped_on=one.cancelled_on,
            reference=record.reference,
            title=record.title,
            url=record.url,
        )
        for kind, one in key_days(record, day)
    }


def _found_by(one: PublicDay, kind: DeadlineKind, reference: str) -> str:
    return f"{one.on} {KINDS[kind].word} {reference} {one.subject}"
