"""What anyone can open: pages, files and feeds of one selection, and nothing of what is inside."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest

from agreements.domain.content import Document
from agreements.domain.vocabulary import AgreementKind
from agreements.publication.shapes import shapes
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.submit import submit
from agreements.storage.database.transaction import execute, unit_of_work
from agreements.storage.public_memory import entries
from agreements.storage.trail import audit
from agreements.web import detail, pages
from tests import people
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.calendars import read_events
from tests.office import drafted, in_force, in_review, office_on
from tests.people import ENDS_ON, HENK, PETRA, TODAY, WOO

PAGES = [page.path for page in pages.PAGES]
SHAPES = [address for one in shapes() for address in (one.path, *map(one.beside, one.companions))]
LINKED = ["/dcat.ttl", "/dcat.jsonld", "/dcat/feed/1", "/afspraken.atom"]
FILES = [*SHAPES, *LINKED, "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"]
ALL = [*PAGES, *FILES, "/health/live", "/health/ready", "/static/register.css"]
PRIVATE = "GEHEIM"


def same_for_all(answer: httpx.Response) -> dict[str, str]:
    """The headers without the number that each request gets for the log, random as a nonce is, and without how much
    this visitor may still ask."""
    return {name: value for name, value in answer.headers.items() if name not in {"x-request-id", "ratelimit"}}


def everything(reference: str) -> list[str]:
    """Every kind of public address, with filters, pages and one agreement."""
    one = f"/afspraken/{reference}"
    return [
        *PAGES,
        *FILES,
        "/?q=vroeg",
        "/?status=geldig&sorteer=-titel&taal=en",
        "/?afdeling=Wonen&eindigtVan=2027-01-01",
        f"/?peildatum={TODAY - timedelta(days=3)}",
        "/afspraken.csv?scheiding=puntkomma&thema=Schulden",
        "/agenda.ics?soort=convenant",
        one,
        f"{one}.ics",
        f"{one}/versies/1",
    ]


async def test_every_public_address_answers(site: httpx.AsyncClient) -> None:
    for address in [*ALL, *everything((await in_force()).reference)]:
        answer = await site.get(address)
        assert (address, answer.status_code) == (address, 200)


async def test_head_says_the_same_as_get_without_the_body(site: httpx.AsyncClient) -> None:
    for address in [*ALL, *everything((await in_force()).reference)]:
        got, asked = await site.get(address), await site.head(address)
        assert (address, asked.status_code, asked.content) == (address, got.status_code, b"")
        assert asked.headers.get("etag") == got.headers.get("etag")


async def test_whoever_has_a_page_or_file_already_gets_304_until_something_visible_changes(
    site: httpx.AsyncClient,
) -> None:
    addresses = everything((await in_force()).reference)
    tags = {address: (await site.get(address)).headers["etag"] for address in addresses}

    for address, tag in tags.items():
        answer = await site.get(address, headers={"If-None-Match": f'W/{tag}, "x"'})
        assert (address, answer.status_code, answer.content) == (address, 304, b"")
        assert answer.headers["etag"] == tag

        zipped = tag.removesuffix('"') + '-gzip"'
        assert (await site.get(address, headers={"If-None-Match": zipped})).status_code == 304

    await in_force(title="Nieuw")
    for address in ("/", "/afspraken.csv", "/agenda.ics"):
        assert (await site.get(address, headers={"If-None-Match": tags[address]})).status_code == 200


async def test_pages_turn_with_the_day(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force()
    address = f"/afspraken/{agreement.reference}"
    before = await site.get(address)
    day.today = ENDS_ON + timedelta(days=1)

    assert before.headers["etag"] != (await site.get(address)).headers["etag"]
    assert "afgelopen" in (await site.get(address)).text


async def test_every_answer_has_the_security_headers_also_errors(site: httpx.AsyncClient) -> None:
    tag = (await site.get("/")).headers["etag"]
    answers = [await site.get(address) for address in (*ALL, "/bestaat-niet", "/?status=x", "/static/x")]
    answers += [await site.get("/", headers={"If-None-Match": tag}), await site.post("/over")]

    for answer in answers:
        assert answer.headers["content-security-policy"].startswith("default-src 'none'"), answer.url
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
        assert "set-cookie" not in answer.headers
    assert {answer.status_code for answer in answers} == {200, 304, 400, 404, 405}


async def test_an_unknown_reference_a_draft_and_a_confidential_one_give_the_same_404(site: httpx.AsyncClient) -> None:
    hidden = [
        (await drafted(title=PRIVATE)).reference,
        (await in_review(title=PRIVATE)).reference,
        (await in_force(title=PRIVATE, is_public=False, not_public_ground=WOO, not_public_reason=PRIVATE)).reference,
    ]
    for tail in ("", ".ics", "/versies/1"):
        unknown = await site.get(f"/afspraken/AFS-1999-0001{tail}")
        assert unknown.status_code == 404
        for reference in hidden:
            answer = await site.get(f"/afspraken/{reference}{tail}")
            assert (answer.status_code, answer.content) == (404, unknown.content)
            assert same_for_all(answer) == same_for_all(unknown)


async def test_what_is_internal_is_on_no_page_and_in_no_file(site: httpx.AsyncClient) -> None:
    agreement = await in_force(
        internal_notes=PRIVATE,
        documents=(Document(title=f"{PRIVATE} nota", url=f"https://intern.example/{PRIVATE}"),),
    )
    for address in everything(agreement.reference):
        answer = await site.get(address)
        assert PRIVATE not in answer.text, address
        assert not any(f"{actor.id}@" in answer.text for actor in (PETRA, HENK)), address


async def test_the_csv_holds_exactly_the_agreements_of_the_page(site: httpx.AsyncClient) -> None:
    for title, kind in (("A", AgreementKind.COVENANT), ("B", AgreementKind.PROTOCOL), ("C", AgreementKind.COVENANT)):
        await in_force(title=title, kind=kind)
    query = "?soort=convenant&sorteer=-titel"

    page = (await site.get("/" + query)).text
    rows = list(csv.DictReader(io.StringIO((await site.get("/afspraken.csv" + query)).text, newline="")))
    items = json.loads((await site.get("/afspraken.json" + query)).content)["afspraken"]

    assert re.findall(r'class="table__title" href="/afspraken/([^"]+)"', page) == [row["kenmerk"] for row in rows]
    assert [row["titel"] for row in rows] == [item["titel"] for item in items] == ["C", "A"]
    assert all(date.fromisoformat(row[name]) for row in rows for name in ("begindatum", "einddatum", "opzeggen_voor"))
    assert rows[0]["url"] == f"{BASE_URL}/afspraken/{rows[0]['kenmerk']}"


async def test_the_calendar_needs_no_accept_header_and_holds_the_end(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    for address in ("/agenda.ics", f"/afspraken/{agreement.reference}.ics"):
        request = site.build_request("GET", address, headers={"User-Agent": "Google-Calendar-Importer"})
        del request.headers["accept"]
        answer = await site.send(request)
        found = {str(event["uid"]): event for event in read_events(answer.content)}

        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.headers["content-disposition"].startswith("inline")
        assert found[f"{agreement.reference}-einde@afspraken.voorbeeldstad.example"]["dtstart"].dt == ENDS_ON


async def test_files_carry_the_published_head_of_the_chain(site: httpx.AsyncClient) -> None:
    await in_force()
    async with unit_of_work():
        await audit.publish_head(TODAY, office_on(TODAY).now)
    head = (await audit.head()).hash

    assert (await site.get("/afspraken.csv")).headers["x-register-kop"] == head
    assert (await site.get("/afspraken.json")).json()["register_kop"] == head
    assert head in (await site.get("/open-data")).text


async def test_answers_carry_how_many_changes_they_know_of_and_the_page_about_open_data_tells_so(
    site: httpx.AsyncClient,
) -> None:
    await in_force()
    known = (await entries.head()).seq

    answers = [await site.get(address) for address in ("/", "/afspraken.csv", "/open-data", "/open-data?taal=en")]

    assert {answer.headers["x-register-stand"] for answer in answers} == {str(known)}
    assert ["X-Register-Stand" in answer.text for answer in answers] == [False, False, True, True]


async def test_text_of_an_agreement_is_shown_as_text(site: httpx.AsyncClient) -> None:
    nasty = '<script>alert(1)</script>"><img src=x onerror=y>{{7*7}}%s%(x)s'
    agreement = await in_force(title=nasty, summary=nasty, theme=nasty, purpose=nasty, contact_point=nasty)

    for address in (
        "/",
        "/?taal=en",
        f"/afspraken/{agreement.reference}",
        f"/afspraken/{agreement.reference}/versies/1",
    ):
        answer = await site.get(address)
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "<img" not in answer.text


async def test_pages_come_in_the_language_that_is_asked_for(site: httpx.AsyncClient) -> None:
    dutch = await site.get("/", headers={"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.8"})
    english = await site.get("/", headers={"Accept-Language": "en-GB"})

    assert '<html lang="nl"' in dutch.text
    assert '<html lang="en"' in english.text
    assert "Agreements about sharing data" in (await site.get("/?taal=en")).text
    assert dutch.headers["vary"] == "Accept-Language"
    assert dutch.headers["etag"] != english.headers["etag"]


async def test_a_new_version_says_what_changed(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    content = replace(
        agreement.content,
        purpose="Huurders eerder helpen",
        parties=agreement.content.parties[:2],
        flows=agreement.content.flows[:1],
    )
    proposed = await amend(office_on(TODAY), PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(office_on(TODAY), PETRA, agreement.reference, proposed.revision)
    await approve(office_on(TODAY), HENK, agreement.reference, waiting.revision)

    page = (await site.get(f"/afspraken/{agreement.reference}/versies/2")).text

    assert "<ins>Huurders eerder helpen</ins>" in page
    assert f"<del>{people.ENERGY_COMPANY}</del>" in page
    assert agreement.content.purpose in (await site.get(f"/afspraken/{agreement.reference}/versies/1")).text


async def test_beyond_the_first_page_the_rest_is_shown(site: httpx.AsyncClient) -> None:
    for number in range(27):
        await in_force(title=f"Afspraak {number:02}")

    first, second = (await site.get("/")).text, (await site.get("/?pagina=2")).text

    assert (first.count("table__title"), second.count("table__title")) == (25, 2)
    assert 'href="/?pagina=2"' in first
    assert (await site.get("/?pagina=3")).status_code == 404


async def test_ready_says_when_the_database_lacks_something(site: httpx.AsyncClient) -> None:
    assert (await site.get("/health/ready")).json()["status"] == "ok"

    await execute("DELETE FROM schema_migration", {})
    answer = await site.get("/health/ready")

    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")


async def test_a_mistake_of_ours_shows_no_trace(
    site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = await in_force()

    monkeypatch.setattr(detail, "term_bar", None)
    answer = await site.get(f"/afspraken/{agreement.reference}")

    assert answer.status_code == 500
    assert "<h1>Er ging iets mis</h1>" in answer.text
    assert "Traceback" not in answer.text
    assert "Traceback" in caplog.text


async def test_a_page_follows_the_day_in_its_words(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31), review_dates=(date(2027, 6, 1),))
    address = f"/afspraken/{agreement.reference}"
    said = {}
    for on in (TODAY, date(2027, 1, 1), date(2028, 1, 1)):
        day.today = on
        said[on] = (await site.get(address)).text

    upcoming, running, ended = said.values()
    assert "geldt vanaf 1 januari 2027" in upcoming
    assert "geldt nu" not in upcoming
    assert "geldt nu" in running
    assert "de laatste versie" in ended
    assert "geldt nu" not in ended
    assert "Besluiten over het einde" not in ended
