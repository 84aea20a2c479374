"""PostgreSQL ends every connection, again and again: no alert is given up for that, no page calls it our mistake."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import httpx
import pytest

from agreements.app import create_app
from agreements.domain.messages import MessageState
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.errors import Busy, StorageUnavailable
from agreements.storage.database.transaction import execute
from scheduler.sweep import sweep
from tests.alerts import DAY, MailRoom, alerts, clear_notices, moment_on, owned, send
from tests.office import EVERYONE, hire, office_on
from tests.transport import transport_to

MASSACRES = 60
VISITORS = 6
ALL_OVER_AGAIN = (
    "UPDATE outbox SET lease_until = NULL, state = 'waiting', sent_at = NULL, next_attempt_at = created_at"
    " WHERE state IN ('waiting', 'sent')"
)
BASE_URL = "https://afspraken.voorbeeldstad.example"


@asynccontextmanager
async def backends_ended(url: str) -> AsyncIterator[asyncio.Task[None]]:
    """All connections to this database but our own are ended many times, a moment after each other."""
    connection = await asyncpg.connect(url)

    async def end_them() -> None:
        for _ in range(MASSACRES):
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await asyncio.sleep(0.01)

    ending = asyncio.create_task(end_them())
    try:
        yield ending
    finally:
        await ending
        await connection.close()


async def test_no_alert_is_given_up_because_the_database_went_away(postgres_database: str) -> None:
    async with opened(engine_from_url(postgres_database)) as engine:
        bind(engine)
        await hire(*EVERYONE)
        for _ in range(12):
            await owned()
        await clear_notices()
        await sweep(office_on(DAY))
        planned = len(await alerts(MessageState.WAITING))
        room, troubles = MailRoom(), 0
        async with backends_ended(postgres_database) as ending:
            while not ending.done():
                try:
                    await send(room)
                    await execute(ALL_OVER_AGAIN, {})
                except (Busy, StorageUnavailable):
                    troubles += 1
        await execute("UPDATE outbox SET lease_until = NULL WHERE state = 'waiting'", {})
        await send(room, day=DAY + timedelta(days=1))
        assert troubles, "no connection was lost at a moment that mattered"
        states = Counter(entry.state for entry in await alerts() if entry.state is not MessageState.SUPERSEDED)
        assert states == {MessageState.SENT: planned}


async def test_pages_and_beheer_answer_503_with_a_time_to_come_back(
    postgres_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings.model_validate(
        {"database_url": postgres_database, "base_url": BASE_URL, "secret_key": "s" * 40, "scheduler": False}
    )
    app = create_app(settings, lambda: moment_on(DAY))
    transport = transport_to(app, raise_app_exceptions=False)
    caplog.set_level(logging.WARNING)
    found: list[httpx.Response] = []
    async with app.lifespan(), httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
        client.cookies.set("__Host-afspraken", "no-such-session")
        await hire(*EVERYONE)

        async def visit(ending: asyncio.Task[None], address: str) -> None:
            while not ending.done():
                found.append(await client.get(address))
                await asyncio.sleep(0)

        async with backends_ended(postgres_database) as ending:
            await asyncio.gather(
                *(visit(ending, address) for address in ("/", "/beheer/", "/afspraken.csv") * VISITORS)
            )
    refused = [answer for answer in found if answer.status_code >= 500]
    assert refused, "no connection was lost at a moment that mattered"
    assert {(answer.status_code, answer.headers["Retry-After"]) for answer in refused} == {(503, "5")}
    assert any("Het register is even niet bereikbaar" in answer.text for answer in refused)
    assert len([line for line in caplog.messages if "the database cannot be used" in line]) <= 1
    assert not [record for record in caplog.records if record.exc_info]
