"""Lists of the public register beside a plain recount of its ledger, while people write in between.

A reader gets the register as it was at one entry, and that one is not older than what was written before the reader
asked. What it holds, in which order, and how many there are of what, is told once more in `tests.recounted`.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from agreements.domain.filters import public_filters
from agreements.domain.period import Period
from agreements.domain.projection import Late
from agreements.domain.selection import RuleFilter, Selection, Sorting, StatusFilter, Value
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.storage.database.engine import Engine, bound, engine_from_url, opened
from agreements.storage.public_memory import entries, lists, rows
from agreements.storage.public_memory.marked import page_by_day
from tests import people
from tests.public_years import JUMPS, PublicYears
from tests.recounted import Recount

SEED = 1
DAYS = 10
READS = 14
"""So many of each reader on a day, while somebody writes."""
AROUND = timedelta(days=400)
"""So far on both sides is looked for what is still to be decided."""
SMALL = {"_VIEWS": 3, "_BEHIND": 4, "_FEW": 3}
"""So that all ways are taken: views that make place, readers that are far behind, orders of all."""
PICKED: dict[str, tuple[Value, ...]] = {
    "statuses": (*StatusFilter,),
    "departments": ("Wonen", "Zorg", "Elders"),
    "partners": (people.CORPORATION, people.ENERGY_COMPANY),
    "partner_kinds": (PartyKind.MUNICIPALITY, PartyKind.ENERGY, PartyKind.POLICE),
    "themes": ("Schulden", "Zorg"),
    "kinds": (AgreementKind.COVENANT, AgreementKind.PROTOCOL),
    "data": (people.ARREARS.name, people.ADDRESS.name),
    "data_subjects": ("Huurders met een huurschuld",),
    "laws": ("Wet gemeentelijke schuldhulpverlening",),
    "streams": ("woningcorporatie-naar-gemeente", "gemeente-naar-politie"),
    "late": (*Late,),
    "rule": (*RuleFilter,),
}


@dataclass
class Reader:
    """Somebody who asks about any day, in any order."""

    engine: Engine
    walk: PublicYears
    chosen: random.Random
    problems: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    async def read(self, written: Callable[[], int]) -> None:
        """Ask, and compare. `written` is the last entry that somebody knows was written."""
        selection, least = self._question(), written()
        with bound(self.engine):
            found = await lists.find(selection)
            limit, offset = self.chosen.choice([(3, 0), (2, 5), (100, 0), (4, max(0, found.count - 4))])
            numbers = await lists.page(found, selection, limit=limit, offset=offset)
            references = [reference for reference, _ in await rows.changed(numbers)]
            period = Period(selection.on_day - AROUND, selection.on_day + AROUND)
            days = await page_by_day(found.chosen - found.view.over, "decide_by", period, limit=1000)
            ledger = [entry async for entry in entries.all_entries()]
        upto = found.view.head.seq
        self.seen.add(upto)
        if upto < least:
            self.problems.append(f"reads {upto}, though {least} was written before")
        right = Recount([entry for entry in ledger if entry.seq <= upto], selection)
        told: dict[str, object] = {
            "references": references,
            "count": found.count,
            "counts": {row.name: found.counts(row) for row in public_filters() if row.is_list},
            "withheld": len(found.view.beside.withheld),
            "plans": (found.view.beside.plans.open_count, found.view.beside.plans.over_count),
            "late": {kind: late.count for kind, late in found.view.beside.late.items()},
            "to decide": [one.day for one in days],
        }
        wanted: dict[str, object] = {
            "references": right.references[offset : offset + limit],
            "count": len(right.references),
            "counts": {row.name: right.counts(row) for row in public_filters() if row.is_list},
            "withheld": right.withheld,
            "plans": right.plans,
            "late": right.late,
            "to decide": right.to_decide(period),
        }
        self._compare(told, wanted, f"of {selection} at {upto}")

    def _compare(self, told: dict[str, object], wanted: dict[str, object], where: str) -> None:
        self.problems += [
            f"{name} {where}: {told[name]}, should be {wanted[name]}" for name in wanted if told[name] != wanted[name]
        ]

    def _question(self) -> Selection:
        today = self.walk.day
        days = [0, 0, 0, 400, 700, 700, -1, -14, -14, -200]
        on_day = today + timedelta(days=self.chosen.choice(days))
        picked = {}
        for name in self.chosen.sample(sorted(PICKED), self.chosen.choice([0, 0, 1, 2])):
            picked[name] = tuple(self.chosen.sample(PICKED[name], min(len(PICKED[name]), self.chosen.choice([1, 2]))))
        if self.chosen.random() < 0.2:
            picked[self.chosen.choice(["ends_from", "ends_until", "decide_from", "decide_until"])] = (
                on_day + timedelta(days=self.chosen.choice(days)),
            )
        return Selection(
            on_day=on_day,
            is_past=on_day < today,
            picked=picked,
            sorting=self.chosen.choice([Sorting.RUNNING, Sorting.RUNNING, *Sorting]),
            is_descending=self.chosen.random() < 0.5,
        )


async def test_lists_hold_the_truth_of_an_entry_that_is_not_older_than_what_was_written_before(
    staffed: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SMALL.items():
        monkeypatch.setattr(lists, name, value)
    walk, written = PublicYears(random.Random(SEED)), 0

    def last_written() -> int:
        return written

    async def write() -> None:
        nonlocal written
        async for _ in walk.live():
            written = (await entries.head()).seq

    async with opened(engine_from_url(database_url)) as other:
        readers = [Reader(one, walk, random.Random(SEED + place)) for place, one in enumerate((staffed, other))]

        async def reads(reader: Reader) -> None:
            for _ in range(READS):
                await reader.read(last_written)
                await asyncio.sleep(0)

        for _ in range(DAYS):
            walk.put_clock_right()
            await asyncio.gather(write(), *(reads(reader) for reader in readers))
            walk.day += timedelta(days=walk.chosen.choice(JUMPS))
    assert [problem for reader in readers for problem in reader.problems] == []
    assert all(len(reader.seen) > DAYS for reader in readers)
