"""The key dates as a calendar (RFC 5545, RFC 7986): one all-day event for the end, the decision and each review.

icalendar writes each event once; feeds join the bytes. What calendar programs need beyond the RFC is explained
where it stands.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Event

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.wording import N_
from agreements.publication.public_record import PublicRecord
from agreements.publication.uids import event_uid
from agreements.texts import Texts

PRODUCT = "-//Afsprakenregister//NL"
REFRESH = "PT12H"
CANCELLED_DAYS = 30
"""So long a cancelled event stays in the feed, so that every subscriber's calendar hears of it."""
_LINE_OCTETS = 75
_EVENTS_KEPT = 50_000

_SUMMARIES = {
    DeadlineKind.EXPIRY: N_("Ends: %(title)s"),
    DeadlineKind.DECISION: N_("Decide about the end: %(title)s"),
    DeadlineKind.REVIEW: N_("Review: %(title)s"),
}
_DONE = N_("Review done: %(title)s")
_CANCELLED = N_("Cancelled: %(title)s")
_EXPLANATIONS = {
    DeadlineKind.EXPIRY: N_("This is the last day on which the agreement “%(title)s” holds."),
    DeadlineKind.DECISION: N_("Last day to give notice for “%(title)s”, or to begin its renewal."),
    DeadlineKind.REVIEW: N_("On this day the review of “%(title)s” is planned."),
}
_ENDED_EARLY = N_("The agreement “%(title)s” was ended early. Its last day is %(day)s.")


@dataclass(frozen=True, slots=True)
class KeyDate:
    """Everything that an event is made of, so that equal ones are written once."""

    uid: str
    on: date
    summary: str
    description: str
    url: str
    sequence: int
    changed_at: datetime
    is_cancelled: bool


def feed(name: str, events: Iterable[bytes]) -> bytes:
    """A calendar of events that are written already.

    No METHOD: with it a program may ask for an ORGANIZER (RFC 5546). Without REFRESH-INTERVAL most programs look once
    a day or week; X-PUBLISHED-TTL says the same to Outlook, X-WR-CALNAME the name to Apple and Google.
    """
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    )
    lines = b"".join(_folded(line) for line in head)
    return lines + b"".join(events) + b"END:VCALENDAR\r\n"


def events_of(record: PublicRecord, day: date, host: str, texts: Texts) -> list[bytes]:
    """The events of one agreement, as they stand on `day`."""
    return [vevent(key_date) for key_date in key_dates(record, day, host, texts)]


def key_dates(record: PublicRecord, day: date, host: str, texts: Texts) -> Iterator[KeyDate]:
    """Which events an agreement has on `day`.

    Its end stays in the calendar for ever, and so do decision and reviews while they meant something. When it is
    ended early, the end moves to the last day; what is planned after that is cancelled at once, and everything of
    it once that day has passed. So is a review that was dropped. Cancelled events are left out after 30 days.
    """
    yield from _shown(_end(record, day, host, texts), record.last_day, day)
    if record.decide_by:
        yield from _shown(_decision(record, record.decide_by, host, texts), record.last_day, day)
    for review in record.reviews:
        if review.planned_on:
            summary = _DONE if review.done_on else _SUMMARIES[DeadlineKind.REVIEW]
            is_cancelled = review.planned_on > record.last_day
            one = _key_date(
                record, DeadlineKind.REVIEW, str(review.number), review.planned_on, summary, is_cancelled, host, texts
            )
            yield from _shown(one, record.last_day, day)
    for dropped in record.dropped_reviews:
        summary, number = _SUMMARIES[DeadlineKind.REVIEW], str(dropped.number)
        gone = _key_date(record, DeadlineKind.REVIEW, number, dropped.planned_on, summary, True, host, texts)
        yield from _shown(gone, dropped.dropped_on, day)


@functools.lru_cache(maxsize=_EVENTS_KEPT)
def vevent(key_date: KeyDate) -> bytes:
    """The event as text. DTEND is the day after: without it Outlook shows midnight and iCloud complains."""
    event = Event()
    event.add("uid", key_date.uid)
    event.add("dtstamp", key_date.changed_at)
    event.add("last-modified", key_date.changed_at)
    event.add("sequence", key_date.sequence)
    event.add("dtstart", key_date.on)
    event.add("dtend", key_date.on + timedelta(days=1))
    event.add("summary", key_date.summary)
    event.add("description", key_date.description)
    event.add("url", key_date.url)
    event.add("status", "CANCELLED" if key_date.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    return bytes(event.to_ical())


def _end(record: PublicRecord, day: date, host: str, texts: Texts) -> KeyDate:
    is_over = record.terminated_on is not None and record.terminated_on < day
    summary = _SUMMARIES[DeadlineKind.EXPIRY]
    return _key_date(record, DeadlineKind.EXPIRY, "", record.last_day, summary, is_over, host, texts)


def _decision(record: PublicRecord, decide_by: date, host: str, texts: Texts) -> KeyDate:
    is_moot = record.terminated_on is not None
    summary = _SUMMARIES[DeadlineKind.DECISION]
    return _key_date(record, DeadlineKind.DECISION, "", decide_by, summary, is_moot, host, texts)


def _key_date(
    record: PublicRecord,
    kind: DeadlineKind,
    subject: str,
    on: date,
    summary: str,
    is_cancelled: bool,
    host: str,
    texts: Texts,
) -> KeyDate:
    title = printable(record.title)
    said = texts(summary, title=title)
    ended_early = record.terminated_on is not None
    explanation = _ENDED_EARLY if ended_early else _EXPLANATIONS[kind]
    sentences = [
        texts(explanation, title=title, day=record.last_day),
        printable(record.content.summary),
        texts("More about this agreement: %(url)s", url=record.url),
    ]
    return KeyDate(
        uid=event_uid(record.reference, kind, subject, host),
        on=on,
        summary=texts(_CANCELLED, title=said) if is_cancelled else said,
        description="\n\n".join(filter(None, sentences)),
        url=record.url,
        sequence=record.changes + int(is_cancelled),
        changed_at=record.updated_at.replace(microsecond=0),
        is_cancelled=is_cancelled,
    )


def _shown(key_date: KeyDate, since: date, day: date) -> Iterator[KeyDate]:
    """A cancelled event stays until 30 days after the last day of what was ended, or after it was dropped."""
    if not key_date.is_cancelled or day - since <= timedelta(days=CANCELLED_DAYS):
        yield key_date


def printable(text: str) -> str:
    """Text without control characters, which icalendar would pass on and no calendar program accepts."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text).strip()


def _escaped(text: str) -> str:
    """RFC 5545 section 3.3.11."""
    return printable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """At most 75 octets a line, continued behind a space, never inside a character (RFC 5545 section 3.1)."""
    parts, size, limit = [""], 0, _LINE_OCTETS
    for character in line:
        octets = len(character.encode())
        if size + octets > limit:
            parts.append("")
            size, limit = 0, _LINE_OCTETS - 1
        parts[-1] += character
        size += octets
    return ("\r\n ".join(parts) + "\r\n").encode()
