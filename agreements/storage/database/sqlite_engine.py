"""SQLite: one writer connection behind a queue, a few readers that cannot write, and those of the public."""

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
from agreements.storage.database.reading_only import OnlyReads
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
_NOT_OPEN = "the database is not open; use `async with opened(engine)`"


class SQLiteFileEngine(RegisterEngine, SQLiteEngine):
    """SQLite file at `path` with connections that read. Only usable between opening and closing, in one event loop."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Connects to nothing yet. A relative path counts from the present working directory."""
        self._patience_seconds = patience_seconds
        self.file = path.absolute()
        self._readers: asyncio.LifoQueue[SQLiteConnection] | None = None
        self._watch = self._watched()
        super().__init__(path=str(self.file))

    @property
    def is_open(self) -> bool:
        """Whether the connections are there."""
        return self._readers is not None

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

    def public_reader(self) -> RegisterEngine:
        """Connections to the same file on which SQLite refuses whatever is not public."""
        return PublicSQLiteEngine(self.file, patience_seconds=self._patience_seconds)

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Connect. Raises StorageUnavailable or Busy; RuntimeError when open already."""
        if self.is_open:
            raise RuntimeError("the database is open already")
        readers = [self._connection(reads_only=True) for _ in range(READERS)]
        try:
            with translated():
                for reader in readers:
                    await reader.open()
                self._watch.open()
        except BaseException:
            for reader in readers:
                await reader.close()
            raise
        self._readers = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)

    async def close_connection_pool(self) -> None:
        """Wait for running statements, then close every connection and end its thread."""
        readers, self._readers = self._readers, None
        if readers is not None:
            self._watch.close()
            for _ in range(READERS):
                await (await readers.get()).close()

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[Connection]:
        readers = self._readers
        if readers is None:
            raise RuntimeError(_NOT_OPEN)
        reader = await readers.get()
        try:
            yield reader
        finally:
            readers.put_nowait(reader)

    @asynccontextmanager
    async def _lone(self, sql: str) -> AsyncIterator[Connection]:
        """A statement that writes begins, runs and commits in one visit to the thread, and waits for nothing else."""
        async with self._reader() if only_reads(sql) else self._writer() as connection:
            try:
                yield connection
            except BaseException:
                await connection.roll_back()
                raise

    def _connection(self, *, reads_only: bool) -> SQLiteConnection:
        return SQLiteConnection(self.file, reads_only=reads_only, patience_seconds=self._patience_seconds)

    def _watched(self) -> SQLiteWatch:
        return SQLiteWatch(self.file)


class PublicSQLiteEngine(OnlyReads, SQLiteFileEngine):
    """The readers of the public: SQLite itself refuses them whatever is not public."""

    def _connection(self, *, reads_only: bool) -> SQLiteConnection:
        return SQLiteConnection(self.file, for_public=True, patience_seconds=self._patience_seconds)

    def _watched(self) -> SQLiteWatch:
        return SQLiteWatch(self.file, for_public=True)


class PooledSQLiteEngine(SQLiteFileEngine):
    """The readers of the office, and a connection that writes; makes the file if need be."""

    def __init__(self, path: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Connects to nothing yet. A relative path counts from the present working directory."""
        self._writing: SQLiteConnection | None = None
        self._writer_turn: asyncio.Lock
        super().__init__(path, patience_seconds=patience_seconds)

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Make the file if need be and connect. Raises StorageUnavailable or Busy; RuntimeError when open already."""
        if self._writing is not None:
            raise RuntimeError("the database is open already")
        writer = self._connection(reads_only=False)
        try:
            with translated():
                if not self.is_read_only:
                    make_private_file(self.file)
                await writer.open()
            await super().start_connection_pool(**kwargs)
        except BaseException:
            await writer.close()
            raise
        self._writing, self._writer_turn = writer, asyncio.Lock()

    async def close_connection_pool(self) -> None:
        """Wait for running statements, then close every connection and end its thread."""
        if self._writing is None:
            return
        async with self._writer_turn:
            writer, self._writing = self._writing, None
            await super().close_connection_pool()
            await writer.close()

    @asynccontextmanager
    async def _writer(self) -> AsyncIterator[Connection]:
        self._refuse_when_closed()
        async with turn(self._writer_turn, self._patience_seconds):
            yield self._refuse_when_closed()

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

    def _refuse_when_closed(self) -> SQLiteConnection:
        if self._writing is None:
            raise RuntimeError(_NOT_OPEN)
        return self._writing
