"""The overview: figures of what is asked for, a form that keeps what was typed, and a title that says what it shows."""

from __future__ import annotations

import html
import re

import httpx
import pytest

from agreements.domain.vocabulary import PartyKind
from tests.office import in_force
from tests.people import MUNICIPALITY, STARTS_ON, data_category, flow, party

LATE = STARTS_ON.replace(month=6)


@pytest.fixture
async def three(site: httpx.AsyncClient) -> None:
    """Two about debts, of which one has a review that is late; and one about safety."""
    await in_force(title="Eerste")
    await in_force(title="Tweede", review_dates=(LATE,))
    names = ("Stichting Noord, team Zuid", "Bureau West")
    await in_force(
        title="Derde",
        theme="Veiligheid",
        parties=(party(MUNICIPALITY, kind=PartyKind.MUNICIPALITY), *map(party, names)),
        data=(data_category("Melding"),),
        flows=tuple(flow(name, MUNICIPALITY, ("Melding",)) for name in names),
    )


def figures(page: httpx.Response) -> dict[str, tuple[int, str]]:
    """What each tile counts, and the address of it."""
    found = re.findall(
        r'<(?:a class="totals__item[^"]*" href="([^"]*)"|div class="totals__item")>\s*'
        r'<span class="totals__number">(\d+)</span> <span class="totals__label">([^<]*)<',
        page.text,
    )
    return {label: (int(number), html.unescape(address)) for address, number, label in found}


def count(page: httpx.Response) -> int:
    (number,) = re.findall(r'<h2 id="results"[^>]*>(\d+) ', page.text)
    return int(number)


async def test_every_figure_counts_what_its_address_shows_within_what_is_asked_for(
    three: None, site: httpx.AsyncClient
) -> None:
    for query, late in (
        ("", 1),
        ("thema=Schulden", 1),
        ("thema=Veiligheid", 0),
        ("q=tweede&status=verlopen", 0),
        ("q=tweede", 1),
    ):
        told = figures(await site.get(f"/?{query}"))
        assert told["met een evaluatie die te laat is"][0] == late, query
        assert len(told) == 4, "a figure that is nought does not vanish"
        for label, (number, address) in told.items():
            if number:
                assert count(await site.get(address)) == number, (query, label)


async def test_a_date_that_is_none_brings_the_form_back_with_all_that_was_typed(
    three: None, site: httpx.AsyncClient
) -> None:
    answer = await site.get("/?q=eerste&thema=Schulden&eindigtTot=31-12-2028&eindigtVan=morgen&peildatum=%3Cb%3E")
    page = answer.text

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.search(r"<title>Fout: Zoekresultaten: “eerste”, Schulden", page)
    assert re.findall(r'<li><a href="#([a-z-]+)">[^<]*is geen datum', page) == ["ends-from", "on-day"]
    for name, value in (("eindigtVan", "morgen"), ("peildatum", "&lt;b&gt;")):
        assert re.search(rf'name="{name}"[^>]*aria-invalid="true"[^>]*value="{value}"', page), name
    assert 'name="q" type="search" maxlength="100" value="eerste"' in page
    assert re.search(r'name="eindigtTot"[^>]*value="31-12-2028"', page)
    assert 'name="thema" value="Schulden" checked' in page
    assert 'id="results"' not in page


async def test_the_title_says_what_is_shown_and_the_form_keeps_the_order(three: None, site: httpx.AsyncClient) -> None:
    page = (await site.get("/?q=eerste&status=geldig&sorteer=-titel")).text

    assert "<title>Zoekresultaten: “eerste”, geldig · " in page
    assert '<option value="-titel" selected>' in page
    assert '<option value="lopend" selected>' in (await site.get("/")).text
    assert '<a class="skip-link" href="#results">' in page


async def test_a_name_with_a_comma_is_one_partner_to_the_eye(three: None, site: httpx.AsyncClient) -> None:
    assert "Stichting Noord, team Zuid; Bureau West" in (await site.get("/?q=derde")).text
