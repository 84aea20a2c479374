"""What is particular to SQLite: locks between connections, what is on disk, the file itself, threads and exit."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from agreements.storage.database import sqlite_connection
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.errors import Busy, StorageUnavailable
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.database.transaction import execute, fetch, unit_of_work

SHORT = 0.02


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one empty table."""
    path = tmp_path / "links.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE link (id INTEGER PRIMARY KEY, previous INTEGER NOT NULL) STRICT")
        raw.commit()
    return path


def ids_on_disk(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT id FROM link ORDER BY id")]


@contextmanager
def held(path: Path, statement: str) -> Iterator[None]:
    """Another process's open transaction, as far as SQLite's locks go."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        raw.execute(statement).fetchall()
        yield


async def add(number: int) -> None:
    async with unit_of_work():
        await execute("INSERT INTO link VALUES (:id, 0)", {"id": number})


async def test_every_acknowledged_commit_is_in_the_file_and_synced(path: Path) -> None:
    async with opened(engine_from_url(f"sqlite:///{path}")) as engine:
        bind(engine)
        async with unit_of_work():
            settings = [
                (await fetch(f"PRAGMA {name}", {}))[0]
                for name in (
                    "synchronous",
                    "foreign_keys",
                    "secure_delete",
                    "journal_mode",
                    "busy_timeout",
                    "temp_store",
                )
            ]
        assert [value for row in settings for value in row.values()] == [2, 1, 1, "wal", 30000, 2]
        for number in range(1, 6):
            await add(number)
            assert ids_on_disk(path) == list(range(1, number + 1))


async def test_readers_cannot_write(path: Path) -> None:
    engine = PooledSQLiteEngine(path)
    async with opened(engine), engine._reader() as reader:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await reader.run("INSERT INTO link VALUES (1, 0)", ())


async def test_readers_are_not_held_up_by_a_writer(path: Path) -> None:
    async with opened(engine_from_url(f"sqlite:///{path}")) as engine:
        bind(engine)
        with held(path, "INSERT INTO link VALUES (9, 0)"):
            rows = await asyncio.gather(*(fetch("SELECT count(*) AS n FROM link", {}) for _ in range(20)))
        assert rows == [[{"n": 0}]] * 20


async def test_a_commit_refused_by_a_reader_is_not_acknowledged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_connection, "journal_mode", lambda: "DELETE")
    async with opened(PooledSQLiteEngine(path, patience_seconds=SHORT)) as engine:
        bind(engine)
        await add(1)
        with held(path, "SELECT * FROM link"):
            for number in (2, 3):
                with pytest.raises(Busy):
                    await add(number)
        await add(4)
        assert await fetch("SELECT id FROM link", {}) == [{"id": 1}, {"id": 4}]
        assert ids_on_disk(path) == [1, 4]


async def test_a_turn_that_does_not_come_is_busy(path: Path) -> None:
    async with opened(PooledSQLiteEngine(path, patience_seconds=SHORT)) as engine:
        bind(engine)
        turns = [asyncio.create_task(_hold_for_ever()) for _ in range(2)]
        done, _ = await asyncio.wait(turns, return_when=asyncio.FIRST_COMPLETED)
        assert isinstance(done.pop().exception(), Busy)
        for task in turns:
            task.cancel()
        await asyncio.gather(*turns, return_exceptions=True)
        await add(1)
    assert ids_on_disk(path) == [1]


async def _hold_for_ever() -> None:
    async with unit_of_work():
        await asyncio.Event().wait()


async def test_a_full_disk_refuses_the_write_and_recovers(path: Path) -> None:
    async with opened(engine_from_url(f"sqlite:///{path}")) as engine:
        bind(engine)
        async with unit_of_work():
            await fetch("PRAGMA max_page_count=4", {})

        async def fill() -> None:
            async with unit_of_work():
                for number in range(10_000):
                    await execute("INSERT INTO link VALUES (:id, 0)", {"id": number})

        with pytest.raises(StorageUnavailable, match="full"):
            await fill()
        assert ids_on_disk(path) == []
        async with unit_of_work():
            await fetch("PRAGMA max_page_count=1000000", {})
        await add(1)
    assert ids_on_disk(path) == [1]


class Reluctant:
    """A connection that is refused the journal twice: what two processes that open a new file see now and then."""

    def __init__(self) -> None:
        self.attempts = 0

    def execute(self, statement: str) -> Reluctant:
        self.attempts += 1
        if self.attempts < 3:
            raise sqlite3.OperationalError("database is locked")
        return self

    def close(self) -> None:
        """Stand in for the cursor too."""


def test_a_refused_change_of_journal_is_tried_again() -> None:
    raw = Reluctant()
    sqlite_connection._set_journal(raw, 30)  # type: ignore[arg-type]
    assert raw.attempts == 3


async def test_a_file_that_another_process_keeps_locked_is_busy(path: Path) -> None:
    with held(path, "SELECT * FROM link"), pytest.raises(Busy):
        async with opened(PooledSQLiteEngine(path, patience_seconds=SHORT)):
            pass


async def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StorageUnavailable, match="not a database"):
        async with opened(engine_from_url(f"sqlite:///{path}")):
            pass


async def test_the_file_is_for_owner_and_group_only(tmp_path: Path, path: Path) -> None:
    new = tmp_path / "var" / "lib" / "register.sqlite"
    os.chmod(path, 0o644)
    for file in (new, path):
        async with opened(engine_from_url(f"sqlite:///{file}")) as engine:
            await engine.run("CREATE TABLE extra (id INTEGER)")
            modes = [stat.S_IMODE(part.stat().st_mode) for part in file.parent.glob(f"{file.name}*")]
            assert len(modes) == 3, "the database, its WAL and its shared memory"
            assert not [mode for mode in modes if mode & stat.S_IRWXO]
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE(new.parent.stat().st_mode) & stat.S_IRWXO == 0


async def test_a_relative_address_stays_where_it_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = engine_from_url("sqlite:///var/a%20b.sqlite")
    monkeypatch.chdir("/")
    async with opened(engine):
        pass
    assert (tmp_path / "var" / "a b.sqlite").exists()


BUSY = """
import asyncio, os, sys, threading
from pathlib import Path
from agreements.storage.database.engine import bind, opened
from agreements.storage.database.errors import Busy
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.database.transaction import unit_of_work
import sqlite3  # after agreements.storage, which chooses it

async def main(path):
    refused = 0
    holder = sqlite3.connect(path, isolation_level=None)
    async with opened(PooledSQLiteEngine(path, patience_seconds=0.01)) as engine:
        bind(engine)
        async with unit_of_work():
            pass
        holder.execute("BEGIN IMMEDIATE")
        before = threading.active_count(), len(os.listdir("/proc/self/fd"))
        for _ in range(20):
            try:
                async with unit_of_work():
                    pass
            except Busy:
                refused += 1
        after = threading.active_count(), len(os.listdir("/proc/self/fd"))
        holder.execute("ROLLBACK")
        async with unit_of_work():
            pass
    holder.close()
    print(refused, before == after)

asyncio.run(main(Path(sys.argv[1])))
"""

NEVER_CLOSED = """
import asyncio, sys
from agreements.storage.database.engine import engine_from_url

async def main(url):
    await engine_from_url(url).start_connection_pool()
    print("left")

asyncio.run(main(sys.argv[1]))
"""

WRITER = """
import asyncio, sys
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.transaction import execute, fetch, unit_of_work

async def write():
    for _ in range(10):
        async with unit_of_work():
            last = (await fetch("SELECT coalesce(max(id), 0) AS id FROM link", {}))[0]["id"]
            await execute("INSERT INTO link VALUES (:id, :previous)", {"id": last + 1, "previous": last})

async def main(url):
    async with opened(engine_from_url(url)) as engine:
        bind(engine)
        await asyncio.gather(*(write() for _ in range(10)))

asyncio.run(main(sys.argv[1]))
"""


def started(program: str, argument: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", program, str(argument)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> str:
    with process:
        out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="counts file descriptors in /proc")
def test_twenty_busy_beginnings_leak_nothing_and_the_process_ends(path: Path) -> None:
    assert finished(started(BUSY, path)) == "20 True"


def test_a_process_that_forgets_to_close_still_ends(path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", NEVER_CLOSED, f"sqlite:///{path}"], capture_output=True, text=True, timeout=120
    )
    assert (process.returncode, process.stdout.strip()) == (0, "left")


def test_two_processes_write_one_chain_without_forks(path: Path) -> None:
    for process in [started(WRITER, f"sqlite:///{path}") for _ in range(2)]:
        finished(process)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*), max(id), count(DISTINCT previous) FROM link").fetchone() == (200, 200, 200)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
