"""The whole application over HTTP, in the test's own event loop, at noon of a day that tests can move."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from litestar import Litestar

from admin_ui.sign_in import passwords
from agreements.app import create_app
from agreements.clock import Moment
from agreements.settings import Settings
from agreements.storage.database.engine import bind
from tests.architecture.house import ROOT
from tests.command_line import CommandLine
from tests.office import NOON
from tests.people import TODAY
from tests.quick_routes import read_routes_once
from tests.shared import share
from tests.transport import transport_to

STANDARDS = ROOT.parent / "shared" / "data" / "standards"
"""Where official schemas and shapes are, if anywhere: they are not ours, so they are not in the repository."""
BASE_URL = "https://afspraken.voorbeeldstad.example"
METRICS_KEY = "a-key-for-monitors-0123456789-0123456789"
MONITOR = {"Authorization": f"Bearer {METRICS_KEY}"}
SECRET = "a-secret-that-is-long-enough-for-tests-0123456789"


def pytest_configure(config: pytest.Config) -> None:
    """Databases and the office."""
    share(config)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--registers`, `--registers-seed` and `--shapes`."""
    group = parser.getgroup("years")
    group.addoption("--registers", type=int, default=1, help="registers that live for three years, on each database")
    group.addoption("--registers-seed", type=int, default=20261123, help="chooses what happens in the first of them")
    parser.addoption("--shapes", type=Path, default=STANDARDS, help="folder with dcat-ap-nl-SHACL*.ttl of Geonovum")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A register for each seed."""
    if "register_seed" in metafunc.fixturenames:
        first = metafunc.config.getoption("--registers-seed", 20261123)
        metafunc.parametrize("register_seed", range(first, first + metafunc.config.getoption("--registers", 1)))


@dataclass
class Calendar:
    """The day on which the application thinks it is."""

    today: date = TODAY
    minutes: int = 0
    """After noon."""

    def read(self) -> Moment:
        now = datetime.combine(self.today, NOON) + timedelta(minutes=self.minutes)
        return Moment(now=now, today=self.today)


@pytest.fixture(scope="session")
def sample_at_prompt(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The command line in front of the sample register, which the tests share and so only read."""
    folder = tmp_path_factory.mktemp("sample")
    prompt = CommandLine(folder, f"sqlite:///{folder / 'sample.sqlite'}")
    assert "45 sample agreements" in prompt.does("sample").text
    return prompt


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes of its own."""
    yield from mounted(tmp_path / "disk", "2m")


@pytest.fixture
def roomy_disk(tmp_path: Path) -> Iterator[Path]:
    """One on which a register fits."""
    yield from mounted(tmp_path / "disk", "32m")


def mounted(disk: Path, size: str) -> Iterator[Path]:
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk]).returncode:
        pytest.skip("only root may mount a disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.fixture
def day() -> Calendar:
    """Today; a test may set another day."""
    return Calendar()


@pytest.fixture
def hasher() -> PasswordHasher:
    """Hashes that are quick to make and to compare; a test about the real ones gives those."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def settings_of_the_site() -> dict[str, object]:
    """What is set besides; a test may set more."""
    return {}


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    database_url: str,
    day: Calendar,
    hasher: PasswordHasher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings_of_the_site: dict[str, object],
) -> Litestar:
    """The application on an empty database; on the open one, for a test that works with that itself."""
    engine = request.getfixturevalue("engine") if "engine" in request.fixturenames else None
    read_routes_once(monkeypatch)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    settings = Settings.model_validate(
        {
            "database_url": database_url,
            "base_url": BASE_URL,
            "organisation_name": "Gemeente Voorbeeldstad",
            "secret_key": SECRET,
            "metrics_key": METRICS_KEY,
            "scheduler": False,
            "mail_directory": tmp_path / "mail",
            **settings_of_the_site,
        }
    )
    return create_app(settings, day.read, engine)


@asynccontextmanager
async def running(app: Litestar) -> AsyncIterator[None]:
    """The application between start and stop. One task holds both ends, as anyio demands and fixtures do not do."""
    started, stop = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with app.lifespan():
            started.set()
            await stop.wait()

    held = asyncio.create_task(hold())
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait({held, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if started.is_set():
        bind(app.state["engine"])  # whoever looks over the application's shoulder works with the same register
        yield
    stop.set()
    await held


@pytest.fixture
async def site(everyone_hired: None, app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor without an account. The office has its people; the register is empty."""
    transport = transport_to(app, raise_app_exceptions=False)
    async with running(app), httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
        yield client
