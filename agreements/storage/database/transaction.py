"""The unit of work: everything in it is stored, or nothing is. And raw SQL, for this package only.

    async with unit_of_work():
        await append_lock("audit")
        await execute("UPDATE agreement SET version = version + 1 WHERE id = :id", {"id": 1})

Inside, reads and writes of the same task see the transaction. Never wait for the network in there, and start
other tasks only after it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from agreements.storage.database.engine import Engine, bound_engine
from agreements.storage.database.register_engine import current_transaction
from agreements.storage.database.sql import Dialect, as_date, as_instant, as_stored, positional, several, stored

__all__ = [
    "append_lock",
    "as_date",
    "as_instant",
    "dialect",
    "execute",
    "fetch",
    "fetch_as_stored",
    "insert",
    "snapshot",
    "unit_of_work",
]

_VALUES: Final = 900
"""So many at most in one statement: SQLite of before 3.32 takes 999."""


@asynccontextmanager
async def unit_of_work(engine_or_none: Engine | None = None) -> AsyncIterator[None]:
    """One transaction on the given engine, else the bound one: BEGIN IMMEDIATE, or READ COMMITTED on PostgreSQL.

    Raises RuntimeError when nested, Busy when no turn came in time, and the other errors of
    `agreements.storage.database.errors` for what the database refuses. After an error in it nothing is stored.
    """
    async with (engine_or_none or bound_engine()).unit():
        yield


@asynccontextmanager
async def snapshot() -> AsyncIterator[None]:
    """One moment of the whole register to read from, whoever writes meanwhile; writing raises.

    Raises RuntimeError when nested in another transaction.
    """
    async with bound_engine().snapshot():
        yield


async def append_lock(name: str) -> None:
    """Let units of work that append to the same chain wait for each other; held until the unit ends.

    Raises RuntimeError outside a unit of work, where it would hold nothing.
    """
    transaction = current_transaction()
    if transaction is None:
        raise RuntimeError("append_lock needs a unit of work: it is held until that ends")
    await transaction.engine.lock_appends(name)


async def fetch(sql: str, params: Mapping[str, object]) -> list[dict[str, Any]]:
    """Run SQL with `:name` parameters and give its rows as the driver does; see `as_date` and `as_instant`.

    For SELECT, and for INSERT, UPDATE and DELETE with RETURNING.
    """
    engine = _engine()
    return (await engine.run(*positional(sql, params, engine.dialect))).rows or []


async def fetch_as_stored(columns: str, rest: str, params: Mapping[str, object]) -> list[dict[str, Any]]:
    """Select columns without any reading by type, to compare them: `rest` begins with FROM."""
    return await fetch(f"SELECT {as_stored(columns, dialect())} {rest}", params)


async def execute(sql: str, params: Mapping[str, object]) -> int | list[dict[str, Any]]:
    """Run SQL with `:name` parameters and give the number of rows it changed, or its rows if it has any to give."""
    engine = _engine()
    answer = await engine.run(*positional(sql, params, engine.dialect))
    return answer.count if answer.rows is None else answer.rows


async def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[object]], otherwise: str = "") -> None:
    """Put many rows in a table, with few statements. `otherwise` says what to do with a row that is there already."""
    engine, most = _engine(), _VALUES // len(columns)
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        marks = several(len(columns), len(some), engine.dialect)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks} {otherwise}"  # noqa: S608 - names of ours
        await engine.run(sql, [stored(value, engine.dialect) for row in some for value in row])


def dialect() -> Dialect:
    """Say which SQL the database in use speaks."""
    return _engine().dialect


def _engine() -> Engine:
    transaction = current_transaction()
    return bound_engine() if transaction is None else transaction.engine
