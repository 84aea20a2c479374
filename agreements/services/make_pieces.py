"""Make what files hold of entries of the public memory, beside the service: some at a time, and on from where it came.

No step waits for it: a reader for whom there is no piece yet makes what it needs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from agreements.domain.memory import ChainedEntry
from agreements.domain.projection import MadeBy, Piece, Place
from agreements.publication.pieces import made_by, pieces_of
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory import entries, pieces

TOGETHER: Final = 100
"""Of so many entries pieces are written in one transaction; they are made before it, so that others who want to write
wait some hundredths of a second."""
IN_ONE_RUN: Final = 2_000
"""Of so many at most before the caller hears of it: then a service that stops need not wait long."""


async def take_over(place: Place, engine: Engine | None = None) -> None:
    """From now on pieces are made by this program, for the register at this place; those of another are thrown away.

    To be asked once by each process that makes them, before its first. So two of two editions, or with two addresses,
    throw nothing of each other away while they run: the one that started first makes no more.
    """
    by = made_by(place)
    async with unit_of_work(engine):
        await append_lock("audit")
        if (await pieces.progress()).by != by:
            await pieces.begin(by)


async def make_pieces(place: Place) -> int:
    """Make those that are missing, of some entries; returns of how many. None when another program makes them, or
    another process of this one is at it."""
    by, done = made_by(place), 0
    while done < IN_ONE_RUN and (taken := await _make_some(by)):
        done += len(taken.to_make)
    return done


async def make_all_pieces(place: Place) -> int:
    """The same of all entries."""
    done = 0
    while some := await make_pieces(place):
        done += some
    return done


async def _make_some(by: MadeBy) -> pieces.Next | None:
    before = await pieces.progress()
    taken = await pieces.next_after(before.upto, TOGETHER) if before.by == by else None
    if taken is None:
        return None
    made = await asyncio.to_thread(_made, await entries.by_number(taken.to_make), by.place)
    async with unit_of_work():
        await append_lock("audit")
        if await pieces.progress() != before:
            return None
        await pieces.write(made, taken)
    return taken


def _made(some: Sequence[ChainedEntry], place: Place) -> dict[int, Sequence[Piece]]:
    made = dict[int, Sequence[Piece]]()
    for entry in some:
        time.sleep(0)  # lets go of the interpreter, so that who waits for it waits for one of these at most
        made[entry.seq] = pieces_of(entry, place)
    return made
