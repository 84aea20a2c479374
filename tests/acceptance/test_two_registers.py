"""Two registers in one process: each gives its own answers, to visitors as to its own jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.app import create_app
from agreements.domain.jobs import JOBS
from agreements.settings import Settings
from agreements.storage.database.engine import bind
from agreements.storage.database.transaction import fetch
from scheduler.ticker import ticking
from tests.acceptance.conftest import BASE_URL, SECRET, Calendar, running
from tests.alerts import moment_on
from tests.colleague import Colleague
from tests.engines import MIGRATED, Templates
from tests.office import EVERYONE, hire, in_force
from tests.people import HENK, TODAY
from tests.transport import transport_to

PUBLIC = ("/", "/afspraken/AFS-2025-0001", "/afspraken.csv", "/afspraken.json", "/agenda.ics", "/sitemap.xml")
TITLES = ("Schoolzwemmen", "Kamerverhuur")


@dataclass
class Town:
    """One register, with a visitor and its one agreement."""

    app: Litestar
    visitor: httpx.AsyncClient
    title: str

    def fill(self) -> asyncio.Task[None]:
        """In a task of its own, as whoever works with this register alone."""

        async def work() -> None:
            bind(self.app.state["engine"])
            await hire(*EVERYONE)
            await in_force(title=self.title)

        return asyncio.create_task(work())


@pytest.fixture
async def towns(database_url: str, templates: Templates, tmp_path: Path, day: Calendar) -> AsyncIterator[list[Town]]:
    """Alike in everything but their agreements: the same address, secret and clock."""
    async with AsyncExitStack() as stack:
        other = stack.enter_context(templates.copied("sqlite", MIGRATED, tmp_path / "other"))
        found = []
        for url, title in zip((database_url, other), TITLES, strict=True):
            given = {"database_url": url, "base_url": BASE_URL, "secret_key": SECRET, "scheduler": False}
            app = create_app(Settings.model_validate(given), day.read)
            await stack.enter_async_context(running(app))
            client = httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL)
            found.append(Town(app, await stack.enter_async_context(client), title))
        for town in found:
            await town.fill()
        yield found


def titles_in(text: str) -> set[str]:
    return {title for title in TITLES if title in text}


async def test_visitors_of_two_registers_read_their_own_in_turn_and_at_once(towns: list[Town]) -> None:
    for path in PUBLIC[:-1]:
        for town in (*towns, *towns):
            assert titles_in((await town.visitor.get(path)).text) == {town.title}, path
    asked = [(town, path) for path in PUBLIC[:-1] for town in towns]
    answers = await asyncio.gather(*(town.visitor.get(path) for town, path in asked))
    assert [titles_in(answer.text) for answer in answers] == [{town.title} for town, _ in asked]
    tags = [(await town.visitor.get("/afspraken.csv")).headers["etag"] for town in towns]
    kept = await towns[1].visitor.get("/afspraken.csv", headers={"If-None-Match": tags[1]})
    assert kept.status_code == 304


async def test_who_signs_in_at_one_is_a_stranger_at_the_other(towns: list[Town]) -> None:
    here, there = towns

    async def at(town: Town) -> Colleague:
        bind(town.app.state["engine"])
        colleague = Colleague(town.app, BASE_URL)
        await colleague.sign_in_first(HENK)
        return colleague

    at_home = await asyncio.create_task(at(here))
    away = await asyncio.create_task(at(there))
    pages = [(await one.open("/beheer/afspraken")).text for one in (at_home, away, at_home)]

    assert [titles_in(page) for page in pages] == [{here.title}, {there.title}, {here.title}]


async def test_the_jobs_of_each_work_in_their_own(towns: list[Town], tmp_path: Path) -> None:
    async def beats(town: Town, *, works: bool) -> set[str]:
        bind(town.app.state["engine"])
        settings = town.app.state["site"].settings.model_copy(update={"mail_directory": tmp_path / town.title})
        if works:
            async with ticking(settings, lambda: moment_on(TODAY)):
                pass
        return {str(row["name"]) for row in await fetch("SELECT name FROM heartbeat", {})}

    here, there = towns
    assert await asyncio.create_task(beats(here, works=True)) == {job.id for job in JOBS}
    assert await asyncio.create_task(beats(there, works=False)) == set()
