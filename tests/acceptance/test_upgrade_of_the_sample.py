"""The sample register of an earlier release is brought along: it says what it said, in files and on every page."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest

from agreements.app import create_app
from agreements.services.verify_history import verify_history
from agreements.settings import Settings
from agreements.storage.database.engine import bound, engine_from_url, opened
from tests.acceptance.conftest import running
from tests.calendars import read_events
from tests.command_line import BASE_URL, SECRET, CommandLine
from tests.engines import DATABASES, TEMPLATES, Template, Templates
from tests.old_registers import DATA, left_by_the_previous_release
from tests.rebuilt import changed_by_rebuild, not_as_approved
from tests.transport import transport_to

BY_THE_DAY = {"status", "opzeggen_voor", "evaluaties_te_laat", "nog_niet_vernietigd_bij", "url"}
"""What follows from the day on which somebody asks, or from the address of the site."""

MENDED = ("AFS-2023-0001.bijgewerkt_op", "AFS-2023-0001.aantal_wijzigingen")
"""The upgrade fills in when its successor begins, which that release did not keep; residents see it from that day."""


RELEASES = ("m0006", "m0026")


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    """By its last migration: one from before there were fingerprints, and the last one before the fields of the law."""
    return str(request.param)


async def upgraded(release: str, url: str) -> None:
    await left_by_the_previous_release(url, release, "sample")
    with TemporaryDirectory() as folder:
        CommandLine(Path(folder), url).does("migrate")


TEMPLATES |= {f"sample of {release}": Template(partial(upgraded, release)) for release in RELEASES}


@pytest.fixture(params=DATABASES)
def prompt(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path, release: str) -> Iterator[CommandLine]:
    """The command line in front of that register, after the upgrade."""
    with templates.copied(request.param, f"sample of {release}", tmp_path) as url:
        yield CommandLine(tmp_path, url)


def said_then(release: str) -> dict[str, dict[str, Any]]:
    body = gzip.decompress((DATA / f"sample_{release}.json.gz").read_bytes())
    return {one["kenmerk"]: one for one in json.loads(body)}


def left_out(then: Any, now: Any, where: str) -> list[str]:
    """Where `now` says something else than `then`, or no longer says it."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [line for name, value in then.items() for line in left_out(value, now.get(name), f"{where}.{name}")]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [line for n, (a, b) in enumerate(zip(then, now, strict=True)) for line in left_out(a, b, f"{where}.{n}")]
    return [] if then == now else [f"{where}: {then!r} is now {now!r}"]


def test_every_agreement_says_what_it_said_and_its_history_is_whole(prompt: CommandLine, release: str) -> None:
    prompt.does("audit", "verify")
    now = {one["kenmerk"]: one for one in prompt.does("export", "json").json["afspraken"]}
    then = said_then(release)

    assert list(now) == list(then)
    assert len(then) > 30
    differences = [
        line
        for name, one in then.items()
        for line in left_out({key: value for key, value in one.items() if key not in BY_THE_DAY}, now[name], name)
    ]
    assert [line for line in differences if not line.startswith(MENDED)] == []


async def test_what_its_public_memory_holds_is_what_the_versions_say_and_what_is_made_anew(prompt: CommandLine) -> None:
    engine = engine_from_url(prompt.database_url)
    async with opened(engine):
        with bound(engine):
            assert await not_as_approved() == []
            assert await changed_by_rebuild() == []
            await verify_history()


def test_the_other_files_hold_the_same_agreements(prompt: CommandLine, release: str) -> None:
    rows = list(csv.DictReader(io.StringIO(prompt.does("export", "csv").text, newline="")))
    events = read_events(prompt.does("export", "ics").out)

    assert [row["kenmerk"] for row in rows] == list(said_then(release))
    ends = {str(event["uid"]).partition("-einde@")[0] for event in events if "-einde@" in str(event["uid"])}
    assert ends == set(said_then(release))


async def test_every_version_renders(prompt: CommandLine, release: str) -> None:
    given = {"database_url": prompt.database_url, "base_url": BASE_URL, "secret_key": SECRET}
    app = create_app(Settings.model_validate(given | {"scheduler": False}))
    async with running(app), httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as visitor:
        for name, one in said_then(release).items():
            page = await visitor.get(f"/afspraken/{name}")
            assert page.status_code == 200, name
            for number in range(1, one["versie"] + 1):
                version = await visitor.get(f"/afspraken/{name}/versies/{number}")
                assert version.status_code == 200, (name, number)
