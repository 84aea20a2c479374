"""A form that is sent twice makes one record, and an empty one makes none; nothing that was typed is lost."""

from __future__ import annotations

import asyncio
import html
import re

import httpx
import pytest
from litestar import Litestar

from agreements.services.imports.command import import_file
from agreements.storage import agreements
from agreements.storage.trail import audit
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague, main_form
from tests.office import TODAY_OFFICE
from tests.people import PETRA

NEW = "/beheer/afspraken/nieuw"


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def titles() -> list[str]:
    """Of everything in the register."""
    return [record.agreement.content.title for record in await agreements.all_records()]


async def test_a_new_agreement_that_is_sent_twice_is_one(petra: Colleague) -> None:
    form = await petra.open(NEW)
    pages = [await petra.send(form, title="Warmtenet") for _ in range(2)]

    assert [page.url.path for page in pages] == ["/beheer/afspraken/AFS-2026-0001/bewerken"] * 2
    assert [page.status_code for page in pages] == [200, 200]
    assert await titles() == ["Warmtenet"]
    assert [event.action for event in await audit.events_about("AFS-2026-0001")] == ["register"]


async def test_sent_at_the_same_moment_it_is_one_as_well(petra: Colleague) -> None:
    form = await petra.open(NEW)
    pages = await asyncio.gather(*(petra.send(form, title="Warmtenet") for _ in range(8)))

    assert {(page.status_code, page.url.path) for page in pages} == {(200, "/beheer/afspraken/AFS-2026-0001/bewerken")}
    assert await titles() == ["Warmtenet"]


async def test_what_was_typed_before_it_was_sent_again_is_shown_beside_what_is_stored(petra: Colleague) -> None:
    form = await petra.open(NEW)
    await petra.send(form, title="Warmtenet")
    page = await petra.send(form, title="Warmtenet Oost", purpose="Warmte voor iedereen")

    assert page.status_code == 409
    assert "U hebt dit formulier al opgeslagen, als AFS-2026-0001" in page.text
    differences = page.text.split('class="table table--cards differences"')[1].split("</table>")[0]
    assert re.findall(r'rowheader">([^<]*)<', differences) == ["Titel", "Doel van het delen"]
    assert await titles() == ["Warmtenet"]
    page = await petra.send(page)
    assert page.status_code == 200
    assert await titles() == ["Warmtenet Oost"]


async def test_two_forms_that_say_the_same_make_two(petra: Colleague) -> None:
    for _ in range(2):
        await petra.send(await petra.open(NEW), title="Warmtenet")

    assert await titles() == ["Warmtenet"] * 2


async def test_the_key_stays_with_the_form_when_a_row_is_added(petra: Colleague) -> None:
    form = await petra.open(NEW)
    longer = await petra.send(form, title="Warmtenet", actie="erbij:parties")
    for page in (form, longer):
        await petra.send(page, title="Warmtenet")

    assert await titles() == ["Warmtenet"]
    assert dict(main_form(form).pairs)["form"] == dict(main_form(longer).pairs)["form"]


@pytest.mark.parametrize("key", ["", "x", "0" * 31, "form", "0" * 33])
async def test_a_key_that_is_not_ours_counts_as_none(petra: Colleague, key: str) -> None:
    for _ in range(2):
        await petra.send(await petra.open(NEW), title="Warmtenet", form=key)

    assert await titles() == ["Warmtenet"] * 2


@pytest.mark.parametrize("title", ["", "  "])
async def test_an_agreement_without_a_title_is_not_registered_and_the_page_asks_for_one(
    petra: Colleague, title: str
) -> None:
    page = await petra.send(await petra.open(NEW), title=title, purpose="Al getypt")

    assert page.status_code == 400
    assert "Geef de afspraak eerst een titel" in html.unescape(page.text)
    assert "Al getypt" in page.text
    assert await titles() == []
    assert (await petra.send(page, title="Nu wel")).status_code == 200
    assert await titles() == ["Nu wel"]


async def test_an_agreement_of_a_form_is_recognised_by_its_own_export_as_one_made_by_hand(petra: Colleague) -> None:
    await petra.send(await petra.open(NEW), title="Warmtenet")

    assert await agreements.made_of("not a key") is None
    list_ = b"Naam convenant;Partijen\nWarmtenet;Gemeente\n"
    assert (await import_file(TODAY_OFFICE, PETRA, "lijst.csv", list_, apply=False)).summary.startswith(
        "1 rows: 1 draft"
    )
