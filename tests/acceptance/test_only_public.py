"""`afspraken serve --only public`: what anyone may see, from a database of which it sees nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from agreements.sample.load import SampleResult
from agreements.storage.database.engine import engine_from_url, opened
from agreements.storage.database.public_role import PUBLIC_ROLE
from tests.acceptance.conftest import METRICS_KEY, MONITOR
from tests.acceptance.test_public_site import FILES, PAGES
from tests.command_line import CommandLine
from tests.people import TODAY
from tests.served import Served, serving

ADDRESSES = (
    *PAGES,
    *FILES,
    "/?status=geldig",
    "/?taal=en&pagina=2",
    f"/?peildatum={TODAY}",
    "/afspraken/AFS-2026-0008",
    "/afspraken/AFS-2026-0008/versies/1",
    "/afspraken/AFS-2026-0008.ics",
)
NOT_THERE = ("/beheer", "/beheer/inloggen", "/agenda/x.ics", "/metrics", "/health/alerts")


def administered(url: str, *statements: str) -> None:
    """What an administrator of the server does."""

    async def work() -> None:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(work())


@pytest.fixture
def account(request: pytest.FixtureRequest) -> Iterator[Callable[[str, str], str]]:
    """Makes an account of PostgreSQL with some rights; gives the address under which it finds the same database."""
    made: list[tuple[str, str]] = []

    def make(url: str, rights: str) -> str:
        name = f"web_{os.getpid()}_{len(made)}"
        administered(url, f"CREATE ROLE {name} LOGIN {rights}")
        made.append((url, name))
        parts = urlsplit(url)
        return parts._replace(netloc=f"{name}@{parts.netloc.rpartition('@')[2]}").geturl()

    yield make
    for url, name in made:
        administered(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


@pytest.fixture
def for_readers(sample_loaded: None, database_url: str, account: Callable[[str, str], str]) -> str:
    """The sample register, at the address that a node for the public is given."""
    return database_url if database_url.startswith("sqlite") else account(database_url, f"IN ROLE {PUBLIC_ROLE}")


@pytest.fixture
def served(for_readers: str, tmp_path: Path) -> Iterator[Served]:
    """A node for the public, without any key."""
    with serving(
        tmp_path, for_readers, "--only", "public", SECRET_KEY=None, SCHEDULER="on", METRICS_KEY=METRICS_KEY
    ) as node:
        yield node


def test_it_has_the_public_pages_and_no_other_address(served: Served) -> None:
    assert served.get("/static/register.css").status_code == 200
    assert served.get("/health/live").status_code == 200
    assert {path: served.get(path).status_code for path in NOT_THERE} == dict.fromkeys(NOT_THERE, 404)
    served.await_log("Only what is public: no beheer, no scheduler, and nothing is changed.")
    assert "/beheer/" not in served.log.read_text().partition("Site ")[2]


def test_where_nothing_can_be_sent_the_page_says_so_and_names_the_desk(served: Served) -> None:
    page = served.get("/afspraken/AFS-2026-0008/vraag").text

    assert "Op deze website kunt u geen vraag versturen" in page
    assert "AFS-2026-0008:" in page.split("Vraag het dan bij dit loket")[1]
    assert "<form" not in page
    assert served.get("/vraag/x").status_code == 404


def test_its_pages_and_files_are_those_of_a_whole_node_to_the_byte(
    served: Served, database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "whole").mkdir()
    with serving(tmp_path / "whole", database_url) as whole:
        for path in ADDRESSES:
            here, there = served.get(path), whole.get(path)
            assert (path, here.status_code, here.headers["etag"]) == (path, 200, there.headers["etag"])
            assert here.content == there.content, path


def test_a_monitor_hears_how_far_it_goes(served: Served, samples: dict[str, SampleResult]) -> None:
    assert served.get("/health/ready").json() == {"status": "ok"}
    told = served.get("/health/ready", **MONITOR).json()
    assert told.pop("last_entry") > 40
    assert told == {"status": "ok", "database": "ok", "migrations_missing": 0, "lists": "ok"}


def test_it_writes_nothing_not_even_a_key(sample_loaded: None, sqlite_database: str, tmp_path: Path) -> None:
    file = Path(sqlite_database.removeprefix("sqlite:///"))
    before = hashlib.sha256(file.read_bytes()).digest()
    with serving(tmp_path, sqlite_database, "--only", "public", SECRET_KEY=None) as node:
        assert node.get("/health/ready").status_code == 200
        assert not (tmp_path / "var").exists()
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_it_reads_from_a_disk_that_nobody_can_write(sqlite_database: str, roomy_disk: Path, tmp_path: Path) -> None:
    CommandLine(tmp_path, sqlite_database).does("migrate")  # what lists read is then of this version
    url = f"sqlite:///{shutil.copy(sqlite_database.removeprefix('sqlite:///'), roomy_disk)}"
    subprocess.run(["mount", "-o", "remount,ro", roomy_disk], check=True)
    with serving(tmp_path, url, "--only", "public") as node:
        assert node.get("/health/ready").status_code == 200


def test_where_no_register_is_it_makes_none(bare_url: str, tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, bare_url)
    assert prompt.is_refused("serve", "--only", "public").startswith("There is no register at ")
    assert prompt.is_refused("serve", "--only", "public").startswith("There is no register at "), "it was not made"


def test_what_lacks_a_migration_or_was_put_otherwise_is_told_and_left_as_it_is(
    database_url: str, tmp_path: Path
) -> None:
    prompt = CommandLine(tmp_path, database_url)
    changed(database_url, "UPDATE public_shape SET shape = 'another'")
    assert "was made by another version" in prompt.is_refused("serve", "--only", "public")
    changed(database_url, "DELETE FROM schema_migration WHERE name LIKE 'm0032%'")
    assert "lacks m0032" in prompt.is_refused("serve", "--only", "public")
    assert "lacks m0032" in prompt.is_refused("serve", "--only", "public"), "it was not migrated"


def test_the_sample_is_not_loaded_by_who_changes_nothing(tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'register.sqlite'}")
    ended = prompt.run("serve", "--sample", "--only", "public")
    assert (ended.code, "--only public changes nothing" in ended.error) == (2, True)


def test_an_account_that_can_read_more_or_less_is_refused(
    postgres_database: str, account: Callable[[str, str], str], tmp_path: Path
) -> None:
    more, less = account(postgres_database, ""), account(postgres_database, "")
    name = urlsplit(more).username
    administered(postgres_database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    refused = CommandLine(tmp_path, more).is_refused("serve", "--only", "public")
    assert "can read more than what is public (account, agreement, agreement_party and " in refused
    assert "permission denied for table" in CommandLine(tmp_path, less).is_refused("serve", "--only", "public")


def changed(url: str, statement: str) -> None:
    """Somebody changes something by hand."""

    async def work() -> None:
        async with opened(engine_from_url(url)) as engine:
            await engine.run(statement)

    asyncio.run(work())
