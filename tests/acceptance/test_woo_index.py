"""The Woo-index as a harvester walks it: from robots.txt to the documents."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from litestar import Litestar

from agreements.settings import Settings
from agreements.web import woo
from tests.acceptance.conftest import BASE_URL
from tests.acceptance.test_withheld import changed
from tests.diwoo import UTRECHT, check_by_schema, read, texts
from tests.office import drafted, in_force, in_review
from tests.people import WOO


@pytest.fixture
def settings_of_the_site() -> dict[str, object]:
    """The municipality has said who it is."""
    return {"organisation_id": UTRECHT}


async def harvested(site: httpx.AsyncClient) -> dict[str, tuple[str, bytes]]:
    """Every document that can be reached from robots.txt: its address, with lastmod and the sitemap in which it is."""
    named = [line.split(": ")[1] for line in (await site.get("/robots.txt")).text.splitlines() if "diwoo" in line]
    found = {}
    for index in named:
        for sitemap in texts(read((await site.get(index)).content), "//s:sitemap/s:loc/text()"):
            answer = await site.get(sitemap)
            assert answer.status_code == 200
            one = read(answer.content)
            for loc, when in zip(texts(one, "//s:loc/text()"), texts(one, "//s:lastmod/text()"), strict=True):
                found[loc] = when, answer.content
    return found


async def public_references(site: httpx.AsyncClient) -> set[str]:
    """Those of the open data."""
    rows = csv.DictReader(io.StringIO((await site.get("/afspraken.csv")).text))
    return {row["kenmerk"] for row in rows}


async def test_it_holds_the_documents_of_what_is_public_and_nothing_else(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(woo, "PER_SITEMAP", 1)
    assert await harvested(site) == {}
    kept = [(await in_force(title=f"Afspraak {number} <&>")).reference for number in range(3)]
    gone = [await in_force(title=f"Zonnebloemproef {number}") for number in range(2)]
    before = await harvested(site)
    for one in gone:
        await changed(one, is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    await drafted(title="Concept")
    await in_review(title="Ingediend")
    await in_force(title="Geheim", is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    found = await harvested(site)

    left = [one.reference for one in gone]

    assert set(found) == {f"{BASE_URL}/afspraken/{reference}.pdf" for reference in [*kept, *left]}
    assert await public_references(site) == {*kept, *left}, "open data keeps a line of them as well"
    assert len({body for _, body in found.values()}) == len(found), "one in each"
    for address, (_, body) in found.items():
        answer = await site.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert b"Zonnebloemproef" not in body
        check_by_schema(body)
    changed_ones = {address for address in found if found[address][0] != before[address][0]}
    assert changed_ones == {f"{BASE_URL}/afspraken/{reference}.pdf" for reference in left}
    assert (await site.get("/sitemap-diwoo-infocat011.xml?pagina=6")).status_code == 404
    assert (await site.get("/sitemap-diwoo-infocat011.xml?pagina=nul")).status_code == 400


async def test_whoever_has_it_gets_304_until_something_visible_changes(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    addresses = ("/sitemapindex-diwoo-infocat011.xml", "/sitemap-diwoo-infocat011.xml")
    tags = {address: (await site.get(address)).headers["etag"] for address in addresses}

    for address, tag in tags.items():
        assert (await site.get(address, headers={"If-None-Match": tag})).status_code == 304
    await changed(agreement, summary="Anders")
    for address, tag in tags.items():
        assert (await site.get(address, headers={"If-None-Match": tag})).status_code == 200


class TestWithoutAnIdentity:
    """Nobody has said who the organisation is."""

    @pytest.fixture
    def settings_of_the_site(self) -> dict[str, object]:
        """As the sample has it."""
        return {}

    async def test_there_is_no_index_and_robots_names_none(self, app: Litestar, site: httpx.AsyncClient) -> None:
        await in_force()
        answers = [await site.get(path) for path in (woo.INDEX, woo.SITEMAP)]
        settings: Settings = app.state["site"].settings

        assert [answer.status_code for answer in answers] == [404, 404]
        assert "diwoo" not in (await site.get("/robots.txt")).text
        assert any("ORGANISATION_ID" in doubt and "Woo-index" in doubt for doubt in settings.open_data_doubts)
