"""Key dates in everybody's calendar: one all-day event for the end, the day to decide and each review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from agreements.domain.deadlines import DeadlineKind, decide_by
from agreements.domain.record import Visible
from agreements.domain.wording import N_
from agreements.publication.ical import SUMMARIES, KeyDate, printable, stamp_of, vevent
from agreements.publication.public_record import PublicRecord, PublicReview
from agreements.publication.uids import event_uid
from agreements.texts import Texts

CANCELLED_DAYS = 30
"""So long a cancelled event stays in the feed, so that every subscriber's calendar hears of it."""

_DONE = N_("Review done: %(title)s")
_CANCELLED = N_("Cancelled: %(title)s")
_EXPLANATIONS = {
    DeadlineKind.EXPIRY: N_("This is the last day on which the agreement “%(title)s” holds."),
    DeadlineKind.DECISION: N_("Last day to give notice for “%(title)s”, or to begin its renewal."),
    DeadlineKind.REVIEW: N_("On this day the review of “%(title)s” is planned."),
}
_ENDED_EARLY = N_("The agreement “%(title)s” was ended early. Its last day is %(day)s.")


@dataclass(frozen=True, slots=True)
class Edition:
    """The calendar as it stands on a day, in a language. `host` is the host name of the register's public address."""

    day: date
    host: str
    zone: ZoneInfo
    """Of the office: a day begins at its midnight."""
    texts: Texts


@dataclass(frozen=True, slots=True)
class _Planned:
    """An event before it is put in words; `cancelled_on` is the day since which it is not to be expected any more."""

    kind: DeadlineKind
    on: date
    subject: str = ""
    is_done: bool = False
    cancelled_on: date | None = None
    turned_on: date | None = None
    """The day that changed its text by coming, without anybody doing anything."""


def events_of(record: PublicRecord, edition: Edition) -> list[bytes]:
    """The events of one agreement."""
    return [vevent(key_date) for key_date in key_dates(record, edition)]


def key_dates(record: PublicRecord, edition: Edition) -> Iterator[KeyDate]:
    """Which events an agreement has.

    Its last day stays in the calendar for ever, and a review as long as it meant something. What is not to be expected
    any more is cancelled, and left out after 30 days: a review that was dropped or planned after an early end, and the
    day to decide once there is nothing to decide.
    """
    reviews = (_review(review, record) for review in record.reviews)
    dropped = (
        _Planned(DeadlineKind.REVIEW, one.planned_on, str(one.number), cancelled_on=one.dropped_on)
        for one in record.dropped_reviews
    )
    for planned in (_end(record), _decision(record, edition.day), *reviews, *dropped):
        if planned and not _is_forgotten(planned, edition.day):
            yield _in_words(planned, record, edition)


def _end(record: PublicRecord) -> _Planned:
    return _Planned(DeadlineKind.EXPIRY, record.last_day)


def _decision(record: PublicRecord, day: date) -> _Planned | None:
    decide_on, moot_from = decide_by(record.content), record.nothing_to_decide_from
    if decide_on is None:
        return None
    if day < moot_from:
        return _Planned(DeadlineKind.DECISION, decide_on)
    turned_on = moot_from if moot_from > record.last_day else None
    return _Planned(DeadlineKind.DECISION, decide_on, cancelled_on=moot_from, turned_on=turned_on)


def _review(review: PublicReview, record: PublicRecord) -> _Planned | None:
    """Only planned ones: an extra review is never announced."""
    if review.planned_on is None:
        return None
    is_too_late = review.done_on is None and review.planned_on > record.last_day
    return _Planned(
        DeadlineKind.REVIEW,
        review.planned_on,
        str(review.number),
        is_done=review.done_on is not None,
        cancelled_on=record.termination_decided_on if is_too_late else None,
    )


def _is_forgotten(planned: _Planned, day: date) -> bool:
    return planned.cancelled_on is not None and day - planned.cancelled_on > timedelta(days=CANCELLED_DAYS)


def _in_words(planned: _Planned, record: PublicRecord, edition: Edition) -> KeyDate:
    texts, title = edition.texts, printable(record.title)
    said = texts(_DONE if planned.is_done else SUMMARIES[planned.kind], title=title)
    ended_early = record.terminated_on is not None
    explanation = texts(_ENDED_EARLY if ended_early else _EXPLANATIONS[planned.kind], title=title, day=record.last_day)
    where = texts("More about this agreement: %(url)s", url=record.url)
    return KeyDate(
        uid=event_uid(record.reference, planned.kind, planned.subject, edition.host),
        on=planned.on,
        summary=texts(_CANCELLED, title=said) if planned.cancelled_on else said,
        description="\n\n".join(filter(None, (explanation, printable(record.content.summary), where))),
        url=record.url,
        stamp=stamp_of(Visible(record.changes, record.updated_at), edition.zone, planned.turned_on),
        is_cancelled=planned.cancelled_on is not None,
    )
