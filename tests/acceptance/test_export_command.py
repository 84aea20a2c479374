"""`afspraken export` on the sample register: what anyone sees on the site, no more and no less, for other programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from agreements.app import create_app
from agreements.settings import Settings
from tests.acceptance.conftest import running
from tests.calendars import read_calendar, read_events
from tests.command_line import BASE_URL, SECRET, CommandLine
from tests.libical import errors_by_libical, needs_libical
from tests.transport import transport_to

SHOWN = re.compile(r'class="table__title" href="/afspraken/([^"]+)"')
DATES = ("begindatum", "einddatum", "evaluatiedatum", "opzeggen_voor", "laatste_dag")
ALWAYS_KNOWN = {"begindatum", "einddatum", "laatste_dag"}


@pytest.fixture(scope="module")
def calendar(sample_at_prompt: CommandLine) -> bytes:
    """The exported calendar."""
    return sample_at_prompt.does("export", "ics").out


@pytest.fixture(scope="module")
def rows(sample_at_prompt: CommandLine) -> list[dict[str, str]]:
    """The agreements of the exported CSV as any program reads it, without the line of what is not public any more."""
    body = sample_at_prompt.does("export", "csv").text
    found = list(csv.DictReader(io.StringIO(body, newline="")))
    assert len([row for row in found if row["niet_openbaar_sinds"]]) == 1
    return [row for row in found if not row["niet_openbaar_sinds"]]


@pytest.fixture
async def visitor(sample_at_prompt: CommandLine) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody on the site of the same register."""
    given = {"database_url": sample_at_prompt.database_url, "base_url": BASE_URL, "secret_key": SECRET}
    app = create_app(Settings.model_validate(given | {"scheduler": False}))
    async with running(app), httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as client:
        yield client


def events(calendar: bytes) -> list[Any]:
    """What a calendar program finds in it."""
    return sorted(read_events(calendar), key=lambda event: str(event["uid"]))


async def test_the_csv_holds_exactly_the_agreements_that_the_site_shows(
    rows: list[dict[str, str]], visitor: httpx.AsyncClient
) -> None:
    pages = [(await visitor.get(f"/?pagina={number}")).text for number in (1, 2)]
    shown = [reference for page in pages for reference in SHOWN.findall(page)]
    exported = [row["kenmerk"] for row in rows]

    assert (await visitor.get("/?pagina=3")).status_code == 404
    assert exported == sorted(shown)
    assert len(set(exported)) == len(shown) > 25


def test_every_date_of_the_csv_is_a_date_by_iso_8601(rows: list[dict[str, str]]) -> None:
    for row in rows:
        stated = {name: row[name] for name in DATES if row[name] or name in ALWAYS_KNOWN}
        reviews = [day for day in row["alle_evaluaties"].split("; ") if day]
        for value in (*stated.values(), *reviews):
            assert date.fromisoformat(value).isoformat() == value
    assert all(any(row[name] for row in rows) for name in DATES)


def test_the_json_tells_of_the_same_agreements(sample_at_prompt: CommandLine, rows: list[dict[str, str]]) -> None:
    described = sample_at_prompt.does("export", "json").json["afspraken"]

    assert [(item["kenmerk"], item["titel"]) for item in described] == [(row["kenmerk"], row["titel"]) for row in rows]


async def test_the_calendar_is_the_one_that_people_subscribe_to(calendar: bytes, visitor: httpx.AsyncClient) -> None:
    exported, subscribed = events(calendar), events((await visitor.get("/agenda.ics")).content)

    assert [event.to_ical() for event in exported] == [event.to_ical() for event in subscribed]
    assert len(exported) > 43


def test_icalendar_reads_the_calendar_of_the_sample_without_an_error(calendar: bytes) -> None:
    read = read_calendar(calendar)

    assert [error for part in read.walk() for error in part.errors] == []


@needs_libical
def test_libical_finds_no_error_in_the_calendar_of_the_sample(calendar: bytes) -> None:
    assert errors_by_libical(calendar) == 0


def test_an_export_goes_to_a_file_byte_for_byte(sample_at_prompt: CommandLine, calendar: bytes, tmp_path: Path) -> None:
    done = sample_at_prompt.does("export", "ics", "--out", tmp_path / "agenda.ics")

    assert done.out == b""
    assert (tmp_path / "agenda.ics").read_bytes() == calendar
