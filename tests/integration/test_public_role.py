"""The role of PostgreSQL by which public readers read: who makes it, what it may, and what holds without it."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
import pytest

from agreements.opening import why_not_confined
from agreements.storage.database import postgres_engine, public_role
from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.errors import NoRight
from agreements.storage.database.migrate import migrate
from agreements.storage.database.postgres_engine import PostgresConnection
from agreements.storage.database.public_role import PUBLIC_ROLE, READABLE, let_the_public_read

_numbers = itertools.count(1)
GRANTED = """
    SELECT table_name AS name, string_agg(privilege_type, ' ') AS rights FROM information_schema.role_table_grants
    WHERE grantee = $1 GROUP BY table_name ORDER BY table_name"""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def rights(url: str, role: str = PUBLIC_ROLE) -> dict[str, str]:
    """What the role may do with which tables."""
    async with connected(url) as administrator:
        return {row["name"]: row["rights"] for row in await administrator.fetch(GRANTED, role)}


def as_account(url: str, name: str) -> str:
    """The same database, under another account."""
    parts = urlsplit(url)
    return parts._replace(netloc=f"{name}@{parts.netloc.rpartition('@')[2]}").geturl()


@pytest.fixture
def account() -> str:
    """The name of an account that nobody has."""
    return f"account_{os.getpid()}_{next(_numbers)}"


@asynccontextmanager
async def owned_by(url: str, account: str, kind: str = "") -> AsyncIterator[str]:
    """The database belongs to such an account, which is no administrator of the server."""
    async with connected(url) as administrator:
        await administrator.execute(f"CREATE ROLE {account} LOGIN {kind}")
        await administrator.execute(f'ALTER DATABASE "{urlsplit(url).path[1:]}" OWNER TO {account}')
    try:
        yield as_account(url, account)
    finally:
        async with connected(url) as administrator:
            await administrator.execute(f"REASSIGN OWNED BY {account} TO CURRENT_USER; DROP OWNED BY {account}")
            await administrator.execute(f"DROP ROLE {account}")


async def public_tables(url: str) -> list[str]:
    """What a public reader under this address can read besides what is public."""
    async with opened(engine_from_url(url).public_reader()) as public:
        beyond, doubt = await public.readable_beyond(), await why_not_confined(public)
    assert bool(doubt) is bool(beyond)
    return beyond


async def test_migrating_gives_it_what_is_public_and_takes_all_else(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await rights(postgres_database) == dict.fromkeys(sorted(READABLE), "SELECT")

    async with connected(postgres_database) as administrator:
        await administrator.execute(f"GRANT ALL ON account, public_entry TO {PUBLIC_ROLE}")
    assert await public_tables(postgres_database) == ["account"]
    await migrate(engine_from_url(postgres_database))
    assert await rights(postgres_database) == dict.fromkeys(sorted(READABLE), "SELECT")
    assert await public_tables(postgres_database) == []


async def test_the_rights_follow_a_table_that_becomes_public_or_is_so_no_more(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = (*READABLE[1:], "heartbeat")
    monkeypatch.setattr(public_role, "READABLE", more)
    await migrate(engine_from_url(postgres_database))

    assert await rights(postgres_database) == dict.fromkeys(sorted(more), "SELECT")


async def test_a_table_with_a_name_that_must_be_quoted_stops_nothing(postgres_database: str) -> None:
    async with connected(postgres_database) as administrator:
        await administrator.execute(
            f'CREATE TABLE "Of ""the"" office" (x int); GRANT ALL ON "Of ""the"" office" TO {PUBLIC_ROLE}'
        )
    await migrate(engine_from_url(postgres_database))

    assert set(await rights(postgres_database)) == set(READABLE)


async def test_an_account_without_it_reads_all_and_says_so_until_an_administrator_helps(
    bare_postgres_database: str, account: str
) -> None:
    async with owned_by(bare_postgres_database, account) as url:
        await migrate(engine_from_url(url))
        assert {"account", "agreement", "audit_event"} <= set(await public_tables(url))
        assert set(await rights(bare_postgres_database)) == set(READABLE), "it owns the tables, so it gives the rights"

        async with connected(bare_postgres_database) as administrator:
            await administrator.execute(f"GRANT {PUBLIC_ROLE} TO {account}")
        assert await public_tables(url) == []


async def test_where_there_is_no_such_role_public_readers_read_with_the_rights_of_the_account(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_engine, "PUBLIC_ROLE", "nobody_made_this")

    assert "account" in await public_tables(postgres_database)


async def test_an_account_that_may_make_roles_makes_it_and_takes_it(bare_postgres_database: str, account: str) -> None:
    role = f"{account}_public"
    async with owned_by(bare_postgres_database, account, "CREATEROLE") as url:
        async with connected(url) as raw:
            await raw.execute("CREATE TABLE public_entry (x int); CREATE TABLE account (x int)")
            for _ in range(2):
                await let_the_public_read(PostgresConnection(raw), role)
        assert await rights(bare_postgres_database, role) == {"public_entry": "SELECT"}
        async with connected(f"{url}&options=-crole%3D{role}") as reader:
            assert await reader.fetch("SELECT * FROM public_entry") == []
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await reader.fetch("SELECT * FROM account")
        async with connected(url) as raw:
            await raw.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


async def test_an_account_that_may_neither_make_it_nor_grant_is_not_stopped(
    postgres_database: str, account: str
) -> None:
    """A node whose account only works with the tables, while another one migrates."""
    async with connected(postgres_database) as administrator:
        await administrator.execute(f"CREATE ROLE {account} LOGIN")
        await administrator.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {account}")
        await administrator.execute(f"REVOKE ALL ON public_entry FROM {PUBLIC_ROLE}")
    engine: Engine = engine_from_url(as_account(postgres_database, account))
    assert await migrate(engine) == []
    async with connected(postgres_database) as administrator:
        await administrator.execute(f"DROP OWNED BY {account}; DROP ROLE {account}")
    assert "public_entry" not in await rights(postgres_database)
    async with opened(engine_from_url(postgres_database).public_reader()) as public:
        with pytest.raises(NoRight, match="public_entry"):
            await public.run("SELECT * FROM public_entry")
