"""Opening, closing and losing connections to both databases."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.errors import StorageUnavailable, UnknownDatabase
from agreements.storage.database.transaction import append_lock, execute, fetch, unit_of_work
from agreements.storage.tables import Heartbeat


async def beat(name: str) -> None:
    """Write one row."""
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    await execute("INSERT INTO heartbeat (name, beat_at) VALUES (:name, :at)", {"name": name, "at": moment})


async def test_an_engine_serves_one_event_loop_after_another(database_url: str) -> None:
    engine = engine_from_url(database_url)

    async def once() -> int:
        async with opened(engine):
            bind(engine)
            async with unit_of_work(engine):
                await execute("DELETE FROM heartbeat", {})
            return int(await Heartbeat.count())

    assert [await asyncio.to_thread(asyncio.run, once()) for _ in range(3)] == [0, 0, 0]


async def test_in_a_unit_of_work_the_query_builder_asks_the_engine_of_that(database_url: str, tmp_path: Path) -> None:
    bind(engine_from_url(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"))

    async with opened(engine_from_url(database_url)) as engine, unit_of_work(engine):
        await beat("sweep")
        assert await Heartbeat.count() == 1


async def test_a_closed_engine_leaves_no_threads_and_says_so(database_url: str) -> None:
    engine = engine_from_url(database_url)
    async with opened(engine):
        assert engine.is_open
        kept = engine, dict(vars(engine))  # so that no collection of garbage ends a thread
        with pytest.raises(RuntimeError, match="open already"):
            await engine.start_connection_pool()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("register-sqlite")]
    with pytest.raises(RuntimeError, match="not open"):
        await engine.run("SELECT 1")
    assert kept


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a?mode=ro",
        "mysql://root:geheim@h/d",
        "postgresql:",
        "postgresql://wim:geheim/x@db/name",
        "postgresql://wim:geheim@db:many/name",
        "postgresql://wim:geheim@[::1/name",
        "postgresql://one:1,two:geheim/name",
    ],
)
def test_an_unusable_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnknownDatabase) as refusal:
        engine_from_url(url)
    assert "geheim" not in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["postgresql://[::1]:5432/name", "postgresql://one:1,two:2/name", "postgresql:///name?host=/x"]
)
def test_every_shape_of_an_address_of_a_server_is_taken(url: str) -> None:
    assert engine_from_url(url).dialect == "postgres"


@pytest.mark.parametrize("option", ["sslmode=perhaps", "sslmode=verify-full&sslrootcert=/none.crt", "port=many"])
async def test_a_server_that_cannot_be_asked_in_this_way_is_said_so(tmp_path: object, option: str) -> None:
    engine = engine_from_url(f"postgresql://wim:geheim@localhost/db?{option}")
    with pytest.raises(StorageUnavailable) as refusal:
        async with opened(engine):
            pass
    assert "geheim" not in str(refusal.value)
    with pytest.raises(StorageUnavailable):
        async with engine.for_migrations():
            pass


async def test_a_server_out_of_reach_is_said_so(tmp_path: object) -> None:
    with pytest.raises(StorageUnavailable):
        async with opened(engine_from_url(f"postgresql:///db?host={tmp_path}")):
            pass


async def lose_connection(url: str) -> None:
    """End the server's side of this unit's connection, as a restart or a firewall would."""
    pid = (await fetch("SELECT pg_backend_pid() AS pid", {}))[0]["pid"]
    other = await asyncpg.connect(url)
    try:
        await other.execute("SELECT pg_terminate_backend($1, 5000)", pid)
    finally:
        await other.close()


@pytest.mark.parametrize("lost_at", ["statement", "commit"])
async def test_a_lost_connection_spoils_one_unit_of_work_only(postgres_database: str, lost_at: str) -> None:
    async def lose(number: int) -> None:
        async with unit_of_work():
            await beat(f"lost-{number}")
            await lose_connection(postgres_database)
            if lost_at == "statement":
                await beat(f"also-{number}")

    async with opened(engine_from_url(postgres_database)) as engine:
        bind(engine)
        for number in range(12):
            with pytest.raises(StorageUnavailable):
                await lose(number)
        for number in range(12):
            async with unit_of_work():
                await beat(f"kept-{number}")
        assert await Heartbeat.count() == 12


async def test_readers_do_not_wait_behind_writers_that_wait_for_their_turn(postgres_database: str) -> None:
    turn_taken, go_on = asyncio.Event(), asyncio.Event()

    async def long_import() -> None:
        async with unit_of_work():
            await append_lock("audit")
            turn_taken.set()
            await go_on.wait()

    async def writer(number: int) -> None:
        async with unit_of_work():
            await append_lock("audit")
            await beat(f"writer-{number}")

    async with opened(engine_from_url(postgres_database)) as engine:
        bind(engine)
        importing = asyncio.create_task(long_import())
        await turn_taken.wait()
        writers = [asyncio.create_task(writer(number)) for number in range(30)]
        async with asyncio.timeout(5):
            while not await waiting_for_the_lock():
                pass
            pages = [fetch("SELECT count(*) AS n FROM heartbeat", {}) for _ in range(50)]
            assert [rows[0]["n"] for rows in await asyncio.gather(*pages)] == [0] * 50
            await beat("a lone statement that writes")
        assert not importing.done()
        go_on.set()
        await asyncio.gather(importing, *writers)
        assert await Heartbeat.count() == 31


async def waiting_for_the_lock() -> bool:
    """Whether transactions wait for the writers' turn."""
    rows = await fetch(
        "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        {},
    )
    return int(rows[0]["n"]) >= 2
