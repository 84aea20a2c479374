"""Choose the database by its address, open and close it, and point Piccolo's tables at it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from piccolo.table import Table

from agreements.storage.database.errors import UnknownDatabase
from agreements.storage.database.postgres_engine import SafePostgresEngine
from agreements.storage.database.register_engine import RegisterEngine as Engine
from agreements.storage.database.sqlite_engine import PooledSQLiteEngine

__all__ = ["Engine", "bind", "bound_engine", "engine_from_url", "opened"]

_bound: list[Engine] = []
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


def bind(engine: Engine, tables: Iterable[type[Table]]) -> None:
    """Let these tables, and units of work that name no engine, use this engine from now on."""
    for table in tables:
        table._meta.db = engine
    _bound[:] = [engine]


def bound_engine() -> Engine:
    """Give the engine last bound. Raises RuntimeError when there is none."""
    if not _bound:
        raise RuntimeError("no database is bound; call bind(engine, TABLES) first")
    return _bound[0]


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
