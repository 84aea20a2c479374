"""What both engines share: one open transaction per task, and every statement going over the right connection."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from piccolo.engine.base import Engine as PiccoloEngine
from piccolo.querystring import QueryString

from agreements.storage.database.driver_errors import translated
from agreements.storage.database.errors import Busy
from agreements.storage.database.sql import Dialect, for_driver

PATIENCE_SECONDS = 30
"""How long a statement or a writer waits for its turn before it gives up with Busy."""
PAGE = 1000
"""So many rows are in memory at a time when a whole table is read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement gave: its rows (None when it is of a kind that gives none) and how many rows it concerned."""

    rows: list[dict[str, Any]] | None
    count: int


class Connection(Protocol):
    """What a transaction needs of a driver's connection. All but `roll_back` raise the driver's errors."""

    async def begin(self, *, reads_only: bool = False) -> None: ...

    async def run(self, sql: str, args: Sequence[object]) -> Answer: ...

    async def commit(self) -> None: ...

    async def roll_back(self) -> None: ...


class Runs(Protocol):
    """Whatever runs a statement: an engine or a connection."""

    async def run(self, sql: str, args: Sequence[object]) -> Answer: ...


class Apart(Connection, Protocol):
    """A connection apart from the pool, for work on whole tables. Raises the driver's errors."""

    def pages(self, sql: str) -> AsyncIterator[list[Sequence[Any]]]:
        """The rows of a question, so many at a time; only in a transaction."""
        ...

    async def fill(self, table: str, columns: Sequence[str], pages: AsyncIterator[list[list[object]]]) -> None:
        """Put rows in a table as they come; one statement for foreign keys within the table."""
        ...


@asynccontextmanager
async def transaction_on(connection: Connection, *, reads_only: bool = False) -> AsyncIterator[None]:
    """Begin; commit when the block ends well; else, and when BEGIN or COMMIT fails, roll back.

    `reads_only`: every statement sees the database as it was at the beginning, whoever writes meanwhile.

    Errors of the driver's BEGIN and COMMIT are translated, errors of the block pass unchanged.
    """
    try:
        with translated():
            await connection.begin(reads_only=reads_only)
        yield
        with translated():
            await connection.commit()
    finally:
        await connection.roll_back()


class OpenTransaction:
    """The transaction of one task. Statements of other tasks are refused, and all after one has failed."""

    def __init__(self, engine: RegisterEngine, connection: Connection) -> None:
        self.engine = engine
        self.over = False
        self._connection = connection
        self._task = asyncio.current_task()
        self._failure: BaseException | None = None

    async def run(self, sql: str, args: Sequence[object]) -> Answer:
        """Run one statement. Raises storage errors; RuntimeError after an earlier failure or from another task."""
        if asyncio.current_task() is not self._task:
            raise RuntimeError("a unit of work belongs to one task; start other tasks after it ends")
        self.refuse_after_failure()
        try:
            with translated():
                return await self._connection.run(sql, args)
        except BaseException as error:
            self._failure = error
            raise

    def refuse_after_failure(self) -> None:
        """Raise RuntimeError when a statement failed: PostgreSQL would answer COMMIT with a silent rollback."""
        if self._failure is not None:
            raise RuntimeError("a statement of this unit of work failed; nothing of it is stored") from self._failure


_CURRENT: ContextVar[OpenTransaction | None] = ContextVar("register_transaction", default=None)


def current_transaction() -> OpenTransaction | None:
    """Give the transaction this task is in. A task started inside one that has since ended is in none."""
    transaction = _CURRENT.get()
    return None if transaction is None or transaction.over else transaction


def _refuse_nesting() -> None:
    if current_transaction() is not None:
        raise RuntimeError("a unit of work is open already; pass work to it instead of nesting another")


class RegisterEngine(PiccoloEngine[Any]):
    """A Piccolo engine with one way to run a transaction and one way to run a statement.

    Piccolo's own transactions, batches and unpooled connections are replaced: they lose acknowledged writes and
    leak connections when COMMIT or BEGIN fails. See docs/decisions/0003.
    """

    dialect: ClassVar[Dialect]

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether the connections are there."""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the database is, for people: without its password."""

    @property
    def is_read_only(self) -> bool:
        """Whether this machine cannot write the database."""
        return False

    def has_room(self) -> bool:
        """Whether the disk of the database has room for a change, as far as this machine can see."""
        return True

    def glance(self, sql: str) -> tuple[Any, ...] | None:
        """The first row of a question without arguments, had at once in the event loop itself and the same object as
        long as nobody wrote. None when it cannot be had so: ask the ordinary way.
        """
        return None

    def may_be_there(self) -> bool:
        """Whether it is worth connecting to look for a register."""
        return True

    @abstractmethod
    def public_reader(self) -> RegisterEngine:
        """An engine of its own on the same database, which can read what is public and nothing else."""

    async def readable_beyond(self) -> list[str]:
        """Which tables that are not public a public reader can read all the same."""
        return []

    @abstractmethod
    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Connect. Raises StorageUnavailable; RuntimeError when open already."""

    @abstractmethod
    async def close_connection_pool(self) -> None:
        """Wait for running work, then close every connection."""

    @abstractmethod
    def _writer(self) -> AbstractAsyncContextManager[Connection]:
        """Lend a connection for a transaction, and take it back whatever happened."""

    @abstractmethod
    def _reader(self) -> AbstractAsyncContextManager[Connection]:
        """Lend a connection for reading, and take it back whatever happened."""

    @abstractmethod
    def _lone(self, sql: str) -> AbstractAsyncContextManager[Connection]:
        """Lend a connection for one statement outside a transaction: it is a transaction of its own."""

    @abstractmethod
    def for_migrations(self) -> AbstractAsyncContextManager[Apart]:
        """Connect apart from the pool, as the only process that migrates; foreign keys of SQLite are not enforced.

        Works on a closed engine too. Raises Busy when another process migrates for too long.
        """

    @abstractmethod
    async def lock_appends(self, name: str) -> None:
        """Let transactions that ask for the same name wait for each other until they end."""

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[OpenTransaction]:
        """One transaction. Raises RuntimeError when the task is in one already; storage errors for the rest."""
        _refuse_nesting()
        async with self._writer() as connection, self.unit_on(connection) as transaction:
            yield transaction

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[OpenTransaction]:
        """One transaction that only reads, and sees one moment of the whole database; it holds up no writer.

        Raises RuntimeError when the task is in a transaction already; storage errors for the rest.
        """
        _refuse_nesting()
        async with self._reader() as connection, self.unit_on(connection, reads_only=True) as transaction:
            yield transaction

    @asynccontextmanager
    async def unit_on(self, connection: Connection, *, reads_only: bool = False) -> AsyncIterator[OpenTransaction]:
        """The same on a connection that the caller has in hand already."""
        async with transaction_on(connection, reads_only=reads_only):
            transaction = OpenTransaction(self, connection)
            _CURRENT.set(transaction)
            try:
                yield transaction
            finally:
                transaction.over = True
                _CURRENT.set(None)
            transaction.refuse_after_failure()

    async def run(self, sql: str, args: Sequence[object] = ()) -> Answer:
        """Run one statement with the driver's own placeholders: in the task's transaction, else by itself."""
        values = [for_driver(value, self.dialect) for value in args]
        transaction = current_transaction()
        if transaction is not None and transaction.engine is self:
            return await transaction.run(sql, values)
        with translated():
            async with self._lone(sql) as connection:
                return await connection.run(sql, values)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[dict[str, Any]]:
        """Piccolo's way in for queries."""
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return (await self.run(sql, args)).rows or []

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[dict[str, Any]]:
        """Piccolo's way in for DDL."""
        return (await self.run(ddl)).rows or []

    def transform_response_to_dicts(self, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows are dicts already."""
        return results

    def transaction(self, *args: Any, **kwargs: Any) -> Any:
        """Piccolo's name for `unit`; its options (transaction type, nesting) are not offered."""
        return self.unit()

    async def batch(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: Piccolo's batches swallow errors and hold a cursor open. Raises NotImplementedError."""
        raise NotImplementedError("read large results page by page on their key")

    def transaction_exists(self) -> bool:
        """Piccolo's question."""
        return current_transaction() is not None


@asynccontextmanager
async def turn(lock: asyncio.Lock, patience_seconds: float) -> AsyncIterator[None]:
    """Hold a lock; raises Busy when it is not free within so many seconds."""
    try:
        async with asyncio.timeout(patience_seconds):
            await lock.acquire()
    except TimeoutError:
        raise Busy from None
    try:
        yield
    finally:
        lock.release()
