"""Key dates in everybody's calendar: one all-day event for the end, the day to decide and each review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from agreements.domain.deadlines import KINDS, KindOfDeadline
from agreements.domain.deadlines.row import STAYS_CANCELLED, PublicDay
from agreements.domain.record import Visible
from agreements.domain.wording import N_
from agreements.publication.ical import KeyDate, printable, stamp_of, vevent
from agreements.publication.public_record import PublicRecord
from agreements.publication.uids import event_uid
from agreements.texts import Texts

CANCELLED = N_("Cancelled: %(title)s")
_ENDED_EARLY = N_("The agreement “%(title)s” is terminated. Its last day is %(day)s.")


@dataclass(frozen=True, slots=True)
class Edition:
    """The calendar as it stands on a day, in a language. `host` is the host name of the register's public address."""

    day: date
    host: str
    zone: ZoneInfo
    """Of the office: a day begins at its midnight."""
    texts: Texts


def events_of(record: PublicRecord, edition: Edition) -> list[bytes]:
    """The events of one agreement."""
    return [vevent(key_date) for key_date in key_dates(record, edition)]


def key_dates(record: PublicRecord, edition: Edition) -> Iterator[KeyDate]:
    """Which events an agreement has.

    Its last day stays in the calendar for ever, and a review as long as it meant something. What is not to be expected
    any more is cancelled, and left out after 30 days: a review that was dropped or planned after an early end, and the
    day to decide once there is nothing to decide.
    """
    for row in reversed(KINDS.values()):
        for day in row.public_days(record, edition.day):
            if not _is_forgotten(day, edition.day):
                yield _in_words(row, day, record, edition)


def _is_forgotten(one: PublicDay, day: date) -> bool:
    return one.cancelled_on is not None and day - one.cancelled_on > STAYS_CANCELLED


def _in_words(row: KindOfDeadline, day: PublicDay, record: PublicRecord, edition: Edition) -> KeyDate:
    texts, title = edition.texts, printable(record.title)
    said = texts(row.done if day.is_done else row.summary, title=title, party=printable(day.subject))
    ended_early = record.terminated_on is not None
    explanation = texts(_ENDED_EARLY if ended_early else row.explanation, title=title, day=record.last_day)
    where = texts("More about this agreement: %(url)s", url=record.url)
    return KeyDate(
        uid=event_uid(record.reference, row.kind, day.subject, edition.host),
        on=day.on,
        summary=texts(CANCELLED, title=said) if day.cancelled_on else said,
        description="\n\n".join(filter(None, (explanation, printable(record.content.summary), where))),
        url=record.url,
        stamp=stamp_of(Visible(record.changes, record.updated_at), edition.zone, day.turned_on),
        is_cancelled=day.cancelled_on is not None,
    )
