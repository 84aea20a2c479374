"""Make the projection of the public memory anew from its ledger: what lists read can always be thrown away."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from agreements.domain.memory import ChainedEntry, EntryKind
from agreements.domain.projection import MadeWith, Place
from agreements.publication.pieces import edition, row_of
from agreements.publication.projection import shape
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory import entries, rows

TOGETHER: Final = 100
"""So many entries are written with one statement for each table."""


async def rebuild(engine: Engine | None = None) -> int:
    """Throw it away and make it anew, in one transaction; returns the number of entries. Nobody reads half of it."""
    async with unit_of_work(engine):
        await append_lock("audit")
        return await _rebuild(replace(await rows.made_with(), shape=shape(), edition=edition()))


async def rebuild_when_changed(place: Place, engine: Engine | None = None) -> int:
    """The same when another release made what is there, or when the register was at another place."""
    async with unit_of_work(engine):
        return await rebuild_in_turn(place)


async def rebuild_in_turn(place: Place | None = None) -> int:
    """The same inside a transaction. Without a place it stays where it was."""
    known = await rows.made_with()
    now = MadeWith(shape(), edition(), place or known.place)
    if known == now:
        return 0
    await append_lock("audit")
    return await _rebuild(now)


async def _rebuild(now: MadeWith) -> int:
    await rows.clear()
    made, waiting = 0, list[ChainedEntry]()
    async for entry in entries.all_entries():
        if entry.kind is EntryKind.COUNTED:
            continue
        waiting.append(entry)
        if len(waiting) == TOGETHER:
            made, waiting = made + await _write(waiting, now.place), []
    made += await _write(waiting, now.place)
    await rows.note_made(now)
    return made


async def _write(some: list[ChainedEntry], place: Place | None) -> int:
    if some:
        await rows.write([row_of(entry, place) for entry in some])
    return len(some)
