"""SQLite: one writer connection behind a queue, and a few readers that cannot write."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from piccolo.engine.sqlite import SQLiteEngine

from agreements.storage.database.driver_errors import translated
from agreements.storage.database.file_lock import file_lock
from agreements.storage.database.register_engine import (
    PATIENCE_SECONDS,
    Apart,
    Connection,
    RegisterEngine,
    turn,
)
from agreements.storage.database.sql import only_reads
from agreements.storage.database.sqlite_connection import SQLiteConnection
from agreements.storage.database.sqlite_file import is_read_only, make_private_file
from agreements.storage.database.sqlite_watch import SQLiteWatch

READERS = 4
_ROOM_BYTES = 1024 * 1024


class PooledSQLiteEngine(RegisterEngine, SQLiteEngine):
    """SQLite file at `path`. Only usable between opening and closing, in the event loop that opened it."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Connects to nothing yet. A relative path counts from the present working directory."""
        self._patience_seconds = patience_seconds
        self.file = path.absolute()
        self._watch = SQLiteWatch(self.file)
        self._writing: SQLiteConnection | None = None
        self._writer_turn: asyncio.Lock
        self._readers: asyncio.LifoQueue[SQLiteConnection]
        super().__init__(path=str(self.file))

    @property
    def is_open(self) -> bool:
        """Whether the connections are there."""
        return self._writing is not None

    @property
    def address(self) -> str:
        """The file."""
        return str(self.file)

    @property
    def is_read_only(self) -> bool:
        """Whether the file is there and cannot be written; then every connection only reads."""
        return is_read_only(self.file)

    def has_room(self) -> bool:
        """Whether some changes still fit on the disk. Raises StorageUnavailable when it is gone."""
        with translated():
            return shutil.disk_usage(self.file.parent).free >= _ROOM_BYTES

    def glance(self, sql: str) -> tuple[Any, ...] | None:
        """Without a visit to another thread; None also while another process holds the file locked."""
        return self._watch.first(sql)

    def may_be_there(self) -> bool:
        """Whether there is a file with something in it; an empty one is what a full disk leaves."""
        return self.file.is_file() and self.file.stat().st_size > 0

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Make the file if need be and connect. Raises StorageUnavailable or Busy; RuntimeError when open already."""
        if self._writing is not None:
            raise RuntimeError("the database is open already")
        connections = [self._connection(reads_only=number > 0) for number in range(READERS + 1)]
        try:
            with translated():
                if not self.is_read_only:
                    make_private_file(self.file)
                for connection in connections:
                    await connection.open()
                self._watch.open()
        except BaseException:
            for connection in connections:
                await connection.close()
            raise
        self._writing, *readers = connections
        self._writer_turn = asyncio.Lock()
        self._readers = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)

    async def close_connection_pool(self) -> None:
        """Wait for running statements, then close every connection and end its thread."""
        if self._writing is None:
            return
        async with self._writer_turn:
            self._watch.close()
            writer, self._writing = self._writing, None
            for _ in range(READERS):
                await (await self._readers.get()).close()
            await writer.close()

    @asynccontextmanager
    async def _writer(self) -> AsyncIterator[Connection]:
        self._refuse_when_closed()
        async with turn(self._writer_turn, self._patience_seconds):
            yield self._refuse_when_closed()

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[Connection]:
        self._refuse_when_closed()
        reader = await self._readers.get()
        try:
            yield reader
        finally:
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def _lone(self, sql: str) -> AsyncIterator[Connection]:
        """A statement that writes begins, runs and commits in one visit to the thread, and waits for nothing else."""
        async with self._reader() if only_reads(sql) else self._writer() as connection:
            try:
                yield connection
            except BaseException:
                await connection.roll_back()
                raise

    @asynccontextmanager
    async def for_migrations(self) -> AsyncIterator[Apart]:
        """Connect apart from the pool, holding `<file>.migrate-lock`."""
        with translated():
            make_private_file(self.file)
        async with file_lock(self.file.with_name(f"{self.file.name}.migrate-lock")):
            connection = SQLiteConnection(self.file, foreign_keys=False)
            try:
                yield connection
            finally:
                await connection.close()

    async def lock_appends(self, name: str) -> None:
        """Nothing to do: BEGIN IMMEDIATE lets one transaction write at a time."""

    def _connection(self, *, reads_only: bool) -> SQLiteConnection:
        return SQLiteConnection(self.file, reads_only=reads_only, patience_seconds=self._patience_seconds)

    def _refuse_when_closed(self) -> SQLiteConnection:
        if self._writing is None:
            raise RuntimeError("the database is not open; use `async with opened(engine)`")
        return self._writing
