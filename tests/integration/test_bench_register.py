"""The registers that `make bench` measures are what the register itself would have made of their ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from agreements.domain.memory import MemoryReader
from agreements.services.make_pieces import make_all_pieces
from agreements.services.rebuild import rebuild
from agreements.storage.database.engine import bound, engine_from_url, opened
from agreements.storage.public_memory import entries, pieces
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
