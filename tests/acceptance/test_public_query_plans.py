"""Whatever public pages and files ask of the database goes by an index, in both databases. A walk finds the questions:
a page, filter, order or shape that somebody adds is walked too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import quote

import httpx
import pytest
from litestar import Litestar

from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import Filter, FilterKind, public_filters
from agreements.domain.selection import Sorting
from agreements.http.of_this_register import OFFICE, PUBLIC
from agreements.publication.shapes import shapes
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.public_memory import lists, situations, words
from agreements.storage.trail import audit
from tests.acceptance.conftest import Calendar
from tests.acceptance.test_nothing_leaks import walked
from tests.crowd import look_over, multiply_public
from tests.integration.test_public_memory import lived
from tests.integration.test_query_plans import in_review_as_a_plan
from tests.office import in_force, office_on
from tests.people import TODAY
from tests.plans import explained, reads_a_table

COPIES, KNOWN, FEW, DAYS = 6000, 60, 20, 400
RARE: Final = "Zeldzaam"
WORDS: Final = ("overlast", '"overlast in de buurt"', "overlats")
"""A word, words in a row, and a typing error."""
LONG_AGO, PAST = TODAY - timedelta(days=400), TODAY + timedelta(days=5)
LATER: Final = TODAY + timedelta(days=40)

Questions = dict[str, Sequence[object]]
"""Statements, each with the values that it was asked with last."""


@pytest.fixture
async def crowded(site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """Six thousand entries, of which nearly all were replaced long ago; the reference of one that was not."""
    await lived()
    await in_review_as_a_plan()
    agreement = await in_force(theme=RARE)
    (last,) = await fetch("SELECT max(seq) AS seq FROM public_entry", {})
    days = {"own": last["seq"], "known": last["seq"] + KNOWN, "day": LONG_AGO}
    await multiply_public(agreement.reference, COPIES)
    await execute("UPDATE public_row SET until_on = :day, known_on = :day WHERE seq > :known", days)
    await execute("DELETE FROM public_mark WHERE seq > :own AND filter = 'themes'", days)
    async with unit_of_work():
        await words.learn({f"woord{number}": f"Woord{number}" for number in range(COPIES)})
    await execute(
        "INSERT INTO public_piece (seq, shape, language, from_on, until_on, body)"
        " SELECT seq, 'csv', 'nl', known_on, until_on, '' FROM public_row WHERE seq > :own",
        days,
    )
    for number in range(DAYS):
        async with unit_of_work():
            await audit.publish_head(PAST - timedelta(days=number), office_on(PAST).now)
            await situations.append(situations.Edition(number + 1, ()), office_on(PAST).now)
            await execute(
                "INSERT INTO public_question (number, change, kind, arrived_on, due_on)"
                " VALUES (:number, :number, 'question', :day, :day)",
                {"number": number + 1, "day": PAST - timedelta(days=number)},
            )
    await look_over()
    monkeypatch.setattr(lists, "_FEW", FEW)
    return agreement.reference


@pytest.fixture
def asked(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> Questions:
    """Whatever is asked of the database by who reads for the public."""
    asked: Questions = {}
    public: Engine = app.state[PUBLIC]
    run = public.run

    async def noted(sql: str, args: Sequence[object] = ()) -> Answer:
        asked[sql] = args
        return await run(sql, args)

    monkeypatch.setattr(public, "run", noted)
    monkeypatch.setattr(public, "glance", lambda sql: None)
    return asked


OF_NO_DAY = {"/api/v1/openapi.json", "/gaat-dit-over-mij"}
"""What they tell is the same on every day, so none can be asked for."""


def values_of(row: Filter) -> Sequence[object]:
    """What somebody may pick by a filter."""
    if row.kind is FilterKind.WORDS:
        return WORDS
    return [TODAY] if row.is_day else [slug(one) for one in row.codes[:1]] or ["Wonen"]


def selections() -> Iterator[str]:
    """All that can be asked of a list, a thing at a time."""
    yield ""
    for sorting in Sorting:
        yield f"{PARAMETERS['sorting']}={slug(sorting)}"
        yield f"{PARAMETERS['sorting']}=-{slug(sorting)}&{PARAMETERS['page']}=2"
    for row in public_filters():
        for value in values_of(row):
            yield f"{row.parameter}={quote(str(value))}"


def addresses(app: Litestar, reference: str) -> Iterator[str]:
    """Every public address, every selection on the overview, and of the files those of few agreements; now and then."""
    files = [shape.path for shape in shapes()]
    for path in sorted(walked(app, reference) - {"/", *files}):
        yield path
        if path not in OF_NO_DAY:
            yield f"{path}?{PARAMETERS['on_day']}={PAST}"
    for on_day in ("", f"{PARAMETERS['on_day']}={PAST}"):
        for path in files:
            yield f"{path}?thema={RARE}&{on_day}"
        for asked in selections():
            yield f"/?{asked}&{on_day}".replace("?&", "?")


async def test_every_question_of_every_public_page_and_file_goes_by_an_index(
    site: httpx.AsyncClient, app: Litestar, day: Calendar, crowded: str, asked: Questions
) -> None:
    day.today = LATER
    refused = {}
    await site.get("/")
    await in_force(title="Wat er bij komt")
    for address in addresses(app, crowded):
        answer = await site.get(address)
        if answer.status_code not in {200, 404}:
            refused[address] = answer.status_code
    plans = dict(zip(asked, await explained(app.state[OFFICE], asked.items()), strict=True))

    assert refused == {}
    assert len(asked) > len(Sorting) + len(public_filters())
    assert {sql: found for sql, found in plans.items() if reads_a_table(found)} == {}
