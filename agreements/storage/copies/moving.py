"""The whole register from one database to another, table by table in pages, and the proof that both are the same."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg
from piccolo.columns import Boolean, Column, Date, ForeignKey, Integer, Serial, Text, Timestamptz
from piccolo.table import Table

from agreements.storage.copies.arrival import Place, refuse_other_nodes
from agreements.storage.copies.errors import CannotHold, CopyDiffers, InUse, SameDatabase
from agreements.storage.database.driver_errors import translated
from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.errors import MigrationsPending, NoRegisterThere
from agreements.storage.database.migrate import build, check_foreign_keys, is_register, pending
from agreements.storage.database.public_role import let_the_public_read_in_turn
from agreements.storage.database.register_engine import Apart
from agreements.storage.database.sql import Dialect, as_date, as_instant, for_driver
from agreements.storage.database.sqlite_connection import SQLiteConnection
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine
from agreements.storage.tables import TABLES

_BEGIN: Final[Mapping[Dialect, tuple[str, ...]]] = {
    "sqlite": ("BEGIN",),
    "postgres": (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "SET LOCAL idle_in_transaction_session_timeout = 0",
    ),
}
"""One snapshot, for reading, that waits as long as the other side is busy with a large table."""
_LAST_NUMBER: Final[Mapping[Dialect, str]] = {
    "sqlite": "SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = '{table}'",
    "postgres": "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('\"{table}\"', '{column}')), 0) AS last",
}
_GO_ON_AFTER: Final[Mapping[Dialect, tuple[str, ...]]] = {
    "sqlite": (
        "DELETE FROM sqlite_sequence WHERE name = '{table}'",
        "INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})",
    ),
    "postgres": ("SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), {last})",),
}


def _as_it_is(value: object) -> object:
    return value


def _as_truth(value: Any) -> object:
    return None if value is None else bool(value)


READERS: Final[Mapping[type[Column], Callable[[Any], object]]] = {
    Boolean: _as_truth,
    Date: as_date,
    ForeignKey: _as_it_is,
    Integer: _as_it_is,
    Serial: _as_it_is,
    Text: _as_it_is,
    Timestamptz: as_instant,
}
"""How a column of each kind is read from either database; a column of a new kind needs its line here."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How much went over."""

    tables: int
    rows: int


class _Tally:
    """The number of rows and a checksum that does not depend on their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Sequence[object]) -> None:
        text = json.dumps([_written(value) for value in row], ensure_ascii=False)
        self._sum += int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
        self.rows += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tally) and (self.rows, self._sum) == (other.rows, other._sum)

    __hash__ = None  # type: ignore[assignment]


def _written(value: object) -> object:
    return for_driver(value, "sqlite") if not isinstance(value, str) else value


@asynccontextmanager
async def leaving(url: str, other: str) -> AsyncIterator[Apart]:
    """One snapshot of the register at `url`, while nobody can start with it and nobody uses it.

    Raises SameDatabase, InUse, NoRegisterThere, MigrationsPending, NewerSchema, UnknownDatabase.
    """
    engine = engine_from_url(url)
    if url == other or _is_same_file(engine, engine_from_url(other)):
        raise SameDatabase()
    await _refuse_unready(engine)
    async with _apart(engine) as connection:
        with translated():
            for statement in _BEGIN[engine.dialect]:
                await connection.run(statement, ())
        try:
            yield connection
        finally:
            await connection.roll_back()


def _is_same_file(one: Engine, other: Engine) -> bool:
    if not (isinstance(one, PooledSQLiteEngine) and isinstance(other, PooledSQLiteEngine)):
        return False
    return one.file.exists() and other.file.exists() and one.file.samefile(other.file)


async def _refuse_unready(engine: Engine) -> None:
    if not engine.may_be_there():
        raise NoRegisterThere(engine.address)
    async with opened(engine):
        if not await is_register(engine):
            raise NoRegisterThere(engine.address)
        if missing := await pending(engine):
            raise MigrationsPending(engine.address, ", ".join(missing))


@asynccontextmanager
async def _apart(engine: Engine) -> AsyncIterator[Apart]:
    """A connection to a register that nobody uses. Nobody can use one on a read-only disk, which takes no lock."""
    if isinstance(engine, PooledSQLiteEngine) and engine.is_read_only:
        connection = SQLiteConnection(engine.file, reads_only=True)
        try:
            yield connection
        finally:
            await connection.close()
        return
    async with engine.for_migrations() as apart:
        with translated():
            if not isinstance(engine, PooledSQLiteEngine):
                await refuse_other_nodes(apart, engine.address)
            elif await asyncio.to_thread(_is_used, engine.file):
                raise InUse(address=engine.address)
        yield apart


def _is_used(file: Path) -> bool:
    """Whether somebody is connected. In DELETE mode (docs/decisions/0002) that only shows while they work."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            return True
    return False


async def copy_register(source: Apart, source_dialect: Dialect, place: Place) -> Copied:
    """Make the tables in an empty place, fill them, and compare; in the transaction of the caller on `place`.

    Numbers go on where they were, so that none is given out twice. Raises CannotHold, CopyDiffers.
    """
    target, dialect = place.connection, place.engine.dialect
    with translated():
        await build(target, dialect)
        rows = 0
        for table in TABLES:
            sent = _Tally()
            await _send(table, _rows(table, source, sent), target, dialect)
            await _go_on(table, source, source_dialect, target, dialect)
            arrived = _Tally()
            async for _ in _rows(table, target, arrived):
                pass
            if sent != arrived:
                raise CopyDiffers(table=_name(table))
            rows += sent.rows
        await check_foreign_keys(target, dialect)
        if dialect == "postgres":
            await let_the_public_read_in_turn(target)
    return Copied(len(TABLES), rows)


async def _rows(table: type[Table], database: Apart, tally: _Tally) -> AsyncIterator[list[list[object]]]:
    columns = table._meta.columns
    names = ", ".join(f'"{column._meta.db_column_name}"' for column in columns)
    readers = [READERS[type(column)] for column in columns]
    async for page in database.pages(f'SELECT {names} FROM "{_name(table)}"'):  # noqa: S608
        rows = [[read(value) for read, value in zip(readers, row, strict=True)] for row in page]
        for row in rows:
            tally.add(row)
        yield rows


async def _send(table: type[Table], pages: AsyncIterator[list[list[object]]], target: Apart, dialect: Dialect) -> None:
    columns = [column._meta.db_column_name for column in table._meta.columns]
    bound = ([[for_driver(value, dialect) for value in row] for row in page] async for page in pages)
    try:
        await target.fill(_name(table), columns, bound)
    except (asyncpg.DataError, OverflowError, ValueError) as error:
        raise CannotHold(table=_name(table), reason=str(error).splitlines()[0].rstrip(".")) from error


async def _go_on(table: type[Table], source: Apart, its: Dialect, target: Apart, dialect: Dialect) -> None:
    for column in table._meta.columns:
        if isinstance(column, Serial):
            names = {"table": _name(table), "column": column._meta.db_column_name}
            [found] = (await source.run(_LAST_NUMBER[its].format(**names), ())).rows or [{"last": 0}]
            for statement in _GO_ON_AFTER[dialect] if found["last"] else ():
                await target.run(statement.format(**names, last=int(found["last"])), ())


def _name(table: type[Table]) -> str:
    return str(table._meta.tablename)
