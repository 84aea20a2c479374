"""Up to where the public register goes: seen at once by everybody who asks, whoever wrote, and never an older one."""

from __future__ import annotations

import asyncio
import contextvars
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from agreements.storage.database.engine import Engine, bound, engine_from_url, opened
from agreements.storage.database.register_engine import Answer, RegisterEngine
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.database.sqlite_watch import SQLiteWatch
from agreements.storage.database.together import Together
from agreements.storage.database.transaction import snapshot, unit_of_work
from agreements.storage.public_memory.entries import head
from agreements.storage.public_memory.state import state
from agreements.storage.trail import audit
from tests.office import drafted, in_force, office_on
from tests.people import TODAY

LAST = "SELECT max(id) FROM note"


async def test_it_goes_up_to_the_last_entry_and_the_last_published_head(staffed: Engine) -> None:
    empty = await state()
    await in_force()
    async with unit_of_work():
        await audit.publish_head(TODAY, office_on(TODAY).now)
    now, last = await state(), await head()

    assert (empty.seq, empty.published) == (0, None)
    assert (now.seq, now.hash) == (last.seq, last.hash)
    assert now.published is not None
    assert now.published.day == str(TODAY)


async def test_it_is_one_and_the_same_until_somebody_writes(staffed: Engine) -> None:
    await in_force()
    before = await state()

    assert await state() == before
    await in_force(title="Nog een")
    assert (await state()).seq == before.seq + 1


async def test_what_another_node_wrote_is_seen_at_once(database_url: str, everyone_hired: None) -> None:
    here, there = engine_from_url(database_url), engine_from_url(database_url)
    async with opened(here), opened(there):
        for number in range(1, 4):
            with bound(here):
                await in_force(title=f"Afspraak {number}")
            with bound(there):
                assert (await state()).seq == number


async def test_inside_a_transaction_it_is_what_that_sees(staffed: Engine) -> None:
    outside = contextvars.copy_context()
    async with snapshot():
        before = await state()
        await asyncio.create_task(in_force(), context=outside)

        assert await state() == before
    assert (await state()).seq == before.seq + 1


async def test_on_sqlite_it_costs_no_visit_to_a_thread(
    sqlite_database: str, everyone_hired: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(self: RegisterEngine, sql: str, args: object = ()) -> Answer:
        raise AssertionError(sql)

    async with opened(engine_from_url(sqlite_database)) as engine:
        with bound(engine):
            await in_force()
            monkeypatch.setattr(RegisterEngine, "run", refuse)

            assert (await state()).seq == 1


async def test_while_another_process_keeps_the_file_locked_it_is_asked_the_ordinary_way(sqlite_database: str) -> None:
    engine = PooledSQLiteEngine(Path(sqlite_database.removeprefix("sqlite:///")), patience_seconds=30)
    async with opened(engine):
        with bound(engine):
            before = await state()
            engine._watch.close()

            assert engine.glance(LAST) is None
            assert await state() == before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one table, without a `-wal`."""
    path = tmp_path / "notes.sqlite"
    write(path, "CREATE TABLE note (id INTEGER PRIMARY KEY)")
    write(path, "INSERT INTO note VALUES (1)")
    return path


def write(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(sql)
        raw.commit()


@contextmanager
def watched(path: Path) -> Iterator[SQLiteWatch]:
    watch = SQLiteWatch(path)
    watch.open()
    try:
        yield watch
    finally:
        watch.close()


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_watch_gives_the_same_row_until_anybody_writes(path: Path, journal: str) -> None:
    write(path, f"PRAGMA journal_mode={journal}")
    with watched(path) as watch, closing(sqlite3.connect(path)) as other:
        first = watch.first(LAST)
        assert (first, watch.first(LAST) is first) == ((1,), True)
        other.execute("INSERT INTO note VALUES (2)")
        assert watch.first(LAST) is first
        other.commit()
        assert watch.first(LAST) == (2,)


def test_a_watch_never_waits_for_who_locks_the_file(path: Path) -> None:
    with watched(path) as watch, closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert watch.first(LAST) == (1,)
        other.execute("BEGIN EXCLUSIVE")
        other.execute("INSERT INTO note VALUES (2)")
        assert watch.first(LAST) is None
        other.execute("COMMIT")
        assert watch.first(LAST) == (2,)


def test_a_watch_sees_the_file_that_it_opened_also_when_another_takes_its_place(path: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(path, tmp_path / "restored.sqlite"))
    with watched(path) as watch:
        assert watch.first(LAST) == (1,)
        write(other, "INSERT INTO note VALUES (9)")
        os.replace(other, path)

        assert watch.first(LAST) == (1,)
        watch.close()
        watch.open()
        assert watch.first(LAST) == (9,)


def test_what_a_watch_cannot_read_is_for_who_asks_the_ordinary_way(path: Path) -> None:
    with watched(path) as watch:
        assert watch.first("SELECT 1 FROM gone") is None
        assert watch.first("SELECT id FROM note WHERE id > 1") is None
        watch.close()
        assert watch.first(LAST) is None


async def test_who_asks_while_a_question_is_under_way_gets_the_answer_to_the_next_one() -> None:
    asked, begun, go = 0, asyncio.Event(), asyncio.Event()

    async def ask() -> int:
        nonlocal asked
        asked += 1
        mine = asked
        begun.set()
        await go.wait()
        return mine

    together = Together(ask)
    first = asyncio.create_task(together.answer())
    await begun.wait()
    later = [asyncio.create_task(together.answer()) for _ in range(5)]
    await asyncio.sleep(0)
    first.cancel()
    later[0].cancel()
    go.set()

    assert await asyncio.gather(*later[1:]) == [2, 2, 2, 2]
    assert asked == 2


async def test_a_question_that_fails_fails_for_all_who_asked_and_is_asked_anew() -> None:
    refusals = [OSError("gone")]

    async def ask() -> int:
        if refusals:
            raise refusals.pop()
        return 7

    together = Together(ask)
    failed = await asyncio.gather(together.answer(), together.answer(), return_exceptions=True)

    assert [str(one) for one in failed] == ["gone", "gone"]
    assert await together.answer() == 7


async def test_work_that_is_not_public_moves_the_ledger_no_further(staffed: Engine) -> None:
    await in_force()
    before = await state()
    await drafted()

    assert (await state()).hash == before.hash
