"""What bringing in the register's own export costs beside the bare inserts of the same rows.

    python -m benchmarks.imports [--count 10000] [--rounds 3] [--on sqlite] [--on postgres]

Of each shape the whole command is timed, from the start of its process to its end, into an empty register; and by
turns with it, in the same run, the inserts of the agreements, versions, parties and events that it wrote: with
`executemany` of the driver, in one transaction, into an empty register as well. They are told what to write.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count as counting
from pathlib import Path
from typing import Any, Final

import asyncpg

from agreements.opening import migrate_only
from agreements.settings import Settings
from benchmarks.registers import BASE_URL, REGISTER, SECRET, register
from tests.postgres_server import own_server

TABLES: Final = ("agreement", "agreement_version", "agreement_party", "audit_event")
SHAPES: Final = ("json", "csv")
PROGRAM: Final = Path(sys.executable).with_name("afspraken")
_numbers = counting(1)
Rows = dict[str, list[tuple[Any, ...]]]


def command(url: str, *arguments: str | Path) -> tuple[float, float]:
    """Run `afspraken`; its seconds by the clock and of processor time."""
    environment = {**os.environ, "AFSPRAKEN_DATABASE_URL": url, "AFSPRAKEN_SECRET_KEY": SECRET}  # noqa: TID251
    started = time.perf_counter()
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        env={**environment, "AFSPRAKEN_BASE_URL": BASE_URL},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"afspraken {' '.join(map(str, arguments))} failed")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime


@contextmanager
def empty_sqlite(folder: Path) -> Iterator[str]:
    """The address of an empty register."""
    file = folder / f"register{next(_numbers)}.sqlite"
    url = f"sqlite:///{file}"
    migrated(url)
    yield url
    for left in folder.glob(f"{file.name}*"):
        left.unlink()


@contextmanager
def empty_postgres(server: str) -> Iterator[str]:
    """The same on a server."""
    name = f"import{next(_numbers)}"
    asyncio.run(_told(server, f"CREATE DATABASE {name}"))
    url = server.replace("/postgres?", f"/{name}?")
    migrated(url)
    yield url
    asyncio.run(_told(server, f"DROP DATABASE {name}"))


def empty(is_sqlite: bool, place: Path | str) -> AbstractContextManager[str]:
    """An empty register: a file in a folder, or a database of a server."""
    return empty_sqlite(Path(place)) if is_sqlite else empty_postgres(str(place))


def migrated(url: str) -> None:
    """Make the tables."""
    given = {"database_url": url, "secret_key": SECRET, "base_url": BASE_URL}
    asyncio.run(migrate_only(Settings.model_validate(given)))


async def _told(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def sqlite_rows(url: str) -> Rows:
    """What the command wrote."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        return {table: file.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def insert_into_sqlite(url: str, rows: Rows) -> float:
    """The seconds of the bare inserts."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = FULL")
        file.execute("PRAGMA foreign_keys = ON")
        started = time.perf_counter()
        file.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            marks = ", ".join("?" * len(some[0]))
            file.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        file.execute("COMMIT")
        return time.perf_counter() - started


async def _postgres_rows(url: str) -> Rows:
    connection = await asyncpg.connect(url)
    try:
        return {
            table: [tuple(row.values()) for row in await connection.fetch(f"SELECT * FROM {table}")] for table in TABLES
        }
    finally:
        await connection.close()


async def _insert_into_postgres(url: str, rows: Rows) -> float:
    connection = await asyncpg.connect(url)
    try:
        started = time.perf_counter()
        async with connection.transaction():
            for table, some in rows.items():
                marks = ", ".join(f"${number}" for number in range(1, len(some[0]) + 1))
                await connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        return time.perf_counter() - started
    finally:
        await connection.close()


def one_round(file: Path, is_sqlite: bool, place: Path | str) -> tuple[float, float, float]:
    """The command's seconds, and those of processor time; and the seconds of the bare inserts."""
    with empty(is_sqlite, place) as url:
        spent = command(url, "import", file, "--apply")
        rows = sqlite_rows(url) if is_sqlite else asyncio.run(_postgres_rows(url))
    with empty(is_sqlite, place) as url:
        bare = insert_into_sqlite(url, rows) if is_sqlite else asyncio.run(_insert_into_postgres(url, rows))
    return *spent, bare


def measure(dialect: str, place: Path | str, files: Sequence[Path], rounds: int) -> None:
    """Print a line for each file."""
    for file in files:
        found = [one_round(file, dialect == "sqlite", place) for _ in range(rounds)]
        clock, cpu, bare = (statistics.median(values) for values in zip(*found, strict=True))
        print(  # noqa: T201
            f"{dialect:9}{file.suffix[1:]:5} {clock:6.2f} s (processor {cpu:5.2f} s)"
            f"  bare inserts {bare:5.2f} s  ratio {clock / bare:5.1f}",
            flush=True,
        )


def main() -> None:
    """Make the exports, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", action="append", choices=("sqlite", "postgres"))
    given = parser.parse_args()
    source = f"sqlite:///{register(given.count) / REGISTER}"
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"afspraken.{shape}" for shape in SHAPES]
        for shape, file in zip(SHAPES, files, strict=True):
            command(source, "export", shape, "--out", file)
        if "sqlite" in (given.on or ["sqlite"]):
            measure("sqlite", Path(folder), files, given.rounds)
        if "postgres" in (given.on or ["postgres"]):
            with own_server() as server:
                measure("postgres", server, files, given.rounds)


if __name__ == "__main__":
    main()
