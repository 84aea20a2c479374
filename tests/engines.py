"""Fixtures for tests that need a database: every such test runs on SQLite and on a real PostgreSQL.

- `engine`: a migrated, empty, open database with the tables bound to it
- `database_url`: the same, closed and not bound, for commands and other processes
- `bare_url`: a database without any table
- `everyone_hired`: makes the first two hold everyone's account; `staffed` of `tests.office` and `site` ask for it
- `sample_loaded`: makes them hold the sample register
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from agreements.sample.load import SampleResult, load_sample
from agreements.services.rebuild import rebuild_when_changed
from agreements.storage.database.engine import Engine, bind, bound, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from tests.office import EVERYONE, TODAY_OFFICE, hire
from tests.postgres_server import binaries, postgres_url
from tests.published import PLACE

DATABASES = ["sqlite", "postgres"]
FILLED = {"everyone_hired": "staffed_", "sample_loaded": "sampled_"}
"""What is asked for to have a database that holds something, and how the template of it is called."""
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running PostgreSQL server's maintenance database."""
    with postgres_url() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty database to copy from."""
    name = f"afspraken_template_{os.getpid()}"
    _sql(postgres_server, f'CREATE DATABASE "{name}"')
    _in_own_loop(_up_to_date(_with_database(postgres_server, name)))
    yield name
    _sql(postgres_server, f'DROP DATABASE "{name}"')


@pytest.fixture(scope="session")
def staffed_postgres_template(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The name of a database with everyone's account to copy from."""
    yield from _filled_postgres(postgres_server, postgres_template, lambda: hire(*EVERYONE))


@pytest.fixture(scope="session")
def sampled_postgres_template(
    postgres_server: str, postgres_template: str, samples: dict[str, SampleResult]
) -> Iterator[str]:
    """The name of a database with the sample register to copy from."""
    yield from _filled_postgres(postgres_server, postgres_template, lambda: _load_sample(samples, "postgres"))


@pytest.fixture
def everyone_hired() -> None:
    """Asked for by what needs everyone's account: the database of the test then has them when it is made."""


@pytest.fixture
def sample_loaded() -> None:
    """The same for the sample register; `samples` has what was told when it was loaded."""


@pytest.fixture(scope="session")
def samples() -> dict[str, SampleResult]:
    """What was told when the sample was loaded that is copied, by kind of database."""
    return {}


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest, postgres_server: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, empty, or with everyone's account."""
    yield from _new_database(postgres_server, request.getfixturevalue(_template("postgres_template", request)))


@pytest.fixture
def bare_postgres_database(postgres_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    yield from _new_database(postgres_server, "template0")


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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy from."""
    path = tmp_path_factory.mktemp("template") / "register.sqlite"
    _in_own_loop(_up_to_date(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def staffed_sqlite_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with everyone's account to copy from."""
    return _filled_sqlite(sqlite_template, tmp_path_factory.mktemp("staffed"), lambda: hire(*EVERYONE))


@pytest.fixture(scope="session")
def sampled_sqlite_template(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, samples: dict[str, SampleResult]
) -> Path:
    """A database file with the sample register to copy from."""
    return _filled_sqlite(sqlite_template, tmp_path_factory.mktemp("sampled"), lambda: _load_sample(samples, "sqlite"))


@pytest.fixture
def sqlite_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database file, empty, or with everyone's account."""
    template = request.getfixturevalue(_template("sqlite_template", request))
    return f"sqlite:///{shutil.copy(template, tmp_path / 'register.sqlite')}"


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


def _template(name: str, request: pytest.FixtureRequest) -> str:
    filled = (prefix for asked, prefix in FILLED.items() if asked in request.fixturenames)
    return next(filled, "") + name


def _filled_postgres(server: str, template: str, fill: Callable[[], Awaitable[None]]) -> Iterator[str]:
    made = _new_database(server, template)
    url = next(made)
    _in_own_loop(_filled(url, fill))
    yield urlsplit(url).path.strip("/")
    next(made, None)


def _filled_sqlite(template: Path, folder: Path, fill: Callable[[], Awaitable[None]]) -> Path:
    path = Path(shutil.copy(template, folder))
    _in_own_loop(_filled(f"sqlite:///{path}", fill))
    return path


async def _filled(url: str, fill: Callable[[], Awaitable[None]]) -> None:
    async with opened(engine_from_url(url)) as engine:
        with bound(engine):
            await fill()


async def _load_sample(samples: dict[str, SampleResult], dialect: str) -> None:
    samples[dialect] = await load_sample(TODAY_OFFICE)


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


def _in_own_loop(work: Coroutine[Any, Any, object]) -> None:
    # A thread of its own, because the test run's event loop belongs to this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


async def _up_to_date(url: str) -> None:
    """Migrated, and its public memory of the shape of this program, as every start leaves it."""
    engine = engine_from_url(url)
    await migrate(engine)
    async with opened(engine):
        await rebuild_when_changed(PLACE, engine)
