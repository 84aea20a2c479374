"""The registers that `make bench` measures are what the register itself would have made of their ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from agreements.domain.memory import MemoryReader
from agreements.domain.projection import Place
from agreements.publication.pieces import pieces_of
from agreements.services.make_pieces import make_all_pieces
from agreements.services.rebuild import rebuild
from agreements.storage.database.engine import bound, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.storage.public_memory import entries, pieces
from agreements.storage.public_memory.tables import WORDS_INDEX
from benchmarks.crowd import Copy, crowd
from benchmarks.derived_pieces import Pieces
from benchmarks.registers import entries as ledger_of
from benchmarks.registers import make

COUNT = 50
ANCHOR = date(2026, 11, 1)
DERIVED = (
    *("public_row", "public_mark", "public_span", "public_awaited", "public_words", "public_spelling"),
    *("public_piece", "public_shape"),
)


def told(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        return {table: sorted(database.execute(f"SELECT * FROM {table}"), key=repr) for table in DERIVED}


async def test_a_crowd_has_the_ledger_and_the_projection_that_the_register_makes_itself(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    await make(path, COUNT, ANCHOR)
    made = told(path)
    engine, reader = engine_from_url(f"sqlite:///{path}"), MemoryReader()

    with bound(engine):
        async with opened(engine):
            async for entry in entries.all_entries():
                reader.read(entry)
            by = (await pieces.progress()).by
            await rebuild()
            assert by is not None
            await make_all_pieces(by.place)

    assert reader.seq > COUNT
    assert told(path) == made
    assert all(made[table] for table in DERIVED if table != "public_awaited")
    assert len({row[1] for row in made["public_row"]}) == COUNT


async def test_the_words_of_a_crowd_are_indexed_in_a_register_like_any_other(tmp_path: Path) -> None:
    bench, other = tmp_path / "bench.sqlite", tmp_path / "other.sqlite"
    await make(bench, 2, ANCHOR)
    await migrate(engine_from_url(f"sqlite:///{other}"))

    assert schema(bench) == schema(other)
    with closing(sqlite3.connect(bench)) as database:
        database.execute(f"INSERT INTO {WORDS_INDEX} ({WORDS_INDEX}, rank) VALUES ('integrity-check', 1)")


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        made_later = "name LIKE 'sqlite_stat%'"
        return sorted(database.execute(f"SELECT name, sql FROM sqlite_master WHERE sql <> '' AND NOT {made_later}"))


def long_named(copy: Copy) -> Copy:
    """Its lines in a calendar break in other places than those of what it is like."""
    return replace(copy, reference=f"{copy.reference}99", title=f"{copy.title} én vérder tot over de régel heen")


def test_pieces_of_one_with_a_longer_name_are_those_that_the_register_makes_of_it() -> None:
    copies = {copy.reference: copy for copy in map(long_named, crowd(COUNT, ANCHOR))}
    place = Place("https://afspraken.voorbeeld.nl", "Europe/Amsterdam")
    last = {entry.reference: entry for entry in ledger_of(list(copies.values()))}
    pieces = Pieces(place)

    made = {reference: sorted(pieces.of(entry, copies[reference])) for reference, entry in last.items()}

    assert made == {reference: pieces_of(entry, place) for reference, entry in last.items()}
