"""What the public memory is told without a step: what was public before there was one, from versions and the trail's
times, and what a day brought about."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from agreements.domain.agreement import Version
from agreements.domain.memory import Entry
from agreements.publication.as_known import as_known_on
from agreements.publication.counts import in_order
from agreements.publication.document import from_json, to_json
from agreements.services.change import note
from agreements.services.mend import REGISTER
from agreements.services.office import Office
from agreements.services.publish import (
    MADE,
    NOTHING_TOLD,
    Before,
    append,
    append_count,
    document_of,
    keep_one,
    kind_of,
)
from agreements.storage import agreements, mending, not_public, publicity, version_rows
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory import entries
from agreements.storage.public_memory.entries import MemoryHead

ACTION: Final = "remember"
FILLED: Final = "public memory 1"
"""Its name among what was done once to a register."""
COUNTED: Final = "public memory 2"
"""The same of how many were not public on which day."""
_PAGE: Final = 500


@dataclass(slots=True)
class _Life:
    """How far the history of one agreement has passed by; little, for all of them are in memory."""

    id: int
    steps: int
    """How many steps its history holds that residents saw."""
    seen: int = 0
    approved: int = 0
    told: Before = NOTHING_TOLD
    change: int = 0


async def fill_memory(office: Office, zone: ZoneInfo, engine: Engine | None = None) -> int:
    """Write an entry for each change that residents saw, in the order in which they happened; returns how many.

    In one transaction, once. What a step did on a day is told with what else was known on that day; the last entry of
    each agreement is what it is now.
    """
    async with unit_of_work(engine):
        return await fill_in_turn(office, zone)


async def fill_in_turn(office: Office, zone: ZoneInfo) -> int:
    """The same inside a transaction."""
    if await mending.is_done(COUNTED):
        return 0
    await append_lock("audit")
    before = await entries.head()
    if not await mending.is_done(FILLED):
        async for life, at in _steps(zone):
            await _write(office, life, at, zone)
        await mending.note_done(office.now, FILLED)
    await _count(zone)
    await mending.note_done(office.now, COUNTED)
    return await _note_moved(office, before)


async def _count(zone: ZoneInfo) -> None:
    """How many were not public after each day on which that changed, unless it was told already."""
    if await entries.last_count():
        return
    grounds: dict[int, str] = {}
    for day, of_day in groupby(await not_public.history(), key=lambda one: one.day):
        before = dict(grounds)
        for one in of_day:
            grounds.pop(one.id, None)
            if one.ground is not None:
                grounds[one.id] = one.ground
        if Counter(before.values()) != Counter(grounds.values()):
            at = datetime.combine(day, time(12), zone).astimezone(UTC)
            await append_count(in_order(Counter(grounds.values())), at, day)


async def keep_withheld(office: Office) -> None:
    """Tell of agreements that are not public any more what a day brought about: that data should be gone by now.

    Inside the caller's transaction. Of others the day follows from the record; here it would tell when they end.
    """
    await append_lock("audit")
    before = await entries.head()
    for entry in (await entries.last_of(await entries.ever_withdrawn())).values():
        if from_json(entry.record).withheld:
            record = await agreements.load(entry.reference)
            await keep_one(office, record.id, record.agreement, entry)
    await _note_moved(office, before)


async def _note_moved(office: Office, before: MemoryHead) -> int:
    """The event of what was told without a step; returns how many entries that were."""
    after = await entries.head()
    if after != before:
        await note(office, REGISTER, ACTION, "register", {MADE: {"seq": after.seq, "hash": after.hash}})
    return after.seq - before.seq


async def _steps(zone: ZoneInfo) -> AsyncIterator[tuple[_Life, datetime]]:
    """Each step that residents saw, with its agreement; first those of agreements whose history does not tell."""
    lives = await _lives()
    for life in [one for one in lives.values() if not one.steps]:
        versions = await version_rows.versions(life.id)
        life.steps = len(versions)
        for version in versions:
            life.approved += 1
            yield life, datetime.combine(version.approved_on, time(12), zone).astimezone(UTC)
    async for reference, at, is_approval in _visible():
        if reference in lives:
            lives[reference].approved += is_approval
            yield lives[reference], at


async def _visible() -> AsyncIterator[tuple[str, datetime, bool]]:
    last = 0
    while found := await publicity.visible_events(last, _PAGE):
        for _, reference, at, is_approval in found:
            yield reference, at, is_approval
        last = found[-1][0]


async def _lives() -> dict[str, _Life]:
    """Every agreement that was public once and has no entry yet."""
    steps: Counter[str] = Counter()
    async for reference, _, _ in _visible():
        steps[reference] += 1
    lives: dict[str, _Life] = {}
    last = 0
    while ids := await mending.agreements_after(last, _PAGE):
        for id, reference in await entries.untold(ids):
            lives[reference] = _Life(id, steps[reference])
        last = ids[-1]
    return lives


async def _write(office: Office, life: _Life, at: datetime, zone: ZoneInfo) -> None:
    life.seen += 1
    day = at.astimezone(zone).date()
    is_last = life.seen == life.steps
    agreement = (await agreements.load_ids([life.id]))[life.id].agreement
    if not is_last:
        agreement = as_known_on(replace(agreement, in_force=await _version(life)), day)
    document = await document_of(life.id, agreement, life.told, office.today if is_last else day)
    if document is None:
        return
    life.change = max(life.change + 1, life.seen)
    head = await entries.head()
    entry = Entry(
        seq=head.seq + 1,
        reference=agreement.reference,
        change=life.change,
        kind=kind_of(life.told, document),
        known_at=at,
        known_on=day,
        record=to_json(document),
    )
    await append(head, entry)
    life.told = Before.of(document)


async def _version(life: _Life) -> Version | None:
    """The one that was in force after so many approvals."""
    versions = await version_rows.versions(life.id)
    return versions[life.approved - 1] if life.approved else None
