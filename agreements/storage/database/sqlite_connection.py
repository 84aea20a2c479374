"""One SQLite connection with a thread of its own, so that the event loop never waits for the disk."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from agreements.storage.database.own_thread import OwnThread
from agreements.storage.database.public_sqlite import only_what_is_public
from agreements.storage.database.register_engine import PAGE, PATIENCE_SECONDS, Answer
from agreements.storage.database.sqlite_file import address_to_read, is_read_only
from agreements.storage.database.sqlite_library import journal_mode, keep_to_one_library

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
_INTERRUPT_SECONDS: Final = 0.05
_PRAGMAS: Final = (
    "synchronous=FULL",
    "temp_store=MEMORY",
    "secure_delete=ON",
)


class SQLiteConnection:
    """Statements run one after another in the order in which they were asked, also when the asker is cancelled."""

    def __init__(
        self,
        path: Path,
        *,
        reads_only: bool = False,
        for_public: bool = False,
        foreign_keys: bool = True,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """Connect at `open`. `foreign_keys=False` is for migrations that rebuild tables.

        `for_public`: reads what is public, and nothing else.
        """
        self._path = path
        self._patience_seconds = patience_seconds
        self._reads_only = reads_only or for_public
        self._for_public = for_public
        self._foreign_keys = foreign_keys
        self._thread = OwnThread("register-sqlite")
        self._raw: sqlite3.Connection | None = None
        self._let_others: Callable[[], None]

    async def open(self) -> None:
        """Connect and set the pragmas. Raises sqlite3.Error."""
        await self._in_thread(self._connected)

    async def begin(self, *, reads_only: bool = False) -> None:
        """Begin a transaction that may write. Raises sqlite3.Error when another process keeps the file locked.

        `reads_only`: one moment of the file, which the first read fixes.
        """
        if not reads_only:
            await self._in_thread(partial(self._execute, "BEGIN IMMEDIATE", ()))
            return
        await self._in_thread(partial(self._execute, "BEGIN DEFERRED", ()))
        await self._in_thread(partial(self._execute, "SELECT 1 FROM sqlite_master LIMIT 1", ()))

    async def run(self, sql: str, args: Sequence[object]) -> Answer:
        """Run one statement to its end. A cancelled one is interrupted, and has stopped when this returns."""
        return await self._in_thread(partial(self._execute, sql, args), interruptible=True)

    async def pages(self, sql: str) -> AsyncIterator[list[Sequence[Any]]]:
        """The rows of a question, so many at a time; only in a transaction."""
        cursor = await self._in_thread(lambda: self._connected().execute(sql))
        try:
            while rows := await self._in_thread(partial(cursor.fetchmany, PAGE)):
                yield rows
        finally:
            await self._in_thread(cursor.close)

    async def fill(self, table: str, columns: Sequence[str], pages: AsyncIterator[list[list[object]]]) -> None:
        """Insert the rows while they come; foreign keys must not be enforced meanwhile."""
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        async for page in pages:
            await self._in_thread(partial(self._execute_many, sql, page))

    async def commit(self) -> None:
        """Commit; never interrupted. Raises sqlite3.Error, the transaction being open still."""
        await self._in_thread(partial(self._execute, "COMMIT", ()))

    async def roll_back(self) -> None:
        """End the open transaction, if there is one, at the latest by closing the connection."""
        await self._in_thread(self._roll_back)

    async def close(self) -> None:
        """Close the connection and end the thread."""
        try:
            await self._in_thread(self._disconnect)
        finally:
            self._thread.end()

    async def _in_thread(self, work: Callable[[], T], *, interruptible: bool = False) -> T:
        job = self._thread.ask(work)
        try:
            return await asyncio.shield(job.answer)
        except asyncio.CancelledError:
            while interruptible and not job.withdraw() and not job.is_over:
                self._interrupt()
                await asyncio.wait([job.answer], timeout=_INTERRUPT_SECONDS)
            await asyncio.wait([job.answer])
            if not job.answer.cancelled():
                job.answer.exception()  # seen; the cancellation is what the caller hears of
            raise

    def _interrupt(self) -> None:
        # Has no effect on a statement that is about to begin, hence the repetition.
        if self._raw is not None:
            self._raw.interrupt()

    def _execute(self, sql: str, args: Sequence[object]) -> Answer:
        cursor = self._connected().execute(sql, args)
        try:
            if cursor.description is None:
                return Answer(None, cursor.rowcount)
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            return Answer(rows, len(rows))
        finally:
            cursor.close()

    def _execute_many(self, sql: str, rows: list[list[object]]) -> None:
        self._connected().executemany(sql, rows).close()

    def _connected(self) -> sqlite3.Connection:
        if self._raw is None:
            self._raw = self._connect()
        return self._raw

    def _connect(self) -> sqlite3.Connection:
        cannot_write = is_read_only(self._path)
        raw = sqlite3.connect(
            address_to_read(self._path) if cannot_write else self._path,
            uri=cannot_write,
            timeout=self._patience_seconds,  # SQLite's busy_timeout
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
        )
        try:
            for pragma in (*_PRAGMAS, f"foreign_keys={self._foreign_keys:d}"):
                raw.execute(f"PRAGMA {pragma}").close()
            if self._reads_only:
                raw.execute("PRAGMA query_only=1").close()
            elif not cannot_write:
                _set_journal(raw, self._patience_seconds)
            if self._for_public:
                raw.set_authorizer(only_what_is_public)
        except BaseException:
            raw.close()
            raise
        self._let_others = keep_to_one_library(self._path)
        return raw

    def _roll_back(self) -> None:
        if self._raw is None or not self._raw.in_transaction:
            return
        try:
            self._raw.execute("ROLLBACK").close()
        except sqlite3.Error:
            # Closing rolls back too, and the next statement connects anew. The error that brought us here counts.
            _LOG.warning("ROLLBACK failed; the connection is closed", exc_info=True)
            self._disconnect()

    def _disconnect(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            raw.close()
            self._let_others()


def _set_journal(raw: sqlite3.Connection, patience_seconds: float) -> None:
    # Two processes that change the journal at the same moment are refused at once, whatever busy_timeout says.
    give_up_at = time.monotonic() + patience_seconds
    while True:
        try:
            raw.execute(f"PRAGMA journal_mode={journal_mode()}").close()
        except sqlite3.OperationalError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)
        else:
            return
