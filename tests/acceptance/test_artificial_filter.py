"""A filter is a row: artificial ones of each kind are met everywhere, without another line of the product."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import MultiDict

from agreements.domain.content import Party
from agreements.domain.filters import FILTERS, Filter, FilterKind
from agreements.domain.selection import Selection
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.web.query import read_query, write_query
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import drafted, in_force
from tests.people import PETRA, STARTS_ON, TODAY

ROWS = (
    Filter(name="forms", parameter="vorm", kind=FilterKind.CODES, field="kind", own_label="Form", is_at_work=True),
    Filter(name="titles", parameter="titel", kind=FilterKind.NAMES, field="title", is_at_work=True),
    Filter(
        name="guests",
        parameter="gast",
        kind=FilterKind.CODES,
        owner=Party,
        field="kind",
        own_label="Guest",
        is_at_work=True,
    ),
    Filter(
        name="starts_from",
        parameter="begintVan",
        kind=FilterKind.DAY_FROM,
        field="starts_on",
        own_label="Starts on or after",
        is_at_work=True,
    ),
)
LATER, DAY = STARTS_ON.replace(day=STARTS_ON.day + 1).isoformat(), STARTS_ON.isoformat()
FOUND = {
    "vorm=protocol": {"Ander"},
    "vorm=protocol&vorm=convenant": {"Ander", "Eerste"},
    "titel=Eerste": {"Eerste"},
    "titel=Eerste&vorm=protocol": set(),
    "gast=woningcorporatie": {"Ander", "Eerste"},
    "gast=politie": set(),
    f"begintVan={DAY}": {"Ander", "Eerste"},
    f"begintVan={LATER}": set(),
}
REFUSED = {"vorm=nonsens": "convenant, ", "gast=nonsens": "gemeente, ", "begintVan=morgen": "31-12-2026"}
REFUSED |= {"titel=a%07b": "character", "begintVan=2026-01-01&begintVan=2026-01-02": "only once"}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    for row in ROWS:
        monkeypatch.setitem(FILTERS, row.name, row)


@pytest.fixture
async def two(site: httpx.AsyncClient) -> None:
    """A covenant and a protocol."""
    await in_force(title="Eerste", kind=AgreementKind.COVENANT)
    await in_force(title="Ander", kind=AgreementKind.PROTOCOL)


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


def titles(page: httpx.Response) -> set[str]:
    return set(re.findall(r'class="table__title" href="[^"]*">([^<]*)<', page.text))


def boxes(page: httpx.Response) -> dict[tuple[str, str], int]:
    """The count beside each box that can be ticked."""
    found = re.findall(
        r'name="(\w+)" value="([^"]*)"(?: checked)?> <span>[^<]*</span> <span class="choice__count">(\d+)', page.text
    )
    return {(name, value): int(count) for name, value, count in found}


def test_what_is_written_into_an_address_is_read_from_it() -> None:
    picked = {"forms": (AgreementKind.PROTOCOL,), "titles": ("Ander", "Eerste"), "guests": (PartyKind.POLICE,)}
    selection = Selection(on_day=TODAY).picking(**picked, starts_from=(STARTS_ON,))

    query = write_query(selection, TODAY)
    given = MultiDict([(name, one) for name, many in parse_qs(query[1:]).items() for one in many])

    assert query == f"?vorm=protocol&titel=Ander&titel=Eerste&gast=politie&begintVan={DAY}"
    assert read_query(given, query[1:], TODAY).selection == selection


async def test_the_overview_and_every_file_pick_by_it(two: None, site: httpx.AsyncClient) -> None:
    for query, found in FOUND.items():
        assert titles(await site.get(f"/?{query}")) == found, query
        for shape in ("afspraken.csv", "afspraken.json", "agenda.ics"):
            text = (await site.get(f"/{shape}?{query}")).text
            assert {title for title in ("Eerste", "Ander") if title in text} == found, (shape, query)


async def test_the_overview_offers_it_with_counts_and_tells_that_it_is_in_use(
    two: None, site: httpx.AsyncClient
) -> None:
    page = await site.get(f"/?taal=en&vorm=protocol&begintVan={DAY}")
    counts = boxes(page)

    assert (counts["vorm", "convenant"], counts["vorm", "protocol"]) == (1, 1), "those of a filter leave it out itself"
    assert counts["gast", "woningcorporatie"] == counts["soort", "protocol"] == counts["titel", "Ander"] == 1
    assert not counts.keys() & {("titel", "Eerste"), ("soort", "convenant"), ("gast", "politie")}
    assert "<summary>Form</summary>" in page.text
    assert "<summary>Title</summary>" in page.text
    assert re.search(rf'name="begintVan"[^>]* value="{STARTS_ON:%d-%m-%Y}"', page.text)
    assert 'name="vorm" value="protocol" checked' in page.text
    assert "Starts on or after: " in page.text.split("Filters in use")[1]


async def test_every_link_of_the_overview_keeps_it(two: None, site: httpx.AsyncClient) -> None:
    page = await site.get(f"/?taal=en&vorm=protocol&titel=Ander&begintVan={DAY}")
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', page.text.split('<h2 id="results"')[1])]
    files = [link for link in links if re.match(r"(/|webcal:).*\.(csv|json|ics)", link)]
    sorts = [link for link in links if "sorteer=" in link]

    assert len(sorts) == 3
    assert {urlsplit(link).path.rpartition(".")[2] for link in files} >= {"csv", "json", "ics"}
    for link in files + sorts:
        asked = parse_qs(urlsplit(link).query)
        assert (asked["vorm"], asked["titel"], asked["begintVan"]) == (["protocol"], ["Ander"], [DAY]), link


async def test_the_page_about_open_data_tells_of_it(site: httpx.AsyncClient) -> None:
    page = (await site.get("/open-data?taal=en")).text

    assert all(f"<code>{row.parameter}</code>" in page for row in ROWS)
    assert "<code>begintVan</code></dt><dd>Starts on or after</dd>" in page


@pytest.mark.parametrize("query", REFUSED)
async def test_what_it_cannot_be_is_refused_in_every_place(
    petra: Colleague, site: httpx.AsyncClient, query: str
) -> None:
    answers = [await site.get(f"{place}?taal=en&{query}") for place in ("/", "/afspraken.csv", "/agenda.ics")]
    answers.append(await petra.open(f"/beheer/afspraken?taal=en&{query}"))

    assert [answer.status_code for answer in answers] == [400] * 4
    assert [REFUSED[query] in unescape(answer.text) for answer in answers] == [True] * 4


async def test_the_list_of_beheer_offers_it_and_picks_by_it(two: None, petra: Colleague) -> None:
    await drafted(title="Concept", kind=AgreementKind.PROTOCOL)
    page = await petra.open(f"/beheer/afspraken?taal=en&vorm=protocol&begintVan={DAY}")

    assert '<option value="protocol" selected>' in page.text
    assert '<option value="Concept">Concept</option>' in page.text
    assert f'value="{STARTS_ON:%d-%m-%Y}"' in page.text
    for label in ("Form", "Title", "Guest", "Starts on or after"):
        assert re.search(rf"<label for=\"\w+\">{label}</label>", page.text), label
    for query, found in FOUND.items():
        shown = titles(await petra.open(f"/beheer/afspraken?{query}"))
        if query.count("=") == 1 or "titel" in query:
            assert shown - {"Concept"} == found, query
    assert titles(page) == {"Ander", "Concept"}


async def test_one_for_colleagues_only_is_not_known_outside(
    two: None, petra: Colleague, site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = {"name": "inside", "parameter": "binnen", "kind": FilterKind.NAMES, "field": "title"}
    monkeypatch.setitem(FILTERS, "inside", Filter(**inside, is_public=False, is_at_work=True))  # type: ignore[arg-type]

    assert (await site.get("/?binnen=Ander")).status_code == 400
    assert '"binnen"' not in (await site.get("/")).text
    assert "<code>binnen" not in (await site.get("/open-data")).text
    assert titles(await petra.open("/beheer/afspraken?binnen=Ander")) == {"Ander"}
