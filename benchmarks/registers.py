"""A register of so many agreements in a SQLite file, made once and kept for the next run.

    python -m benchmarks.registers 1000 10000 100000

The entries of its public memory are written in bulk, chained as the register chains them, with what lists and files
read of them. Of the private tables it has only what a started server needs.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from agreements.clock import read_clock
from agreements.domain import memory
from agreements.domain.memory import ChainedEntry, Entry, EntryKind
from agreements.opening import migrate_only, open_register
from agreements.publication.pieces import edition
from agreements.settings import Settings
from benchmarks import neutral
from benchmarks.crowd import Copy, crowd
from benchmarks.derived import Derived, at_noon, each, insert
from tests.people import HENK, PETRA

ROOT: Final = Path(__file__).parents[1]
KEPT: Final = ROOT / "build" / "bench"
SECRET: Final = "a-secret-that-is-long-enough-for-benchmarks"
BASE_URL: Final = "http://127.0.0.1:8000"
"""The same whatever port it is served on: what follows from the ledger is made anew for another address."""
REGISTER: Final = "register.sqlite"
NEUTRAL: Final = "neutral.sqlite"
ZONE: Final = ZoneInfo("Europe/Amsterdam")
_MADE_BY: Final = (
    *("benchmarks/crowd.py", "benchmarks/derived.py", "benchmarks/derived_pieces.py", "benchmarks/derived_words.py"),
    *("benchmarks/registers.py", "benchmarks/neutral.py", "tests/people.py", "tests/whole_agreements.py"),
    *("agreements/publication", "agreements/storage/migrations", "agreements/storage/public_memory"),
    "agreements/searching",
)
_IN_BULK: Final = ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{1024 * 1024}")
"""Nobody reads it before it is whole, and who ends half-way makes it from nothing. With a gibibyte of pages in memory
indexes grow without being read from the disk again."""
_ENTRY: Final = ("seq", "reference", "change", "kind", "known_at", "known_on", "record", "sha256", "previous", "hash")
_AGREEMENT: Final = (
    *("id", "reference", "registered_on", "revision", "version", "facts", "terminated_on", "closed_on"),
    "updated_at",
)
_VERSION: Final = (
    *("agreement_id", "number", "status", "content", "title", "kind", "theme", "department", "is_public"),
    *("is_transitional", "registered_on", "starts_on", "ends_on", "search_text", "submitted_by", "approved_by"),
    "approved_on",
)
_PARTY: Final = ("agreement_id", "number", "position", "name", "kind")
_SUSPENSION: Final = ("agreement_id", "from_on", "until_on")


def register(count: int) -> Path:
    """The folder of a register of so many agreements; the register itself, and the same
    agreements in a plain file for its peers."""
    anchor = read_clock(ZONE).today.replace(day=1)
    folder = KEPT / f"{count}-{anchor}-{fingerprint()}"
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NEUTRAL).unlink(missing_ok=True)
        asyncio.run(make(folder / REGISTER, count, anchor))
        neutral.write(folder / NEUTRAL, list(crowd(count, anchor)), read_clock(ZONE).today)
        (folder / "made").touch()
    return folder


def fingerprint() -> str:
    """Of the code that makes a register, of its schema, and of what makes pieces of files: those of another edition
    would not be read."""
    digest = hashlib.sha256(edition().encode())
    for name in _MADE_BY:
        place = ROOT / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


async def make(path: Path, count: int, anchor: date) -> None:
    """Make it, from nothing."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    given = {"database_url": f"sqlite:///{path}", "secret_key": SECRET, "base_url": BASE_URL}
    settings = Settings.model_validate(given)
    await migrate_only(settings)
    copies, derived = list(crowd(count, anchor)), Derived(settings.place)
    with closing(sqlite3.connect(path)) as database:
        for pragma in _IN_BULK:
            database.execute(f"PRAGMA {pragma}")
        with database:
            insert(database, "public_entry", _ENTRY, each(_told(copies, derived)))
            derived.write(database)
            for table, (columns, rows_of) in _PRIVATE.items():
                rows = (row for id, one in enumerate(copies, 1) for row in rows_of(id, one))
                insert(database, table, columns, each(rows))
        database.execute("PRAGMA journal_mode = WAL")
    async with open_register(settings):
        pass  # what a first start writes of its own is in it
    with closing(sqlite3.connect(path)) as database:
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _told(copies: Sequence[Copy], derived: Derived) -> Iterator[tuple[object, ...]]:
    by_name = {copy.reference: copy for copy in copies}
    for entry in entries(copies):
        derived.add(entry, by_name[entry.reference])
        yield tuple(getattr(entry, name) for name in _ENTRY)


def entries(copies: Sequence[Copy]) -> Iterator[ChainedEntry]:
    """The ledger, in the order of its days."""
    told = sorted(
        (step.known_on, at, change) for at, copy in enumerate(copies) for change, step in enumerate(copy.steps, 1)
    )
    previous = memory.GENESIS
    for seq, (day, at, change) in enumerate(told, start=1):
        entry = Entry(
            seq=seq,
            reference=copies[at].reference,
            change=change,
            kind=EntryKind.CHANGED if change > 1 else EntryKind.PUBLISHED,
            known_at=at_noon(day),
            known_on=day,
            record=copies[at].renamed(copies[at].steps[change - 1].record),
        )
        chained = memory.chain(entry, previous)
        previous = chained.hash
        yield chained


def _agreements(id: int, copy: Copy) -> Iterator[tuple[object, ...]]:
    one = copy.like.agreement
    ended_on = one.termination.ends_on if one.termination else None
    told = at_noon(copy.steps[-1].known_on)
    yield id, copy.reference, one.registered_on, 1, 1, "{}", ended_on, one.closed_on, told


def _versions(id: int, copy: Copy) -> Iterator[tuple[object, ...]]:
    columns = dict(copy.like.columns) | {"title": copy.title, "content": json.dumps({"title": copy.title})}
    columns["search_text"] = copy.folded(str(columns["search_text"]))
    approved_on = copy.like.steps[0].known_on
    about = {"agreement_id": id, "number": 1, "status": "approved", "registered_on": copy.like.agreement.registered_on}
    by = {"submitted_by": PETRA.id, "approved_by": HENK.id, "approved_on": approved_on}
    values = columns | about | by
    yield tuple(values[name] for name in _VERSION)


def _parties(id: int, copy: Copy) -> Iterator[tuple[object, ...]]:
    for position, party in enumerate(copy.like.agreement.content.parties):
        yield id, 1, position, party.name, party.kind


def _suspensions(id: int, copy: Copy) -> Iterator[tuple[object, ...]]:
    for rest in copy.like.agreement.suspensions:
        yield id, rest.from_on, None


_PRIVATE: Final = {
    "agreement": (_AGREEMENT, _agreements),
    "agreement_version": (_VERSION, _versions),
    "agreement_party": (_PARTY, _parties),
    "suspension": (_SUSPENSION, _suspensions),
}


def main() -> None:
    """Make registers of these sizes, and say how long it took."""
    for word in sys.argv[1:]:
        started = time.perf_counter()
        folder = register(int(word))
        sys.stdout.write(f"{int(word):,} agreements: {folder.name}, {time.perf_counter() - started:.0f} s\n")


if __name__ == "__main__":
    main()
