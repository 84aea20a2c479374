"""What an engine for public readers refuses before the database does: it has no connection that writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import NoReturn

from agreements.storage.database.errors import NoRight
from agreements.storage.database.register_engine import Apart, Connection, RegisterEngine


class OnlyReads(RegisterEngine):
    """Reads and takes snapshots; raises NoRight for all else."""

    @property
    def is_read_only(self) -> bool:
        """So it is, whoever else may write."""
        return True

    def public_reader(self) -> RegisterEngine:
        """It is one."""
        return self

    def _writer(self) -> AbstractAsyncContextManager[Connection]:
        _refuse()

    @asynccontextmanager
    async def for_migrations(self) -> AsyncIterator[Apart]:
        """Refuse. Raises NoRight."""
        yield _refuse()

    async def lock_appends(self, name: str) -> None:
        """Refuse. Raises NoRight."""
        _refuse()


def _refuse() -> NoReturn:
    raise NoRight("a public reader writes nothing")
