"""An empty place for a register that comes from elsewhere: from a copy, or from another database.

Until the block ends, no node can start with it: every start migrates first, and the lock of migrations is held. On
SQLite it has another name until then; what fails or is killed leaves no register.
"""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agreements.storage.copies.errors import (
    CannotWriteCopy,
    FileExists,
    InUse,
    LeftoverJournal,
    NoRoom,
    NotEmpty,
)
from agreements.storage.database.driver_errors import translated
from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.errors import DiskFull
from agreements.storage.database.file_lock import file_lock, folder_lock
from agreements.storage.database.register_engine import Apart, Runs
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.database.sqlite_file import make_private_file

_TABLES_OF_ANYBODY: Final = (
    "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname <> 'information_schema'"
    " AND n.nspname NOT LIKE 'pg\\_%' LIMIT 1"
)
_OTHER_NODES: Final = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'afsprakenregister'"
    " AND pid <> pg_backend_pid() LIMIT 1"
)
_FAREWELLS: Final = 20
_FAREWELL_SECONDS: Final = 0.1
"""A server still shows a connection for a moment after it was closed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the register will be: its engine, which is closed, and the connection that holds the lock of migrations."""

    engine: Engine
    connection: Apart


@asynccontextmanager
async def arriving(url: str) -> AsyncIterator[Place]:
    """Lend a place without tables. When the block ends well the register is there, and else it is not.

    Raises FileExists, NotEmpty, LeftoverJournal, InUse, UnknownDatabase, NoRoom, CannotWriteCopy.
    """
    engine = engine_from_url(url)
    if isinstance(engine, PooledSQLiteEngine):
        async with _in_file(engine.file) as place:
            yield place
        return
    async with opened(engine):
        await _refuse_tables(engine, engine.address)
    async with engine.for_migrations() as connection:
        with translated():
            await refuse_other_nodes(connection, engine.address)
            await _refuse_tables(connection, engine.address)
        yield Place(engine, connection)


async def _refuse_tables(database: Runs, address: str) -> None:
    if (await database.run(_TABLES_OF_ANYBODY, ())).rows:
        raise NotEmpty(address=address)


async def refuse_other_nodes(connection: Runs, address: str) -> None:
    """Raise InUse when another process of ours is connected to this PostgreSQL database."""
    for _ in range(_FAREWELLS):
        if not (await connection.run(_OTHER_NODES, ())).rows:
            return
        await asyncio.sleep(_FAREWELL_SECONDS)
    raise InUse(address=address)


@asynccontextmanager
async def _in_file(target: Path) -> AsyncIterator[Place]:
    refuse_what_is_there(target)
    with written(target):
        target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    async with file_lock(target.with_name(f"{target.name}.migrate-lock")), part_of(target) as part:
        engine = PooledSQLiteEngine(part)
        async with engine.for_migrations() as connection:
            yield Place(engine, connection)
        await asyncio.to_thread(_as_one_file, part)


def refuse_what_is_there(target: Path) -> None:
    """Raise FileExists for a register or any other file, LeftoverJournal for what an earlier one left.

    A file with nothing in it, which a full disk leaves, is nothing. Neither is an empty journal.
    """
    if target.exists() and not _holds_nothing(target):
        raise FileExists(file=target)
    refuse_journals_of(target)


def _holds_nothing(file: Path) -> bool:
    if not file.is_file():
        return False
    if file.stat().st_size == 0:
        return True
    if any(_has_content(journal) for journal in journals_of(file)):
        return False
    try:  # as a file that nobody changes, for else SQLite makes a journal beside it
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            return bool(raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
    except sqlite3.Error:
        return False


def journals_of(file: Path) -> list[Path]:
    """What SQLite may keep beside a database."""
    return [file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm", "-journal")]


def refuse_journals_of(file: Path) -> None:
    """Raise LeftoverJournal for a journal with something in it."""
    for journal in journals_of(file):
        if _has_content(journal):
            raise LeftoverJournal(file=journal)


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


@asynccontextmanager
async def part_of(target: Path) -> AsyncIterator[Path]:
    """A private file that takes the name of `target` when the block ends well, and is removed when not.

    One at a time in each folder. Raises FileExists, LeftoverJournal, NoRoom and CannotWriteCopy.
    """
    with written(target):
        target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    async with folder_lock(target.parent):
        refuse_what_is_there(target)
        part = target.with_name(f"{target.name}.part")
        with written(target):
            _clear(part)
            make_private_file(part)
        try:
            yield part
            with written(target):
                for journal in journals_of(target):
                    journal.unlink(missing_ok=True)
                os.replace(part, target)
                _remember_names(target.parent)
        except DiskFull as error:
            raise NoRoom(file=target) from error
        finally:
            with written(target):
                _clear(part)


@contextmanager
def written(target: Path) -> Iterator[None]:
    """Raise NoRoom or CannotWriteCopy for what the disk of `target` refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise NoRoom(file=target) from error
        raise CannotWriteCopy(file=target, reason=error.strerror or type(error).__name__) from error


def _clear(part: Path) -> None:
    for file in (part, *journals_of(part), part.with_name(f"{part.name}.migrate-lock")):
        file.unlink(missing_ok=True)


def _remember_names(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _as_one_file(part: Path) -> None:
    """Bring what is still in a journal into the file."""
    with translated(), closing(sqlite3.connect(part)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
