"""Calendars (RFC 5545, RFC 7986): the shape of an event, of a feed and of the file with a mail.

icalendar says how an event is written; feeds join the bytes. What calendar programs need beyond the RFC is explained
where it stands.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vText

from agreements.domain.record import Visible

PRODUCT = "-//Afsprakenregister//NL"
REFRESH = "PT12H"
END = b"END:VCALENDAR\r\n"
"""What stands behind the last event of a calendar."""
_EVENTS_KEPT = 256
"""On most days an agreement has the events of the day before."""
_LINE_OCTETS = 74
_CONTINUES, _CONTINUATION = 0b1100_0000, 0b1000_0000
"""The bits by which an octet of UTF-8 tells that it is not the first of its character."""
_ESCAPING = b"\\^"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which edition of an event this is: its SEQUENCE, DTSTAMP and LAST-MODIFIED.

    Both move whenever the event's text does, and are the same in every feed and mail: so a calendar that has the event
    from several of them never shows an older one (RFC 5546 section 2.1.5).
    """

    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class KeyDate:
    """Everything that an event is made of, so that equal ones are written once."""

    uid: str
    on: date
    summary: str
    description: str
    url: str
    stamp: Stamp
    is_cancelled: bool = False


def stamp_of(visible: Visible, zone: ZoneInfo, turned_on: date | None = None) -> Stamp:
    """The edition of an event after so many visible changes.

    `turned_on` is the day on which its text changed because that day came, at midnight in the office. Each change
    counts for two, so that a change which undoes what a day did still moves on.
    """
    if turned_on is None:
        return Stamp(2 * visible.changes, _to_the_second(visible.changed_at))
    midnight = datetime.combine(turned_on, time(), zone).astimezone(UTC)
    return Stamp(2 * visible.changes + 1, _to_the_second(max(visible.changed_at, midnight)))


def feed(name: str, events: Iterable[bytes]) -> bytes:
    """A calendar to subscribe to, of events that are written already."""
    return b"".join((feed_head(name), *events, END))


def feed_head(name: str) -> bytes:
    """What stands before the first event of a calendar to subscribe to.

    No METHOD: with it a program may ask for an ORGANIZER (RFC 5546). Without REFRESH-INTERVAL most programs look once
    a day or week; X-PUBLISHED-TTL says the same to Outlook, X-WR-CALNAME the name to Apple and Google.
    """
    about = (
        f"NAME:{_escaped(printable(name))}",
        f"X-WR-CALNAME:{_escaped(printable(name))}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    )
    return _head(about)


def attachment(events: Iterable[bytes]) -> bytes:
    """A calendar to take over once. It has no name: programs would make a new calendar of that name."""
    return b"".join((_head(()), *events, END))


@functools.lru_cache(maxsize=_EVENTS_KEPT)
def vevent(key_date: KeyDate) -> bytes:
    """The event as text. DTEND is the day after: without it Outlook shows midnight and iCloud complains."""
    told = _model().format(
        uid=_escaped(key_date.uid),
        changed_at=f"{key_date.stamp.changed_at:%Y%m%dT%H%M%SZ}",
        sequence=key_date.stamp.sequence,
        on=_day(key_date.on),
        day_after=_day(key_date.on + timedelta(days=1)),
        summary=_escaped(key_date.summary),
        description=_escaped(key_date.description),
        url=key_date.url,
        status="CANCELLED" if key_date.is_cancelled else "CONFIRMED",
    )
    return b"".join(map(_folded, told.split("\r\n")))


@functools.cache
def _model() -> str:
    """An event as icalendar writes it, with a name in the place of each value. To write each event anew takes icalendar
    thirty times as long; a test holds events to what it would write, octet by octet."""
    event = Event()
    for name in ("uid", "sequence", "summary", "description", "url", "status"):
        event.add(name, vText(f"{{{name}}}"), encode=False)
    for name in ("dtstamp", "last-modified"):
        event.add(name, vText("{changed_at}"), encode=False)
    for name, value in (("dtstart", "{on}"), ("dtend", "{day_after}")):
        event.add(name, vText(value, params={"VALUE": "DATE"}), encode=False)
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    return bytes(event.to_ical()).decode().removesuffix("\r\n")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def printable(text: str) -> str:
    """Text without control characters, which icalendar would pass on and no calendar program accepts."""
    if text.isprintable():
        return text.strip()
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text).strip()


def _to_the_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _head(about: tuple[str, ...]) -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", *about)
    return b"".join(_folded(line) for line in head)


def _escaped(text: str) -> str:
    """RFC 5545 section 3.3.11."""
    return vText(text).to_ical().decode()


def _folded(line: str) -> bytes:
    """Fewer than 75 octets a line, continued behind a space, never inside a character or an escaped one (RFC 5545
    section 3.1)."""
    octets = line.encode()
    parts, start = list[bytes](), 0
    while len(octets) - start > _LINE_OCTETS:
        end = start + _LINE_OCTETS
        while octets[end] & _CONTINUES == _CONTINUATION:
            end -= 1
        if octets[end - 1] in _ESCAPING and end - start > 1:
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join((*parts, octets[start:])) + b"\r\n"
