"""Choose the database by its address, open and close it, and say which one a task works with."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from piccolo.table import Table

from agreements.storage.database.errors import UnknownDatabase
from agreements.storage.database.postgres_engine import SafePostgresEngine
from agreements.storage.database.register_engine import RegisterEngine as Engine
from agreements.storage.database.register_engine import current_transaction
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine

__all__ = ["Engine", "bind", "bound", "bound_engine", "engine_from_url", "of_the_task", "opened"]

_BOUND: ContextVar[Engine | None] = ContextVar("register_engine", default=None)
_HOST: Final = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(:\d{1,5})?")


def engine_from_url(url: str) -> Engine:
    """Make the engine for `sqlite:///relative/path`, `sqlite:////absolute/path` or `postgresql://…`.

    Nothing is connected or created yet. Raises UnknownDatabase.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite":
        path = unquote(rest.removeprefix("///"))
        if not rest.startswith("///") or path in {"", "/", ":memory:"} or "?" in rest or "#" in rest:
            raise UnknownDatabase
        return PooledSQLiteEngine(Path(path))
    if scheme in {"postgresql", "postgres"} and _names_a_server(url):
        return SafePostgresEngine(url)
    raise UnknownDatabase


def _names_a_server(url: str) -> bool:
    """Also false for a password that is not encoded: what follows its `/` would be taken for something else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    hosts = parts.netloc.rpartition("@")[2].split(",")
    return bool(parts.path.strip("/")) and "@" not in parts.path and all(_HOST.fullmatch(host) for host in hosts)


def bind(engine: Engine) -> None:
    """Let this task, and the tasks that it starts from now on, work with this engine.

    Not the whole process: two registers in one process each have tasks of their own.
    """
    _BOUND.set(engine)


@contextmanager
def bound(engine: Engine) -> Iterator[None]:
    """The same for a block only, such as one request."""
    before = _BOUND.set(engine)
    try:
        yield
    finally:
        _BOUND.reset(before)


def bound_engine() -> Engine:
    """Give the engine that this task works with. Raises RuntimeError when there is none."""
    engine = _BOUND.get()
    if engine is None:
        raise RuntimeError("no database is bound; call bind(engine) first")
    return engine


class _EngineOfTheTask:
    """What Piccolo's tables take for their engine: whatever is asked of it, the one of the task answers."""

    def __getattr__(self, name: str) -> Any:
        transaction = current_transaction()
        return getattr(bound_engine() if transaction is None else transaction.engine, name)


def of_the_task(tables: Iterable[type[Table]]) -> None:
    """Let these tables ask whichever engine the task works with."""
    for table in tables:
        table._meta.db = _EngineOfTheTask()  # type: ignore[assignment]


@asynccontextmanager
async def opened(engine: Engine) -> AsyncIterator[Engine]:
    """Connect, and close for certain at the end. One event loop at a time; may be repeated.

    Raises StorageUnavailable when the database cannot be reached.
    """
    await engine.start_connection_pool()
    try:
        yield engine
    finally:
        await engine.close_connection_pool()
