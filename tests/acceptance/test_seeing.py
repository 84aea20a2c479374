"""The register seen by partner, theme, kind of data, group of people and law: no more and no less than lists tell."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from agreements.domain.content import Content
from agreements.domain.laws import laws_in
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.web.seeing.dimensions import BY_FILTER, DIMENSIONS, Dimension
from agreements.web.seeing.seen import PER_PAGE
from tests.office import drafted, in_force
from tests.people import (
    ADDRESS,
    APPROVED_ON,
    CORPORATION,
    ENERGY_COMPANY,
    MUNICIPALITY,
    WOO,
    complete_content,
    data_category,
    flow,
    party,
)

POLICE = "Politie & Co, team “Noord”"
LAW = "Wet gemeentelijke schuldhulpverlening"
SAFETY: dict[str, Any] = {
    "title": "Samen voor veiligheid",
    "theme": "veiligheid",
    "kind": AgreementKind.PROTOCOL,
    "parties": (
        party(MUNICIPALITY, kind=PartyKind.MUNICIPALITY, legal_ground="Gemeentewet, artikel 172"),
        party(POLICE, kind=PartyKind.POLICE, legal_ground="Wet politiegegevens, artikel 16"),
    ),
    "data": (ADDRESS, data_category("Melding van overlast")),
    "flows": (flow(POLICE, MUNICIPALITY, ("Melding van overlast",)), flow(MUNICIPALITY, POLICE, (ADDRESS.name,))),
    "data_subjects": ("Omwonenden", "Bezoekers"),
}
HIDDEN: dict[str, Any] = {
    "theme": "geheim",
    "data_subjects": ("Verdachten",),
    "data": (data_category("Verhoor"),),
    "flows": (flow(CORPORATION, MUNICIPALITY, ("Verhoor",)),),
}


@pytest.fixture
async def two(site: httpx.AsyncClient) -> dict[str, Content]:
    """Two agreements that residents can read, one that is not public, and a draft."""
    readable = [complete_content(), complete_content(**SAFETY)]
    await in_force()
    await in_force(**SAFETY)
    await in_force(**HIDDEN, is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    await drafted(**HIDDEN)
    return {content.title: content for content in readable}


def of(dimension: Dimension, content: Content) -> set[str]:
    """The values that an agreement has."""
    return {
        "partners": {one.name for one in content.parties} - {MUNICIPALITY},
        "themes": {content.theme},
        "data": {one.name for one in content.data},
        "data_subjects": set(content.data_subjects),
        "laws": {law for one in content.parties for law in laws_in(one.legal_ground)},
    }[dimension.filter_name]


def titles(page: httpx.Response) -> set[str]:
    return {html.unescape(found) for found in re.findall(r'href="/afspraken/[^"]*">([^<]*)<', page.text)}


def counts(page: httpx.Response) -> dict[str, tuple[int, int]]:
    """Of each value that is named how many agreements run, and how many there are."""
    rows = page.text.split("<tbody")[1].split("</tbody>")[0].split("<tr")[1:] if "<tbody" in page.text else []
    found = {}
    for row in rows:
        name = html.unescape(re.findall(r"<bdi[^>]*>([^<]*)<", row)[0])
        now, everything = re.findall(r'<td role="cell" data-label="[^"]*">(\d+)', row)
        found[name] = (int(now), int(everything))
    return found


async def test_every_agreement_is_found_under_all_that_it_has_and_under_nothing_else(
    two: dict[str, Content], site: httpx.AsyncClient
) -> None:
    for dimension in DIMENSIONS:
        told = counts(await site.get(dimension.path))
        values = {value for content in two.values() for value in of(dimension, content)}
        assert set(told) == {dimension.title(value) for value in values}, dimension.path
        for value in values:
            right = {title for title, content in two.items() if value in of(dimension, content)}
            page = await site.get(dimension.address(value))
            listed = (await site.get("/afspraken.csv", params={dimension.filter.parameter: value})).text
            assert titles(page) == right == {row["titel"] for row in csv.DictReader(io.StringIO(listed))}, value
            assert told[dimension.title(value)] == (len(right), len(right)), value


async def test_what_is_not_public_has_no_page_and_answers_as_what_never_was(
    two: dict[str, Content], site: httpx.AsyncClient
) -> None:
    for path, secret in (("themas", "geheim"), ("betrokkenen", "Verdachten"), ("gegevens", "Verhoor")):
        hidden, unknown = await site.get(f"/{path}/{secret}"), await site.get(f"/{path}/onbekend")
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        assert hidden.text.replace(secret, "onbekend") == unknown.text
        assert secret not in (await site.get(f"/{path}")).text


async def test_a_partner_is_shown_both_ways(two: dict[str, Content], site: httpx.AsyncClient) -> None:
    page = (await site.get(f"/partners/{quote(CORPORATION)}?taal=en")).text
    row = page.split('id="agreements"')[1].split("<tr")[2]
    gives, gets = (part.split("</td>")[0] for part in re.split('data-label="This partner g', row)[1:])

    assert ["Betalingsachterstand" in gives, "Naam en adres" in gives] == [True, True]
    assert ["Betalingsachterstand" in gets, "Naam en adres" in gets] == [True, False]
    assert re.findall(r'scope="row" role="rowheader" lang="nl">\d\. ([^<]*) <', page) == [MUNICIPALITY, CORPORATION]
    assert ENERGY_COMPANY not in page.split('id="both-ways"')[1].split("</section>")[0]


async def test_filters_and_an_earlier_day_count_here_as_they_do_in_lists(
    two: dict[str, Content], site: httpx.AsyncClient
) -> None:
    before = APPROVED_ON - timedelta(days=1)
    waiting = APPROVED_ON + timedelta(days=1)

    assert counts(await site.get("/themas?partnersoort=politie")) == {"Veiligheid": (1, 1)}
    assert counts(await site.get("/wetten", params={"thema": "Schulden"})) == {LAW: (1, 1)}
    assert counts(await site.get(f"/themas?peildatum={before}")) == {}
    assert counts(await site.get(f"/themas?peildatum={waiting}")) == {"Schulden": (0, 1), "Veiligheid": (0, 1)}
    assert (await site.get(f"/themas/Schulden?peildatum={before}")).status_code == 404
    assert (await site.get("/themas?peildatum=morgen")).status_code == 400
    assert "/partners?thema=Schulden" in (await site.get("/themas/Schulden")).text, "other views keep what is picked"


async def test_many_values_stand_on_pages(site: httpx.AsyncClient) -> None:
    names = [f"Soort {number:02}" for number in range(PER_PAGE + 3)]
    await in_force(data=tuple(map(data_category, names)), flows=(flow(CORPORATION, MUNICIPALITY, tuple(names)),))
    first, last = [counts(await site.get(f"/gegevens?pagina={number}")) for number in (1, 2)]

    assert (list(first), list(last)) == (names[:PER_PAGE], names[PER_PAGE:])
    assert (await site.get("/gegevens?pagina=3")).status_code == 404


def test_a_name_that_cannot_stand_in_a_path_leads_to_the_list_that_has_it() -> None:
    partners = BY_FILTER["partners"]

    assert partners.address("GGD/GHOR") == "/?partner=GGD%2FGHOR"
    assert partners.address("..") == "/?partner=.."
    assert partners.address("Wonen & Zo?") == "/partners/Wonen%20%26%20Zo%3F"


async def test_the_timeline_shows_what_runs_by_its_end_and_counts_the_ends_of_each_month(
    two: dict[str, Content], site: httpx.AsyncClient
) -> None:
    await in_force(title="Eerder klaar", ends_on=date(2027, 3, 31))
    page = await site.get("/tijdlijn")
    months = re.findall(r'href="(/\?[^"]*eindigtVan[^"]*)">([^<]*)</a></th><td class="nowrap">(\d+)', page.text)

    assert re.findall(r'title" href="[^"]*">([^<]*)<', page.text)[0] == "Eerder klaar"
    assert [(name, count) for _, name, count in months] == [("maart 2027", "1"), ("december 2027", "2")]
    for address, _, count in months:
        assert len(titles(await site.get(html.unescape(address)))) == int(count)
    assert titles(await site.get("/tijdlijn?status=verlopen")) == set()
    assert titles(await site.get("/tijdlijn?partnersoort=politie")) == {SAFETY["title"]}


async def test_who_gives_to_whom_is_counted_by_kinds_and_leads_to_the_agreements(
    two: dict[str, Content], site: httpx.AsyncClient
) -> None:
    page = (await site.get("/stromen")).text
    rows = page.split('<table class="table table--cards"')[1].split("</table>")[0].split("<tr")[2:]
    told = {}
    for row in rows:
        (address,) = re.findall(r'rowheader"><a href="([^"]*)"', row)
        told[address] = (int(re.findall(r'">(\d+) <svg', row)[0]), titles(await site.get(html.unescape(address))))

    assert {address: len(found) for address, (_, found) in told.items()} == {
        address: number for address, (number, _) in told.items()
    }
    assert told["/?stroom=politie-naar-gemeente"][1] == {SAFETY["title"]}
    ways = "politie-naar-gemeente gemeente-naar-politie woningcorporatie-naar-gemeente gemeente-naar-woningcorporatie"
    assert set(told) == {f"/?stroom={way}" for way in (*ways.split(), "energiebedrijf-naar-gemeente")}
    assert "/gegevens?stroom=politie-naar-gemeente" in page
    assert '<svg class="picture__wide"' in page
    assert "lopende afspraken" in (await site.get("/stromen?thema=geheim")).text
