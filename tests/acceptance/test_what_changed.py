"""Residents see what changed: as a list, one change at its own address, and as a feed."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from xml.etree import ElementTree

import httpx
import pytest

from agreements.publication import atom
from agreements.services.terminate import terminate
from agreements.storage.public_memory import changes as stored
from agreements.web import change_feed
from agreements.web import changes as pages
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.acceptance.test_plans import planned
from tests.acceptance.test_withheld import GROUND, TITLE, changed, withheld
from tests.office import in_force, office_on
from tests.people import DAY_AFTER, HENK, TODAY, WOO

EARLY = TODAY + timedelta(days=90)
ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


async def seen(site: httpx.AsyncClient, address: str) -> list[int]:
    """The numbers of the changes on a page, in its order."""
    answer = await site.get(address)
    assert answer.status_code == 200
    return [int(number) for number in re.findall(r'href="/wijzigingen/(\d+)[?"]', answer.text)]


def words_of(answer: httpx.Response) -> str:
    """What the page says."""
    main = re.sub(r"</?span[^>]*>", "", answer.text.partition("<main")[2].partition("</main>")[0])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


async def fed(site: httpx.AsyncClient, address: str) -> ElementTree.Element:
    """A feed, read."""
    answer = await site.get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def text(element: ElementTree.Element, name: str) -> str:
    """What an element of an entry says."""
    return element.findtext(f"{ATOM}{name}") or ""


def links(element: ElementTree.Element) -> dict[str, str]:
    """Its links by relation, below the address of the site."""
    found = {one.attrib["rel"]: one.attrib["href"] for one in element.findall(f"{ATOM}link")}
    assert all(address.startswith(BASE_URL) for address in found.values())
    return {relation: address.removeprefix(BASE_URL) for relation, address in found.items()}


async def lived() -> str:
    """An agreement with a new version that ends early; beside it one of another department."""
    agreement = await in_force(title="Huurschulden", theme="Schulden")
    await in_force(title="Ander", department="Zorg", theme="Zorg")
    renewed = await changed(agreement, on=TODAY, summary="Een andere samenvatting")
    await terminate(office_on(TODAY), HENK, agreement.reference, renewed.revision, EARLY, "Het doel is bereikt")
    return agreement.reference


async def test_the_newest_change_is_first_and_each_keeps_its_address(site: httpx.AsyncClient, day: Calendar) -> None:
    reference = await lived()
    assert await seen(site, "/wijzigingen") == [4, 3, 2, 1]
    assert await seen(site, f"/afspraken/{reference}/wijzigingen") == [4, 3, 1]

    version, ended = words_of(await site.get("/wijzigingen/3")), words_of(await site.get("/wijzigingen/4"))
    assert "Huurschulden: een nieuwe versie" in version
    assert "Een andere samenvatting" in version
    assert "Huurschulden: opgezegd" in ended
    assert "Het doel is bereikt" not in ended, "why is written for colleagues"

    day.today = DAY_AFTER + timedelta(days=400)
    assert words_of(await site.get("/wijzigingen/4")) == ended
    for number in ("0", "5", "99999999999", "x"):
        assert (await site.get(f"/wijzigingen/{number}")).status_code == 404
    assert (await site.get("/wijzigingen?voor=0")).status_code == 400


async def test_on_a_past_day_there_is_what_was_known_then(site: httpx.AsyncClient) -> None:
    reference = await lived()
    before = TODAY - timedelta(days=1)

    assert await seen(site, f"/wijzigingen?peildatum={before}") == [2, 1]
    assert await seen(site, f"/wijzigingen?thema=Schulden&peildatum={before}") == [1]
    assert await seen(site, f"/afspraken/{reference}/wijzigingen?peildatum={before}") == [1]
    assert (await site.get(f"/wijzigingen/3?peildatum={before}")).status_code == 404


async def test_a_selection_has_the_changes_of_its_agreements(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived()
    asked = {
        "thema=Schulden": [4, 3, 1],
        "afdeling=Zorg": [2],
        "q=zonnebloem&afdeling=Zorg": [],
        "status=geldig": [4, 3, 2, 1],
    }
    for query, numbers in asked.items():
        assert await seen(site, f"/wijzigingen?{query}") == numbers
    asked[f"thema=Schulden&peildatum={TODAY - timedelta(days=1)}"] = [1]
    monkeypatch.setattr(stored, "_FEW", 0)
    monkeypatch.setattr(stored, "_STRIDE", 2)
    for query, numbers in asked.items():
        assert await seen(site, f"/wijzigingen?{query}&taal=en") == numbers, "also where they are met among all"


async def test_who_walks_to_older_changes_meets_each_once_whatever_comes_meanwhile(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived()
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    monkeypatch.setattr(change_feed, "PER_PAGE", 3)
    first = await site.get("/wijzigingen?taal=en")
    (older,) = re.findall(r'rel="next" href="([^"]*)"', first.text)
    feed = await fed(site, "/afspraken.atom")
    await in_force(title="Intussen")

    assert await seen(site, html.unescape(older)) == [2, 1]
    rest = await fed(site, links(feed)["next"])
    assert [text(one, "id") for one in rest.findall(f"{ATOM}entry")] == [
        text(rest, "id").replace("/afspraken.atom", "/wijzigingen/1")
    ]
    assert "next" not in links(rest)
    assert links(rest)["first"] == "/afspraken.atom"


async def test_a_feed_reader_gets_every_change_with_a_name_that_stays(site: httpx.AsyncClient) -> None:
    reference = await lived()
    host = BASE_URL.removeprefix("https://")
    for address, numbers in {
        "/afspraken.atom": [4, 3, 2, 1],
        "/afspraken.atom?thema=Schulden": [4, 3, 1],
        f"/afspraken/{reference}.atom": [4, 3, 1],
    }.items():
        answer = await site.get(address)
        assert answer.headers["content-type"].split(";")[0] == atom.ROW.media_type
        feed = ElementTree.fromstring(answer.content)
        entries = feed.findall(f"{ATOM}entry")
        assert [text(one, "id") for one in entries] == [f"tag:{host},2026:/wijzigingen/{number}" for number in numbers]
        assert links(feed)["self"] == address
        assert (await site.get(links(feed)["alternate"])).status_code == 200
        assert text(feed, "updated") == max(text(one, "updated") for one in entries)
        assert (await site.get(address, headers={"If-None-Match": answer.headers["etag"]})).status_code == 304
    newest = entries[0]
    assert text(newest, "title") == "Huurschulden: opgezegd"
    assert links(newest)["alternate"] == "/wijzigingen/4"
    assert [one.attrib["term"] for one in newest.findall(f"{ATOM}category")] == ["Schulden"]
    assert text(newest, "summary").startswith("<dl><dt>Opgezegd</dt>")


async def test_what_people_wrote_is_text_in_the_feed_and_never_a_part_of_it(site: httpx.AsyncClient) -> None:
    agreement = await in_force(title="Zorg & <b>welzijn</b>")
    await changed(agreement, summary="Meer <script>alert(1)</script>")
    (newest, _) = (await fed(site, "/afspraken.atom")).findall(f"{ATOM}entry")

    assert text(newest, "title") == "Zorg & <b>welzijn</b>: een nieuwe versie"
    assert "Meer &lt;script&gt;alert(1)&lt;/script&gt;" in text(newest, "summary")


async def test_of_what_is_not_public_any_more_only_that_is_told(site: httpx.AsyncClient) -> None:
    reference = (await withheld(theme="Zon")).reference
    everywhere = ["/wijzigingen", "/wijzigingen/1", "/wijzigingen/2", f"/afspraken/{reference}/wijzigingen"]
    for address in [*everywhere, "/afspraken.atom", f"/afspraken/{reference}.atom"]:
        answer = await site.get(address)
        assert (answer.status_code, TITLE in answer.text, "Zon<" in answer.text) == (200, False, False), address
    assert GROUND in (await site.get("/wijzigingen/2")).text
    assert await seen(site, "/wijzigingen?thema=Zon") == []

    feed = await fed(site, "/afspraken.atom")
    (deleted,) = feed.findall(DELETED)
    assert deleted.attrib["ref"].endswith(":/wijzigingen/1")
    assert len(feed.findall(f"{ATOM}entry")) == 2, "the withdrawal, and how many are not public"
    before = TODAY - timedelta(days=1)
    assert TITLE in (await site.get(f"/wijzigingen/1?peildatum={before}")).text


async def test_a_plan_and_the_number_of_what_is_not_public_are_changes_of_the_whole_register_alone(
    site: httpx.AsyncClient,
) -> None:
    await planned()
    await in_force(is_public=False, not_public_ground=WOO, not_public_reason=GROUND)

    assert await seen(site, "/wijzigingen") == [2, 1]
    assert await seen(site, "/wijzigingen?thema=Schulden") == []
    assert "nieuw voornemen" in words_of(await site.get("/wijzigingen/1"))
    assert "Een ander aantal afspraken is niet openbaar" in words_of(await site.get("/wijzigingen/2"))


async def test_pages_lead_to_the_changes_and_their_feed(site: httpx.AsyncClient) -> None:
    reference = await lived()
    overview = (await site.get("/?thema=Schulden")).text
    page = (await site.get(f"/afspraken/{reference}")).text
    listed = (await site.get("/wijzigingen?thema=Schulden")).text

    for found, address in ((overview, "/afspraken.atom?thema=Schulden"), (page, f"/afspraken/{reference}.atom")):
        assert f'<link rel="alternate" type="{atom.ROW.media_type}" href="{address}"' in found
    assert f'<link rel="alternate" type="{atom.ROW.media_type}" href="/afspraken.atom?thema=Schulden"' in listed
    assert f'href="/afspraken/{reference}/wijzigingen"' in page
    assert (await site.get("/afspraken/AFS-1999-0001/wijzigingen")).status_code == 404
    assert (await site.get("/afspraken/AFS-1999-0001.atom")).status_code == 404
