"""How often each value of a filter stands in the agreements of a selection."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from agreements.domain.filters import Filter
from agreements.storage.public_memory.index import Found
from agreements.web.seeing.seen import running_in


@dataclass(frozen=True, slots=True)
class Count:
    """A value: in how many agreements it stands, how many of these run, and the entry of one of them."""

    name: str
    running: int
    all: int
    example: int


async def counts_of(found: Found, row: Filter, but: str = "") -> list[Count]:
    """Most running ones first, then by name. `but` is left out: that is in all of them.

    There may be as many values as agreements, so it is done beside the event loop. The sets may grow meanwhile, by
    entries that are not chosen.
    """
    sets = [(name, those) for name, those in found.view.holding(row).items() if name != but]
    return await asyncio.to_thread(_counted, sets, found.chosen, found.chosen & running_in(found))


def _counted(sets: Sequence[tuple[str, BitMap]], chosen: BitMap, running: BitMap) -> list[Count]:
    found = []
    for name, those in sets:
        among = those & chosen
        if among:
            now = among & running
            found.append(Count(name, len(now), len(among), max(now or among)))
    return sorted(found, key=lambda one: (-one.running, -one.all, one.name.casefold(), one.name))
