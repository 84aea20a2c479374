"""`/metrics`: what a monitor on this machine reads, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from agreements.storage import heartbeat
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.alerts import BUSY, DAY, REFUSED, MailRoom, end_is_near, send
from tests.office import address, desk_on
from tests.people import HENK

LOCAL = "http://127.0.0.1:8000"


async def ask(app: Litestar, base_url: str = LOCAL, client: str = "127.0.0.1", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, client=(client, 1234))
    async with httpx.AsyncClient(transport=transport, base_url=base_url) as visitor:
        return await visitor.get("/metrics", headers=headers)


async def test_a_monitor_reads_counts_and_ages(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    day.today = DAY
    await end_is_near()
    await send(MailRoom({address(HENK): REFUSED}))
    await heartbeat.beat("sweep", desk_on(DAY).now)
    answer = await ask(app)
    lines = answer.text.splitlines()

    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "afspraken_alerts_late 1" in lines
    assert 'afspraken_messages{state="failed"} 1' in lines
    assert 'afspraken_messages{state="sent"} 2' in lines
    assert 'afspraken_job_age_seconds{job="sweep"} 0' in lines
    assert 'afspraken_agreements{status="ends_soon"} 1' in lines
    assert "AFS-" not in answer.text


async def test_one_number_tells_an_alert_rule_whether_alerts_are_late(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    day.today = DAY
    await end_is_near()
    await send(MailRoom({address(HENK): BUSY}))
    for job in ("sweep", "deliver"):
        await heartbeat.beat(job, desk_on(DAY).now)
    lines = (await ask(app)).text.splitlines()
    assert {"afspraken_alerts_late 0", "afspraken_messages_retrying 1"} <= set(lines)

    await heartbeat.beat("sweep", desk_on(DAY).now + timedelta(days=1))
    lines = (await ask(app)).text.splitlines()
    assert {"afspraken_alerts_late 1", 'afspraken_job_age_seconds{job="sweep"} -86400'} <= set(lines)


async def test_an_empty_register_has_nothing_that_waits(app: Litestar, site: httpx.AsyncClient) -> None:
    assert "afspraken_oldest_waiting_seconds 0" in (await ask(app)).text.splitlines()


@pytest.mark.parametrize(
    ("base_url", "client", "headers"),
    [
        (BASE_URL, "127.0.0.1", {}),
        (LOCAL, "192.0.2.7", {}),
        (LOCAL, "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}),
        (LOCAL, "127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
async def test_for_anybody_else_it_does_not_exist(
    app: Litestar, site: httpx.AsyncClient, base_url: str, client: str, headers: dict[str, str]
) -> None:
    assert (await ask(app, base_url, client, **headers)).status_code == 404
