"""Fixtures for tests that need a database: every such test runs on SQLite and on a real PostgreSQL.

- `engine`: a migrated, empty, open database with the tables bound to it
- `database_url`: the same, closed and not bound, for commands and other processes
- `bare_url`: a database without any table
- `everyone_hired`: makes the first two hold everyone's account; `staffed` of `tests.office` and `site` ask for it
- `sample_loaded`: makes them hold the sample register
- whatever a test module declares with `filled_once`: makes them hold what that fills in
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from agreements.sample.load import SampleResult, load_sample
from agreements.services.make_pieces import take_over
from agreements.services.rebuild import rebuild_when_changed
from agreements.storage.database.engine import Engine, bind, bound, bound_engine, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from tests.office import EVERYONE, TODAY_OFFICE, hire
from tests.postgres_server import binaries, postgres_url
from tests.published import PLACE

DATABASES = ["sqlite", "postgres"]
MIGRATED = "migrated"
_SAMPLES: dict[str, SampleResult] = {}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Template:
    """How a database to copy from is made: from a copy of another one (`of`; without: one without any table), by what
    works at its address."""

    make: Callable[[str], Awaitable[None]]
    of: str = ""


TEMPLATES: dict[str, Template] = {}
"""By their names: those of fixtures, where a test has one by asking for it."""


class Templates:
    """Databases to copy from, each made the first time in a run that somebody asks for a copy of it."""

    def __init__(self, folder: Path, server: Callable[[], str], ending: ExitStack) -> None:
        self.server = server
        """Gives the address of a PostgreSQL server's maintenance database."""
        self._folder, self._ending = folder, ending
        self._made: dict[tuple[str, str], str] = {}

    @contextmanager
    def copied(self, dialect: str, name: str, folder: Path) -> Iterator[str]:
        """The address of a copy, in this folder if it is a file, for as long as the block lasts."""
        template = self._address(dialect, name) if name else ""
        if dialect == "postgres":
            with _new_database(self.server(), urlsplit(template).path.strip("/") or "template0") as url:
                yield url
            return
        folder.mkdir(exist_ok=True)
        file = folder / "register.sqlite"
        if template:
            shutil.copy(template.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"

    def _address(self, dialect: str, name: str) -> str:
        if (dialect, name) not in self._made:
            template = TEMPLATES[name]
            url = self._ending.enter_context(self.copied(dialect, template.of, self._folder / name))
            _in_own_loop(template.make(url))
            self._made[dialect, name] = url
        return self._made[dialect, name]


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """What databases of tests are copied from. The server is started for the first one that needs it, and stopped when
    none is left: so it is no fixture, which would be gone before this one."""
    with ExitStack() as ending:
        server = functools.cache(lambda: ending.enter_context(postgres_url()))
        yield Templates(tmp_path_factory.mktemp("templates"), server, ending)


def filled_once(fill: Callable[[], Awaitable[None]]) -> Any:
    """A fixture of the name of `fill`: whoever asks for it has a database that this has filled, a copy of what it made
    the first time in a run. Nothing of a copy comes to another test.
    """

    async def make(url: str) -> None:
        async with opened(engine_from_url(url)) as engine:
            with bound(engine):
                await fill()

    @pytest.fixture(name=fill.__name__)
    def asked_for() -> None:
        """Its name is all that counts."""

    TEMPLATES[fill.__name__] = Template(make, of=MIGRATED)
    return asked_for


@pytest.fixture
def postgres_server(templates: Templates) -> str:
    """The address of a running PostgreSQL server's maintenance database."""
    return templates.server()


@filled_once
async def everyone_hired() -> None:
    """Everyone's account."""
    await hire(*EVERYONE)


@filled_once
async def sample_loaded() -> None:
    """The sample register; `samples` has what was told when it was loaded."""
    _SAMPLES[bound_engine().dialect] = await load_sample(TODAY_OFFICE)


@pytest.fixture(scope="session")
def samples() -> dict[str, SampleResult]:
    """What was told when the sample was loaded that is copied, by kind of database."""
    return _SAMPLES


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, empty, or filled with what the test asks for."""
    with templates.copied("postgres", _template(request), tmp_path) as url:
        yield url


@pytest.fixture
def bare_postgres_database(postgres_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    with _new_database(postgres_server, "template0") as url:
        yield url


@pytest.fixture
def postgres_programs(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with `pg_dump` and `pg_restore` of the server's version, which is the path of the test."""
    folder = binaries()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


@pytest.fixture(params=DATABASES)
def database_and_place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The address of a migrated, empty database, and of a place of the same kind for a copy of it."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_database"), f"sqlite:///{tmp_path / 'elsewhere' / 'register.sqlite'}"
    request.getfixturevalue("postgres_programs")
    return request.getfixturevalue("postgres_database"), request.getfixturevalue("bare_postgres_database")


@pytest.fixture
def sqlite_database(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database file, empty, or filled with what the test asks for."""
    with templates.copied("sqlite", _template(request), tmp_path) as url:
        yield url


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database, on each kind of database."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


@pytest.fixture(params=DATABASES)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table, on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.sqlite'}"
    url: str = request.getfixturevalue("bare_postgres_database")
    return url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[Engine]:
    """A migrated, empty, open database with the tables bound to it, on each kind of database."""
    async with opened(engine_from_url(database_url)) as ready:
        bind(ready)
        yield ready


def _template(request: pytest.FixtureRequest) -> str:
    """The name of the one that holds what the test asks for: of several that which was made known last, for it knows of
    the others."""
    return [MIGRATED, *(name for name in TEMPLATES if name in request.fixturenames)][-1]


@contextmanager
def _new_database(server: str, template: str) -> Iterator[str]:
    name = f"afspraken_{os.getpid()}_{next(_numbers)}"
    _sql(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')  # nothing is synced: quicker
    yield _with_database(server, name)
    _sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


def _sql(url: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    _in_own_loop(run())


def _in_own_loop(work: Awaitable[object]) -> None:
    async def run() -> None:
        await work

    # A thread of its own, because the test run's event loop belongs to this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, run()).result()


async def _up_to_date(url: str) -> None:
    """Migrated, and its public memory of the shape of this program, as every start leaves it."""
    engine = engine_from_url(url)
    await migrate(engine)
    async with opened(engine):
        await rebuild_when_changed(engine)
        await take_over(PLACE, engine)


TEMPLATES[MIGRATED] = Template(_up_to_date)
