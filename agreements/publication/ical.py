"""Calendars (RFC 5545, RFC 7986): the shape of an event, of a feed and of the file with a mail.

icalendar writes each event once; feeds join the bytes. What calendar programs need beyond the RFC is explained
where it stands.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from agreements.domain.record import Visible

PRODUCT = "-//Afsprakenregister//NL"
REFRESH = "PT12H"
_LINE_OCTETS = 75
_EVENTS_KEPT = 50_000


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
    """A calendar to subscribe to, of events that are written already.

    No METHOD: with it a program may ask for an ORGANIZER (RFC 5546). Without REFRESH-INTERVAL most programs look once
    a day or week; X-PUBLISHED-TTL says the same to Outlook, X-WR-CALNAME the name to Apple and Google.
    """
    about = (
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    )
    return _calendar(about, events)


def attachment(events: Iterable[bytes]) -> bytes:
    """A calendar to take over once. It has no name: programs would make a new calendar of that name."""
    return _calendar((), events)


@functools.lru_cache(maxsize=_EVENTS_KEPT)
def vevent(key_date: KeyDate) -> bytes:
    """The event as text. DTEND is the day after: without it Outlook shows midnight and iCloud complains."""
    event = Event()
    event.add("uid", key_date.uid)
    event.add("dtstamp", key_date.stamp.changed_at)
    event.add("last-modified", key_date.stamp.changed_at)
    event.add("sequence", key_date.stamp.sequence)
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


def printable(text: str) -> str:
    """Text without control characters, which icalendar would pass on and no calendar program accepts."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text).strip()


def _to_the_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _calendar(about: tuple[str, ...], events: Iterable[bytes]) -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", *about)
    return b"".join(_folded(line) for line in head) + b"".join(events) + b"END:VCALENDAR\r\n"


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
