"""Make the projection of the public memory anew from its ledger: what lists read can always be thrown away."""

from __future__ import annotations

from typing import Final

from agreements.domain.memory import ChainedEntry, EntryKind
from agreements.publication.projection import public_row, shape
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory import entries, pieces, rows, words

TOGETHER: Final = 100
"""So many entries are written with one statement for each table."""


async def rebuild(engine: Engine | None = None) -> int:
    """Throw it away and make it anew, in one transaction; returns the number of entries. Nobody reads half of it.

    What files hold of entries goes along, and is made again afterwards (`services.make_pieces`).
    """
    async with unit_of_work(engine):
        await append_lock("audit")
        return await _rebuild()


async def rebuild_when_changed(engine: Engine | None = None) -> int:
    """The same when another release made what is there in another way."""
    async with unit_of_work(engine):
        return await rebuild_in_turn()


async def rebuild_in_turn() -> int:
    """The same inside a transaction."""
    if await rows.shape() == shape():
        return 0
    await append_lock("audit")
    return await _rebuild()


async def _rebuild() -> int:
    await pieces.forget()
    await rows.clear()
    made, waiting, spelled = 0, list[ChainedEntry](), dict[str, str]()
    async for entry in entries.all_entries():
        if entry.kind is EntryKind.COUNTED:
            continue
        waiting.append(entry)
        if len(waiting) == TOGETHER:
            made, waiting = made + await _write(waiting, spelled), []
    made += await _write(waiting, spelled)
    await words.learn(spelled)
    await rows.note_shape(shape())
    return made


async def _write(some: list[ChainedEntry], spelled: dict[str, str]) -> int:
    """Adds to `spelled` the words that no entry had before, each as it is written there."""
    made = [public_row(entry) for entry in some]
    if made:
        await rows.write(made)
    for row in made:
        spelled |= {word: written for word, written in row.spellings.items() if word not in spelled}
    return len(made)
