"""PostgreSQL: a pool of connections for lone statements and one for transactions, which wait for each other.

Every transaction gives its connection back, whatever COMMIT does. See docs/decisions/0020.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from agreements.storage.database.driver_errors import translated
from agreements.storage.database.errors import StorageUnavailable
from agreements.storage.database.public_role import PUBLIC_ROLE, readable_beyond
from agreements.storage.database.reading_only import OnlyReads
from agreements.storage.database.register_engine import (
    PAGE,
    PATIENCE_SECONDS,
    Answer,
    Apart,
    Connection,
    RegisterEngine,
)
from agreements.storage.database.sql import gives_rows
from agreements.storage.trouble import report_trouble

_BROKEN: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, EOFError)
_SETTINGS: Final = {
    "application_name": "afsprakenregister",
    "timezone": "UTC",
    "lock_timeout": f"{PATIENCE_SECONDS}s",
    "idle_in_transaction_session_timeout": "60s",
}
_PUBLIC: Final = _SETTINGS | {"default_transaction_read_only": "on"}
_BEGIN_SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_MIGRATION_PATIENCE_SECONDS: Final = 300
_MOST_LONE: Final = 10
"""For statements by themselves: what pages read. They wait for nobody, so these come back within moments."""
_MOST_UNITS: Final = 5
"""For transactions. Those that wait for the writers' turn hold these, and never one that a reader needs."""


class PostgresConnection:
    """An asyncpg connection as the unit of work sees it."""

    def __init__(self, raw: Any) -> None:
        """Wrap a connection that somebody else closes."""
        self._raw = raw

    async def begin(self, *, reads_only: bool = False) -> None:
        """Begin. The level is stated, as the server's default may differ."""
        await self._raw.execute(_BEGIN_SNAPSHOT if reads_only else "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")

    async def run(self, sql: str, args: Sequence[object]) -> Answer:
        """Run one statement. Raises asyncpg's errors."""
        if gives_rows(sql):
            rows = [dict(record) for record in await self._raw.fetch(sql, *args)]
            return Answer(rows, len(rows))
        status = await self._raw.execute(sql, *args)
        last = status.rpartition(" ")[2]
        return Answer(None, int(last) if last.isdecimal() else -1)

    async def pages(self, sql: str) -> AsyncIterator[list[Sequence[Any]]]:
        """The rows of a question, so many at a time; only in a transaction."""
        cursor = await self._raw.cursor(sql)
        while rows := await cursor.fetch(PAGE):
            yield [tuple(row) for row in rows]

    async def fill(self, table: str, columns: Sequence[str], pages: AsyncIterator[list[list[object]]]) -> None:
        """COPY the rows into a table while they come."""
        rows = (row async for page in pages for row in page)
        await self._raw.copy_records_to_table(table, columns=list(columns), records=rows)

    async def commit(self) -> None:
        """Commit. Raises RuntimeError when the server rolled back instead, which it does not call an error."""
        status = await self._raw.execute("COMMIT")
        if status != "COMMIT":
            raise RuntimeError(f"the database answered COMMIT with {status}; nothing of this is stored")

    async def roll_back(self) -> None:
        """End the open transaction, if there is one, at the latest by ending the connection."""
        if self._is_lost() or not self._raw.is_in_transaction():
            return
        try:
            await self._raw.execute("ROLLBACK")
        except _BROKEN as error:
            # Ending the connection rolls back too. The error that brought us here counts.
            report_trouble("ROLLBACK, after which the connection is dropped", error)
            if not self._is_lost():
                self._raw.terminate()

    def _is_lost(self) -> bool:
        try:
            return bool(self._raw.is_closed())
        except asyncpg.InterfaceError:
            return True  # the pool took it back at the moment it was lost


class SafePostgresEngine(RegisterEngine, PostgresEngine):
    """PostgreSQL at an address. Only usable between opening and closing, in the event loop that opened it."""

    dialect = "postgres"

    def __init__(self, dsn: str) -> None:
        """Connects to nothing yet."""
        self._units: Any = None
        super().__init__(config={"dsn": dsn})

    async def check_version(self) -> None:
        """Nothing: Piccolo would connect to ask, at import."""

    async def prep_database(self) -> None:
        """Nothing: no extensions are needed."""

    @property
    def is_open(self) -> bool:
        """Whether the pool is there."""
        return self.pool is not None

    @property
    def address(self) -> str:
        """The address without user and password."""
        parts = urlsplit(str(self.config["dsn"]))
        return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Connect. Raises StorageUnavailable; RuntimeError when open already."""
        if self.pool is not None:
            raise RuntimeError("the database is open already")
        with _connecting():
            self.pool = await self._pool_of(_MOST_LONE, **kwargs)
        try:
            with _connecting():
                self._units = await self._pool_of(_MOST_UNITS, **kwargs)
        except BaseException:
            await self.close_connection_pool()
            raise

    def public_reader(self) -> RegisterEngine:
        """Connections that take the role of public readers, where the server has it and this account may."""
        return PublicPostgresEngine(str(self.config["dsn"]))

    async def _pool_of(self, most: int, **kwargs: Any) -> Any:
        settings = {"server_settings": _SETTINGS, "reset": _leave_as_it_is, **kwargs}
        return await asyncpg.create_pool(**self.config, min_size=1, max_size=most, **settings)

    async def close_connection_pool(self) -> None:
        """Wait for running transactions, then close every connection."""
        pools, self.pool, self._units = (self._units, self.pool), None, None
        for pool in pools:
            if pool is not None:
                await pool.close()

    def _writer(self) -> AbstractAsyncContextManager[Connection]:
        return _lent(self._units)

    def _reader(self) -> AbstractAsyncContextManager[Connection]:
        return _lent(self.pool)

    def _lone(self, sql: str) -> AbstractAsyncContextManager[Connection]:
        return _lent(self.pool)

    @asynccontextmanager
    async def for_migrations(self) -> AsyncIterator[Apart]:
        """Connect apart from the pool, holding an advisory lock that ends with the connection."""
        settings = _SETTINGS | {"lock_timeout": f"{_MIGRATION_PATIENCE_SECONDS}s"}
        with _connecting():
            raw = await asyncpg.connect(**self.config, server_settings=settings)
        try:
            with translated():
                await raw.execute("SELECT pg_advisory_lock(hashtext('afsprakenregister.migrate'))")
            yield PostgresConnection(raw)
        finally:
            await raw.close(timeout=PATIENCE_SECONDS)

    async def lock_appends(self, name: str) -> None:
        """Wait for, then hold until the transaction ends, the lock of that name. Raises Busy."""
        await self.run("SELECT pg_advisory_xact_lock(hashtext($1))", [name])


class PublicPostgresEngine(OnlyReads, SafePostgresEngine):
    """The readers of the public: each connection begins in their role, and in transactions that only read.

    Where there is no such role for this account, they have the rights of the account: see `readable_beyond`.
    """

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Connect. Raises StorageUnavailable; RuntimeError when open already."""
        if self.pool is not None:
            raise RuntimeError("the database is open already")
        with _connecting():
            try:
                self.pool = await self._pool_of(_MOST_LONE, server_settings=_PUBLIC | {"role": PUBLIC_ROLE}, **kwargs)
            except (asyncpg.InvalidParameterValueError, asyncpg.InsufficientPrivilegeError):
                self.pool = await self._pool_of(_MOST_LONE, server_settings=_PUBLIC, **kwargs)

    async def readable_beyond(self) -> list[str]:
        """Which tables that are not public they can read all the same, for want of the role."""
        return await readable_beyond(self)


async def _leave_as_it_is(_: object) -> None:
    """Nothing: no statement of ours changes a session, so it need not be put right each time it is given back.

    asyncpg has ended an open transaction by then. Putting right costs the server as much as a small question.
    """


@contextmanager
def _connecting() -> Iterator[None]:
    """What cannot be asked of a server is out of reach too. What asyncpg says of a wrong number may hold a password."""
    try:
        with translated():
            yield
    except (asyncpg.ClientConfigurationError, asyncpg.PostgresError) as error:
        raise StorageUnavailable(" ".join(str(error).split())) from error
    except ValueError as error:
        raise StorageUnavailable("its address holds a value that is not allowed") from error


@asynccontextmanager
async def _lent(pool: Any) -> AsyncIterator[Connection]:
    if pool is None:
        raise RuntimeError("the database is not open; use `async with opened(engine)`")
    with translated():
        raw = await pool.acquire(timeout=PATIENCE_SECONDS)
    try:
        yield PostgresConnection(raw)
    finally:
        await _give_back(pool, raw)


async def _give_back(pool: Any, raw: Any) -> None:
    try:
        await pool.release(raw, timeout=PATIENCE_SECONDS)
    except _BROKEN as error:
        # The outcome of the work is known by now; the pool has dropped this connection and makes a new one.
        report_trouble("a connection that is given back", error)
