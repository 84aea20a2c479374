"""A consistent copy of the register while it runs (BIO2 8.13): one file, private, whole or not there.

SQLite copies itself; PostgreSQL's own programs know the format of their server's version. See docs/decisions/0024.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from agreements.storage.copies import postgres_copy
from agreements.storage.copies.arrival import Place, part_of, refuse_journals_of, refuse_what_is_there
from agreements.storage.copies.errors import CopyOfAnotherKind, DamagedCopy, DamagedRegister, NoRegister
from agreements.storage.database.driver_errors import translated
from agreements.storage.database.engine import engine_from_url
from agreements.storage.database.errors import DiskFull, StorageUnavailable
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.database.sqlite_file import address_to_read

_PAGES_AT_A_TIME: Final = 500
_BEGINS: Final = {"SQLite": b"SQLite format 3\0", "PostgreSQL": b"PGDMP"}
"""The first bytes of a copy of each kind."""
_DAMAGE: Final = ("malformed", "not a database")


async def back_up(url: str, target: Path) -> None:
    """Copy the register to `target`, readable by the owner only, and check the copy. Writers go on meanwhile.

    Raises NoRegister, FileExists, LeftoverJournal, NoRoom, CannotWriteCopy, DamagedRegister, ToolMissing, ToolFailed.
    """
    engine = engine_from_url(url)
    if not isinstance(engine, PooledSQLiteEngine):
        await postgres_copy.dump(engine, url, target)
        return
    if not engine.may_be_there():
        raise NoRegister(file=engine.file)
    refuse_what_is_there(target)
    async with part_of(target) as part:
        try:
            await asyncio.to_thread(_copy_pages, engine.file, part)
        except DamagedCopy as error:
            raise DamagedRegister(file=engine.file) from error


async def refuse_what_is_no_copy(url: str, source: Path) -> None:
    """Look at the copy before anything is made. Raises DamagedCopy, CopyOfAnotherKind, LeftoverJournal, ToolMissing."""
    engine, kind = engine_from_url(url), await asyncio.to_thread(_kind_of, source)
    is_file = isinstance(engine, PooledSQLiteEngine)
    if kind is None:
        raise DamagedCopy(file=source)
    if (kind == "SQLite") is not is_file:
        raise CopyOfAnotherKind(file=source, database=kind)
    if is_file:
        refuse_journals_of(source)
    else:
        await postgres_copy.check(engine, source)


def _kind_of(source: Path) -> str | None:
    with translated(), source.open("rb") as file:
        begins = file.read(max(map(len, _BEGINS.values())))
    return next((kind for kind, sign in _BEGINS.items() if begins.startswith(sign)), None)


async def put_back(place: Place, url: str, source: Path) -> None:
    """Fill an empty place with what a copy holds: all of it or nothing. Raises DamagedCopy, DiskFull, ToolFailed."""
    if not isinstance(place.engine, PooledSQLiteEngine):
        await postgres_copy.load(place, url, source)
        return
    try:
        await asyncio.to_thread(_copy_pages, source, place.engine.file)
    except NoRegister as error:
        raise DamagedCopy(file=source) from error


def _copy_pages(source: Path, part: Path) -> None:
    """SQLite's own copying: begins again when somebody writes meanwhile, so the copy is of one moment."""
    address = address_to_read(source)
    with closing(sqlite3.connect(address, uri=True)) as original, closing(sqlite3.connect(part)) as copy:
        try:
            original.backup(copy, pages=_PAGES_AT_A_TIME)
            copy.execute("PRAGMA journal_mode=DELETE")
            is_whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            has_events = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit_event'").fetchone()
        except sqlite3.DatabaseError as error:
            raise _told(error, source) from error
    if not is_whole:
        raise DamagedCopy(file=source)
    if not has_events:
        raise NoRegister(file=source)


def _told(error: sqlite3.DatabaseError, source: Path) -> Exception:
    """By its words: an error of copying has no code."""
    said = str(error)
    if "disk is full" in said:
        return DiskFull(said)
    return DamagedCopy(file=source) if any(word in said for word in _DAMAGE) else StorageUnavailable(said)
