"""What the register does by itself, for who looks after it: each job, how often, when last and when next."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.jobs import DELIVER, JOBS, SWEEP
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.storage import heartbeat
from agreements.texts import Texts
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import hire, office_on
from tests.people import BRAM, FATIMA, HENK, PETRA, TODAY

PAGE = "/beheer/taken"
NOW = office_on(TODAY).now
IEKE = Actor(id="ieke", role=Role.ADMINISTRATOR)


async def signed_in(app: Litestar, actor: Actor) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    return colleague


@pytest.mark.parametrize("actor", [PETRA, IEKE])
async def test_who_looks_after_the_register_reads_what_it_does_by_itself(
    app: Litestar, site: httpx.AsyncClient, actor: Actor
) -> None:
    if actor is IEKE:
        await hire(IEKE)
    colleague = await signed_in(app, actor)
    for job in JOBS:
        await heartbeat.beat(job.id, NOW, NOW + timedelta(seconds=30))
    page = unescape((await colleague.open(PAGE)).text)
    texts = Texts("nl")

    assert [job.name for job in JOBS if texts(job.name) not in page or texts(job.does) not in page] == []
    paces = re.findall(r"elke (\d+) seconden", page)
    assert sorted(map(int, paces)) == sorted(job.every_seconds for job in JOBS)
    assert "niet bekend" not in page
    assert "Loopt niet meer" not in page
    assert f'href="{PAGE}" aria-current="page"' in page


@pytest.mark.parametrize("actor", [HENK, BRAM, FATIMA])
async def test_nobody_else_reads_it_or_is_led_there(app: Litestar, site: httpx.AsyncClient, actor: Actor) -> None:
    colleague = await signed_in(app, actor)

    assert f'href="{PAGE}"' not in (await colleague.open("/beheer")).text
    assert (await colleague.open(PAGE)).status_code == 403


async def test_a_job_that_fell_silent_went_wrong_or_never_ran_says_so(app: Litestar, site: httpx.AsyncClient) -> None:
    colleague = await signed_in(app, PETRA)
    await heartbeat.beat(SWEEP, NOW - timedelta(hours=1), NOW - timedelta(minutes=59))
    await heartbeat.failed(DELIVER, NOW, "ValueError", NOW + timedelta(seconds=30))
    page = unescape((await colleague.open(f"{PAGE}?taal=en")).text)
    lines = page.split("<tbody")[1].split("<tr ")[1:]

    assert "Does not run any more" in lines[0]
    assert "not known" in lines[0]
    assert all("Did not come to a good end yet" in line and "never" in line for line in lines[1:-1])
    assert "ValueError. The log says more." in lines[-1]
    assert "not known" not in lines[-1]
