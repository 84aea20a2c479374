"""Whatever happens, and whatever day comes: an event whose bytes differ is a later edition, in every feed and mail.

A walk over all steps, a day or more at a time. Each feed is asked after every step: that for everybody, the personal
ones, and the files that mails would carry.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from agreements.clock import Moment
from agreements.domain.deadlines import open_deadlines
from agreements.domain.errors import AgreementError
from agreements.domain.record import Record
from agreements.domain.selection import Selection
from agreements.http.rendering import Renderer
from agreements.http.site import Site
from agreements.publication.ical import attachment, vevent
from agreements.publication.personal_ical import Reader, own_key_date
from agreements.publication.shapes import shape_named
from agreements.services.office import Office
from agreements.settings import Settings
from agreements.storage import agreements, publicity
from agreements.storage.database.engine import Engine
from agreements.storage.people import accounts, calendar_feeds
from agreements.texts import Texts, choose_language
from agreements.web import exports, personal_calendar
from tests.libical import LIBRARY, errors_by_libical
from tests.people import BRAM, HENK
from tests.published import HOST, ZONE
from tests.walk import LAST_DAY, Walk

SETTINGS = Settings(base_url="https://afspraken.voorbeeldstad.example")
DUTCH = Texts("nl")
_FIELDS = re.compile(rb"^(UID|SEQUENCE|DTSTAMP|LAST-MODIFIED|DTSTART;VALUE=DATE|SUMMARY|STATUS):(.*)$", re.MULTILINE)

OF_THE_READER = ("chose_mail", "changed_somebody")
"""Steps that may change the language of one person's calendar, not what it is about: then the times alone move on."""

Events = dict[bytes, bytes]


class CalendarWalk(Walk):
    """A walk of which the clock goes on between two steps of one day."""

    def __init__(self, chosen: random.Random) -> None:
        super().__init__(chosen)
        self.minutes = 0

    @property
    def moment(self) -> Moment:
        at = datetime.combine(self.day, time(9), ZONE) + timedelta(minutes=self.minutes % 600)
        return Moment(at.astimezone(UTC), self.day)

    @property
    def office(self) -> Office:
        return replace(super().office, now=self.moment.now)


def parts(calendar: bytes) -> Events:
    """Each event by its UID, its lines not folded."""
    plain = calendar.replace(b"\r\n ", b"").replace(b"\r\n", b"\n")
    found = re.findall(rb"BEGIN:VEVENT\n.*?END:VEVENT", plain, re.DOTALL)
    events = {fields(event)[b"UID"]: event for event in found}
    assert len(events) == len(found), "no UID stands in a calendar twice"
    return events


def fields(event: bytes) -> dict[bytes, bytes]:
    return dict(_FIELDS.findall(event))


def edition(event: bytes) -> tuple[int, bytes, bytes]:
    """SEQUENCE, DTSTAMP and LAST-MODIFIED."""
    found = fields(event)
    return int(found[b"SEQUENCE"]), found[b"DTSTAMP"], found[b"LAST-MODIFIED"]


async def calendars(walk: CalendarWalk) -> dict[str, bytes]:
    """Everything that anybody's calendar can hold now."""
    site = Site(SETTINGS, lambda: walk.moment, Renderer.__new__(Renderer), b"")
    found = {"everybody": await everybodys(walk.day, site)}
    for person in (HENK, BRAM):
        account = await accounts.by_id(person.id)
        assert account is not None
        found[person.id] = await personal_calendar._calendar(account, site)
        found[f"mail to {person.id}"] = await mailed(account.id, account.language, walk.day)
    return found


async def everybodys(day: date, site: Site) -> bytes:
    """The calendar for everybody."""
    shape, selection = shape_named("ics"), Selection(on_day=day)
    making = exports.making_of(shape, selection, site, DUTCH)
    return b"".join([some async for some in await exports.whole_file(shape, selection, site, making)])


async def mailed(account_id: str, language: str, day: date) -> bytes:
    """What mails about every open deadline would carry."""
    since = await calendar_feeds.language_since(account_id)
    reader = Reader(SETTINGS.base_url, HOST, ZONE, Texts(choose_language(language)), since)
    events = []
    for record in await all_in_force():
        visible = await publicity.visible_of(record.agreement.reference)
        events += [
            vevent(own_key_date(record.agreement, one.kind, one.subject, one.due_on, visible, reader))
            for one in open_deadlines(record.agreement, day)
        ]
    return attachment(events)


async def all_in_force() -> list[Record]:
    return [record for record in await agreements.all_records() if record.agreement.in_force]


def check_moved(before: Mapping[str, Events], now: Mapping[str, Events], what: str) -> None:
    """Bytes that differ are a later edition in all that tells one from another; nothing planned just disappears."""
    for name, events in now.items():
        for uid, event in events.items():
            old = before.get(name, {}).get(uid)
            if old is None or old == event:
                continue
            (old_sequence, *old_times), (sequence, *times) = edition(old), edition(event)
            assert all(one > other for one, other in zip(times, old_times, strict=True)), (what, name, old, event)
            is_of_reader = any(step in what for step in OF_THE_READER)
            assert sequence > old_sequence or is_of_reader, (what, name, old, event)


def check_agree(now: Mapping[str, Events], what: str) -> None:
    """What a personal feed or mail holds is the same edition of what everybody's calendar holds."""
    for name, events in now.items():
        for uid in events.keys() & now["everybody"].keys():
            public, own = fields(now["everybody"][uid]), fields(events[uid])
            assert public[b"SEQUENCE"] == own[b"SEQUENCE"], (what, name, public, own)
            assert public[b"DTSTART;VALUE=DATE"] == own[b"DTSTART;VALUE=DATE"], (what, name, public, own)
            if public[b"STATUS"] == own[b"STATUS"]:
                assert public[b"SUMMARY"] == own[b"SUMMARY"], (what, name, public, own)


@pytest.mark.parametrize("seed", [3, 4])
async def test_an_event_whose_bytes_differ_is_a_later_edition_in_every_feed_and_mail(
    staffed: Engine, seed: int
) -> None:
    walk = CalendarWalk(random.Random(seed))
    steps, weights = zip(*[(step, weight) for step, weight in walk.steps() if "feed" not in step.__name__], strict=True)
    before: dict[str, Events] = {}
    for number in range(120):
        (step,) = walk.chosen.choices(steps, weights)
        what = f"{number} {step.__name__} on {walk.day}"
        walk.minutes += 1
        try:
            await step()
        except AgreementError:
            what += " refused"
        before = await look(walk, before, what)
        for _ in range(walk.chosen.choice([0, 1, 1, 2])):
            walk.day = min(walk.day + timedelta(days=walk.chosen.choice([1, 1, 7, 40])), LAST_DAY)
            before = await look(walk, before, f"the day {walk.day} after {what}")
    assert LIBRARY is None or errors_by_libical((await calendars(walk))["everybody"]) == 0


async def look(walk: CalendarWalk, before: dict[str, Events], what: str) -> dict[str, Events]:
    """Compare with what was seen before; what left a feed is remembered, for it may come back."""
    now = {name: parts(calendar) for name, calendar in (await calendars(walk)).items()}
    check_moved(before, now, what)
    check_agree(now, what)
    return {name: {**before.get(name, {}), **events} for name, events in now.items()}
