"""News in the database: numbered, appended to in the transaction of what it is about, read in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.domain.announcements import Announcement, AnnouncementKind, id_of
from agreements.domain.projection import FOREVER, Shows
from agreements.storage.database.transaction import append_lock, as_date, as_instant, execute, fetch
from agreements.storage.messages.delivery import required


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is to be announced; it rests on the public entry with this number and hash."""

    kind: AnnouncementKind
    reference: str
    on: date
    entry: int
    entry_hash: str


async def append(news: News, at: datetime) -> None:
    """Put it behind the last one; only inside a unit of work. What was announced before is not announced again."""
    await append_lock("audit")
    await execute(
        "INSERT INTO announcement (number, id, kind, reference, on_day, at, entry)"
        " SELECT coalesce(max(number), 0) + 1, :id, :kind, :reference, :on, :at, :entry FROM announcement WHERE true"
        " ON CONFLICT (id) DO NOTHING",
        {
            "id": id_of(news.kind, news.on, news.entry_hash),
            "kind": news.kind.value,
            "reference": news.reference,
            "on": news.on,
            "at": at,
            "entry": news.entry,
        },
    )


async def last_number() -> int:
    """The number of the last one; 0 while there is none."""
    rows = await fetch("SELECT coalesce(max(number), 0) AS n FROM announcement", {})
    return int(rows[0]["n"])


async def after(number: int, most: int) -> list[Announcement]:
    """So many at most, in order, behind the one with this number."""
    rows = await fetch(
        "SELECT * FROM announcement WHERE number > :number ORDER BY number LIMIT :most",
        {"number": number, "most": most},
    )
    return [_announcement(row) for row in rows]


async def first_since(day: date) -> int:
    """The number of the first one that is about this day or a later one; behind the last one when there is none."""
    rows = await fetch(
        "SELECT coalesce((SELECT min(number) FROM announcement WHERE on_day >= :day),"
        " (SELECT coalesce(max(number), 0) + 1 FROM announcement)) AS n",
        {"day": day},
    )
    return int(rows[0]["n"])


async def announced_day() -> date | None:
    """The last day of which it was announced what it brought about; None before the first."""
    rows = await fetch("SELECT day FROM announced_day", {})
    return as_date(rows[0]["day"]) if rows else None


async def note_day(day: date) -> None:
    """That it was announced what this day brought about, and every one before it."""
    await execute(
        "INSERT INTO announced_day (id, day) VALUES (1, :day) ON CONFLICT (id) DO UPDATE SET day = excluded.day",
        {"day": day},
    )


async def brought_about(since: date, day: date) -> list[tuple[str, date, date, int, str]]:
    """The agreements that anyone can read of which the first day came after `since`, or the last one passed since, up
    to `day`: reference, first day, last day, and their known entry by number and hash. Never begun ones are left
    out."""
    rows = await fetch(
        "SELECT r.reference, r.starts_on, r.last_day, r.seq, e.hash FROM public_row r"
        " JOIN public_entry e ON e.seq = r.seq WHERE r.until_on = :forever AND r.shows = :agreement"
        " AND r.starts_on <= r.last_day"
        " AND ((r.starts_on > :since AND r.starts_on <= :day) OR (r.last_day >= :since AND r.last_day < :day))"
        " ORDER BY r.reference",
        {"forever": FOREVER, "agreement": Shows.AGREEMENT.value, "since": since, "day": day},
    )
    return [
        (
            row["reference"],
            required(as_date(row["starts_on"])),
            required(as_date(row["last_day"])),
            row["seq"],
            row["hash"],
        )
        for row in rows
    ]


def _announcement(row: Mapping[str, Any]) -> Announcement:
    return Announcement(
        number=row["number"],
        id=row["id"],
        kind=AnnouncementKind(row["kind"]),
        reference=row["reference"],
        on=required(as_date(row["on_day"])),
        at=required(as_instant(row["at"])),
        entry=row["entry"],
    )
