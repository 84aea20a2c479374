"""`/metrics`: what a monitor with the key reads, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar
from pydantic import SecretStr

from agreements.http.site import Site
from agreements.storage import heartbeat
from agreements.storage.database.errors import StorageUnavailable
from tests.acceptance.conftest import BASE_URL, METRICS_KEY, MONITOR, Calendar
from tests.alerts import BUSY, DAY, REFUSED, MailRoom, end_is_near, send
from tests.colleague import PASSWORD, Colleague, main_form
from tests.office import address, office_on
from tests.people import HENK
from tests.transport import transport_to

LOCAL = "http://127.0.0.1:8000"


async def ask(app: Litestar, path: str = "/metrics", **headers: str) -> httpx.Response:
    """A program on this very machine, as everybody is behind a bare proxy."""
    transport = transport_to(app, client=("127.0.0.1", 1234))
    async with httpx.AsyncClient(transport=transport, base_url=LOCAL) as visitor:
        return await visitor.get(LOCAL + path, headers=headers)


async def test_a_monitor_reads_counts_and_ages(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    day.today = DAY
    await end_is_near()
    await send(MailRoom({address(HENK): REFUSED}))
    await heartbeat.beat("sweep", office_on(DAY).now)
    answer = await ask(app, **MONITOR)
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
        await heartbeat.beat(job, office_on(DAY).now)
    lines = (await ask(app, **MONITOR)).text.splitlines()
    assert {"afspraken_alerts_late 0", "afspraken_messages_retrying 1"} <= set(lines)

    await heartbeat.beat("sweep", office_on(DAY).now + timedelta(days=1))
    lines = (await ask(app, **MONITOR)).text.splitlines()
    assert {"afspraken_alerts_late 1", 'afspraken_job_age_seconds{job="sweep"} -86400'} <= set(lines)


async def test_an_empty_register_has_nothing_that_waits(app: Litestar, site: httpx.AsyncClient) -> None:
    assert "afspraken_oldest_waiting_seconds 0" in (await ask(app, **MONITOR)).text.splitlines()


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/%6detrics", "/metrics/", "/x/../metrics"])
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": f"Basic {METRICS_KEY}"}, {"Authorization": "Bearer x"}],
)
async def test_for_anybody_else_it_does_not_exist_however_it_is_spelled(
    app: Litestar, site: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    assert (await ask(app, path, **headers)).status_code == 404


async def test_without_a_key_in_the_settings_no_key_is_right(site: httpx.AsyncClient, app: Litestar) -> None:
    own: Site = app.state["site"]
    keyless = own.settings.model_copy(update={"metrics_key": SecretStr("")})
    app.state["site"] = replace(own, settings=keyless)

    assert [(await ask(app, Authorization=given)).status_code for given in ("Bearer ", "Bearer", "")] == [404] * 3


async def test_wrong_passwords_links_and_calendar_addresses_of_the_last_five_minutes_each_count_once(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    assert "afspraken_sign_in_failures 0" in (await ask(app, **MONITOR)).text.splitlines()
    guesser = Colleague(app, BASE_URL)
    await guesser.sign_in(HENK, "a wrong password of somebody")
    assert "afspraken_sign_in_failures 1" in (await ask(app, **MONITOR)).text.splitlines()
    door = main_form(await guesser.open("/beheer/inloggen"))
    await guesser.post(f"/beheer/welkom/{'x' * 43}", [*door.pairs, ("password", PASSWORD), ("repeated", PASSWORD)])
    await guesser.open(f"/agenda/{'x' * 43}.ics")
    assert "afspraken_sign_in_failures 3" in (await ask(app, **MONITOR)).text.splitlines()

    day.today += timedelta(days=1)
    assert "afspraken_sign_in_failures 0" in (await ask(app, **MONITOR)).text.splitlines()


async def test_a_database_that_is_away_is_a_gauge_and_no_error(
    app: Litestar, site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away() -> None:
        raise StorageUnavailable("connection refused")

    assert "afspraken_database_up 1" in (await ask(app, **MONITOR)).text.splitlines()
    monkeypatch.setattr("agreements.operations.metrics.signs_of_life", away)
    answer = await ask(app, **MONITOR)

    assert answer.status_code == 200
    assert [line for line in answer.text.splitlines() if line[0] != "#"] == ["afspraken_database_up 0"]
