"""Public readers can read the public memory and nothing else: the database refuses the rest, whatever is asked."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from itertools import product

import pytest

from agreements.storage.database.engine import Engine, bound, opened
from agreements.storage.database.errors import NoRight, StorageUnavailable
from agreements.storage.database.public_role import READABLE
from agreements.storage.database.transaction import dialect, execute, fetch, snapshot, unit_of_work
from agreements.storage.public_memory.tables import PUBLIC_TABLES
from agreements.storage.tables import TABLES
from tests.office import in_force

NAMES = tuple(str(table._meta.tablename) for table in TABLES)
PRIVATE = tuple(name for name in NAMES if name not in PUBLIC_TABLES)


@pytest.fixture
async def public(staffed: Engine) -> AsyncIterator[Engine]:
    """The readers of a register with an agreement in it."""
    await in_force()
    async with opened(staffed.public_reader()) as reader:
        yield reader


async def test_they_read_every_table_of_the_public_memory(public: Engine) -> None:
    assert set(PUBLIC_TABLES) <= set(NAMES)
    with bound(public):
        for name in READABLE:
            await fetch(f"SELECT * FROM {name}", {})
        assert await fetch("SELECT count(*) AS n FROM public_entry", {}) == [{"n": 1}]
    assert await public.readable_beyond() == []


WAYS = (
    "SELECT * FROM {}",
    "SELECT count(*) AS n FROM {}",
    "SELECT 1 FROM public_entry WHERE EXISTS (SELECT 1 FROM {})",
    "WITH public_entry AS (SELECT 1 FROM {}) SELECT count(*) FROM public_entry",
    "SELECT seq FROM public_entry UNION ALL SELECT 1 FROM {}",
)


async def test_the_database_refuses_them_every_other_table(public: Engine) -> None:
    assert len(PRIVATE) > 15
    with bound(public):
        for name, way in product(PRIVATE, WAYS):
            with pytest.raises(NoRight):
                await fetch(way.format(name), {})
        for name in PRIVATE:
            with pytest.raises(NoRight):
                async with snapshot():
                    await fetch(WAYS[0].format(name), {})


async def count() -> int:
    return int((await fetch("SELECT count(*) AS n FROM public_entry", {}))[0]["n"])


async def test_they_see_one_moment_and_then_what_was_written_meanwhile(public: Engine) -> None:
    may_begin = asyncio.Event()

    async def approve_another() -> None:
        await may_begin.wait()
        await in_force()

    approving = asyncio.create_task(approve_another())
    with bound(public):
        async with snapshot():
            before = await count()
            may_begin.set()
            await approving
            during = await count()
        assert (before, during, await count()) == (1, 1, 2)


async def test_what_is_seen_at_a_glance_is_public_too(public: Engine) -> None:
    if public.dialect == "sqlite":
        assert public.glance("SELECT count(*) FROM public_entry") == (1,)
    assert public.glance("SELECT count(*) FROM account") is None


async def test_they_change_nothing(public: Engine) -> None:
    with bound(public):
        for statement in ("DELETE FROM audit_head", "CREATE TABLE note (x INTEGER)", "DELETE FROM account"):
            with pytest.raises(StorageUnavailable):
                await execute(statement, {})
            with pytest.raises(StorageUnavailable):
                async with snapshot():
                    await execute(statement, {})
        with pytest.raises(NoRight):
            async with unit_of_work():
                await fetch("SELECT 1", {})
        with pytest.raises(NoRight):
            async with public.for_migrations():
                pass


ON_SQLITE = (
    "PRAGMA query_only=0",
    "PRAGMA table_info(account)",
    "SELECT * FROM pragma_table_info('account')",
    "SELECT sql FROM sqlite_master",
    "SELECT load_extension('x')",
    "SELECT * FROM sqlite_dbpage",
)
ON_POSTGRES = ("SELECT rolpassword FROM pg_authid", "SELECT pg_read_file('/etc/passwd')", "TABLE account")


async def test_no_way_leads_round_it(public: Engine) -> None:
    with bound(public):
        for way in ON_SQLITE if dialect() == "sqlite" else ON_POSTGRES:
            with pytest.raises((StorageUnavailable, sqlite3.OperationalError)):
                await fetch(way, {})
        if dialect() == "sqlite":
            with pytest.raises(StorageUnavailable):
                await execute("ATTACH DATABASE ':memory:' AS other", {})
