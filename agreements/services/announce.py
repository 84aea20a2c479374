"""Announce what happened to agreements to the webhooks that ask for it: in the transaction of the entry it follows
from, and once a day what that day brought about."""

from __future__ import annotations

from datetime import timedelta

from agreements.domain.announcements import AnnouncementKind
from agreements.domain.memory import ChainedEntry
from agreements.publication.announced import kind_of
from agreements.publication.document import Document
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.programs import announcements
from agreements.storage.programs.announcements import News


async def announce(entry: ChainedEntry, before: Document | None, now: Document) -> None:
    """That this entry was written, inside the caller's transaction."""
    await announcements.append(
        News(
            kind=kind_of(before, now),
            reference=entry.reference,
            on=entry.known_on,
            entry=entry.seq,
            entry_hash=entry.hash,
        ),
        entry.known_at,
    )


async def announce_days(office: Office) -> None:
    """What began today or passed its last day, since the last time that this was asked: also after weeks. The first
    time nothing is announced, for then all that is past is news to nobody."""
    if await announcements.announced_day() == office.today:
        return
    async with unit_of_work():
        await append_lock("audit")
        since = await announcements.announced_day()
        if since is not None and since < office.today:
            for reference, starts_on, last_day, seq, hash in await announcements.brought_about(since, office.today):
                on = {AnnouncementKind.BEGAN: starts_on, AnnouncementKind.ENDED: last_day + timedelta(days=1)}
                for kind, day in on.items():
                    if since < day <= office.today:
                        news = News(kind=kind, reference=reference, on=day, entry=seq, entry_hash=hash)
                        await announcements.append(news, office.now)
        if since is None or since < office.today:
            await announcements.note_day(office.today)
