"""What was answered before is answered again at once: in the same words, to the right reader, never a day too long."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from random import Random

import httpx
import pytest
from litestar import Litestar

from agreements.app import create_app
from agreements.http.quick_road import LONGEST_ADDRESS, MOST_ADDRESSES, Address, Known
from agreements.http.site import SiteRequest, query_of
from agreements.logs import FIELDS
from agreements.storage.database.engine import bound
from agreements.storage.database.register_engine import Answer, RegisterEngine
from agreements.web import overview
from agreements.web.mistyped import Mistyped, read_form
from agreements.web.query import Asked
from tests.acceptance.conftest import BASE_URL, Calendar, running
from tests.acceptance.test_public_site import PAGES, everything, same_for_all
from tests.office import in_force
from tests.people import TODAY
from tests.transport import road_of, transport_to

UNKNOWN = "/afspraken/AFS-1999-0001"


@pytest.fixture
async def beside(site: httpx.AsyncClient, app: Litestar, day: Calendar) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor of another node of the same register, which was asked nothing yet."""
    node = create_app(app.state["site"].settings, day.read)
    async with running(node), httpx.AsyncClient(transport=transport_to(node), base_url=BASE_URL) as client:
        yield client


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that a handler of the overview had to look at."""
    seen: list[str] = []

    def note(request: SiteRequest) -> tuple[Asked, dict[str, Mistyped]]:
        seen.append(query_of(request))
        return read_form(request)

    monkeypatch.setattr(overview, "read_form", note)
    return seen


class Forgetful(OrderedDict[Address, Known]):
    """Remembers nothing, so that every question takes the ordinary road."""

    def __setitem__(self, address: Address, known: Known) -> None:
        """Nothing."""

    def move_to_end(self, key: Address, last: bool = True) -> None:
        """Nothing."""


async def every_way(site: httpx.AsyncClient, tags: list[tuple[str, str]]) -> list[tuple[str, httpx.Response]]:
    """Each address by both methods: by who has it already, and who does not."""
    return [
        (f"{method} {address} {headers}", await site.request(method, address, headers=headers))
        for address, tag in tags
        for method in ("GET", "HEAD")
        for headers in ({}, {"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-None-Match": "*"})
    ]


async def test_a_second_answer_is_the_first_one_header_for_header(app: Litestar, site: httpx.AsyncClient) -> None:
    addresses = everything((await in_force()).reference)
    before = [(address, (await site.get(address)).headers["etag"]) for address in addresses]
    answers = await every_way(site, before)
    road_of(app)._known = Forgetful()
    for (asked, known), (_, afresh) in zip(answers, await every_way(site, before), strict=True):
        assert (known.status_code, known.content) == (afresh.status_code, afresh.content), asked
        assert same_for_all(known) == same_for_all(afresh), asked


async def test_who_asks_again_costs_no_look_at_the_question(site: httpx.AsyncClient, asked: list[str]) -> None:
    await in_force()
    tag = (await site.get("/?q=wonen")).headers["etag"]
    assert len(asked) == 1

    await site.get("/?q=wonen")
    await site.head("/?q=wonen")
    assert (await site.get("/?q=wonen", headers={"If-None-Match": tag})).status_code == 304
    assert len(asked) == 1


async def test_a_node_that_only_ever_said_not_modified_says_so_at_once_too(
    site: httpx.AsyncClient, beside: httpx.AsyncClient, asked: list[str]
) -> None:
    await in_force()
    tag = (await site.get("/")).headers["etag"]
    for _ in range(3):
        assert (await beside.get("/", headers={"If-None-Match": tag})).status_code == 304
    assert len(asked) == 2
    assert "<h1" in (await beside.get("/")).text


async def test_each_reader_is_answered_in_the_own_language(site: httpx.AsyncClient) -> None:
    for _ in range(2):
        for wish, language in {"nl": "nl", "en-GB,nl;q=0.5": "en", "de": "nl", "": "nl"}.items():
            answer = await site.get("/", headers={"Accept-Language": wish})
            assert (answer.headers["content-language"], answer.headers["vary"]) == (language, "Accept-Language")
            assert f'<html lang="{language}"' in answer.text


async def test_a_public_change_and_a_new_day_are_answered_anew(
    site: httpx.AsyncClient, beside: httpx.AsyncClient, day: Calendar
) -> None:
    await in_force(title="Schoolzwemmen")
    before = [(await one.get("/")).headers["etag"] for one in (site, site, beside, beside)]
    await in_force(title="Kamerverhuur")
    changed = [await one.get("/", headers={"If-None-Match": before[0]}) for one in (site, beside)]
    assert [("Kamerverhuur" in one.text, one.status_code) for one in changed] == [(True, 200)] * 2

    day.today = TODAY + timedelta(days=1)
    next_day = [await one.get("/", headers={"If-None-Match": changed[0].headers["etag"]}) for one in (site, beside)]
    assert [one.status_code for one in next_day] == [200, 200]
    assert len({*before, changed[0].headers["etag"], next_day[0].headers["etag"]}) == 3


async def test_a_page_is_the_same_whatever_other_pages_share_parts_with_it(
    site: httpx.AsyncClient, app: Litestar, day: Calendar
) -> None:
    await in_force(title="Schoolzwemmen")
    asked = ["", "q=schoolzwemmen", "status=geldig", "status=geldig&taal=en", "status=aankomend", "taal=en"]
    for day_asked in (TODAY - timedelta(days=1), TODAY + timedelta(days=900)):
        asked += [f"peildatum={day_asked}", f"peildatum={day_asked}&status=geldig"]
    for query in asked:
        for sorting in ("", "-titel"):
            shown = (await site.get(f"/?{query}&sorteer={sorting}")).text
            node = create_app(app.state["site"].settings, day.read)
            async with running(node), httpx.AsyncClient(transport=transport_to(node), base_url=BASE_URL) as first:
                assert (await first.get(f"/?{query}&sorteer={sorting}")).text == shown


async def test_a_known_answer_is_for_our_own_name_and_is_logged_by_its_route(
    site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    reference = (await in_force()).reference
    with caplog.at_level(logging.INFO, "agreements.access"):
        for _ in range(2):
            assert (await site.get(f"/afspraken/{reference}")).status_code == 200
        assert (await site.get(f"/afspraken/{reference}", headers={"Host": "evil.example"})).status_code == 421

    logged = [getattr(record, FIELDS) for record in caplog.records if record.name == "agreements.access"]
    assert [(one["route"], one["status"]) for one in logged[:2]] == [("/afspraken/{reference}", 200)] * 2


async def test_only_who_was_given_a_tag_has_what_is_there(site: httpx.AsyncClient) -> None:
    known = (await in_force()).reference
    tag = (await site.get(f"/afspraken/{known}")).headers["etag"]

    for tail in ("", ".ics", "/versies/1", "/voornemen"):
        for given in ("*", tag):
            assert (await site.get(f"{UNKNOWN}{tail}", headers={"If-None-Match": given})).status_code == 404, tail
    assert (await site.get(f"/afspraken/{known}", headers={"If-None-Match": "*"})).status_code == 304
    assert (await site.get("/?pagina=9", headers={"If-None-Match": "*"})).status_code == 404


async def test_what_was_only_ever_not_modified_at_an_address_is_told_whole_to_who_has_nothing(
    site: httpx.AsyncClient,
) -> None:
    first = await site.get("/over")
    assert (await site.get("/over/", headers={"If-None-Match": first.headers["etag"]})).status_code == 304

    assert same_for_all(await site.get("/over/")) == same_for_all(first)


async def test_what_visitors_can_make_it_remember_is_bounded(app: Litestar, site: httpx.AsyncClient) -> None:
    road = road_of(app)
    assert road._most == MOST_ADDRESSES
    road._most = 20
    await site.get(f"/over?{'x' * LONGEST_ADDRESS}")
    for number in range(30):
        await site.get(f"/over?{number}")
        await site.get("/")
    known = road._known

    assert len(known) == 20
    assert "/" in {address[1] for address in known}
    assert all(len(address[2]) < LONGEST_ADDRESS for address in known)


async def test_many_who_ask_at_once_have_it_made_once(site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    await in_force()
    made = []
    original = overview._context

    async def note(*args: object) -> object:
        made.append(args)
        return await original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(overview, "_context", note)
    answers = await asyncio.gather(*(site.get("/?q=zorg") for _ in range(10)))

    assert len({answer.content for answer in answers}) == 1
    assert len(made) == 1


async def test_what_changed_while_it_was_made_is_not_kept(
    app: Litestar, site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_force(title="Schoolzwemmen")
    original, changed = overview._context, False

    async def change(*args: object) -> object:
        nonlocal changed
        context = await original(*args)  # type: ignore[arg-type]
        if not changed:
            changed = True
            with bound(app.state["engine"]):
                await in_force(title="Kamerverhuur")
        return context

    monkeypatch.setattr(overview, "_context", change)
    late = await site.get("/")
    assert app.state["site"].recent.get(late.headers["etag"]) is None
    answer = await site.get("/", headers={"If-None-Match": late.headers["etag"]})

    assert ("Kamerverhuur" in late.text, answer.status_code, "Kamerverhuur" in answer.text) == (False, 200, True)


async def test_errors_are_never_kept(site: httpx.AsyncClient) -> None:
    for address in ("/?onbekend=1", UNKNOWN, "/?pagina=9"):
        for _ in range(2):
            answer = await site.get(address)
            assert (answer.status_code >= 400, answer.headers["cache-control"]) == (True, "no-store")
    assert {(await site.post(address)).status_code for address in PAGES} == {405}


async def test_of_who_has_it_nothing_is_read_but_up_to_where_the_register_goes(
    app: Litestar, site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = await in_force()
    given = {address: (await site.get(address)).headers["etag"] for address in everything(agreement.reference)}
    road_of(app)._known = Forgetful()
    questions: list[str] = []
    original = RegisterEngine.run

    async def note(self: RegisterEngine, sql: str, args: Sequence[object] = ()) -> Answer:
        questions.append(sql)
        return await original(self, sql, args)

    monkeypatch.setattr(RegisterEngine, "run", note)
    for address, tag in given.items():
        questions.clear()
        assert (await site.get(address, headers={"If-None-Match": tag})).status_code == 304, address
        assert len(questions) == (0 if app.state["engine"].dialect == "sqlite" else 1), (address, questions)


async def test_however_an_address_is_spelled_one_page_is_kept_of_it(app: Litestar, site: httpx.AsyncClient) -> None:
    one = f"/afspraken/{(await in_force()).reference}"
    pages = {
        "/": ["/?", "/?q=", "/?pagina=1", f"/?peildatum={TODAY}", "/?status=&thema=&q=+", "/?sorteer="],
        "/?status=geldig&status=aankomend&thema=Schulden": [
            "/?thema=Schulden&status=aankomend&status=geldig&status=geldig",
            "/?q=&st%61tus=geldig&pagina=1&thema=Schulden&thema=&status=aankomend",
        ],
        "/over": ["/over/", "/over?x=1", "/over?taal=xx", "/%6Fver?q=a&q=b"],
        one: [f"{one}?", f"{one}?q=zorg", f"{one}?status=geldig&pagina=3", f"{one}?peildatum={TODAY}", f"{one}/"],
        f"{one}.ics": [f"{one}.ics?q=zorg", f"{one}.ics?taal=nl&status="],
        f"{one}/versies/1": [f"{one}/versies/1?q=zorg", f"{one}/versies/01", f"{one}/versies/0001?pagina=2"],
        "/afspraken.csv": ["/afspraken.csv?", "/afspraken.csv?q=", "/afspraken.csv?pagina=1&scheiding="],
        "/agenda.ics": ["/agenda.ics?taal=nl", f"/agenda.ics?soort=&peildatum={TODAY}"],
    }
    for address, spellings in pages.items():
        _, first = await site.get(address), await site.get(address)  # a file that is sent while made has no length
        bodies = len(app.state["site"].recent._bodies)
        for spelled in spellings:
            again = await site.get(spelled)
            assert (again.status_code, again.content) == (200, first.content), spelled
            assert same_for_all(again) == same_for_all(first), spelled
        assert len(app.state["site"].recent._bodies) == bodies, address


async def test_a_flood_of_spellings_makes_one_body(app: Litestar, site: httpx.AsyncClient) -> None:
    await in_force()
    await site.get("/?status=geldig")
    bodies = len(app.state["site"].recent._bodies)
    spelled = ["status=geldig", "q=", "thema=", "pagina=1", "afdeling=+", "sorteer=", "status=geldig"]
    for number in range(300):
        Random(number).shuffle(spelled)
        assert (await site.get("/?" + "&".join(spelled) + "&q=" * (number % 7))).status_code == 200

    assert len(app.state["site"].recent._bodies) == bodies


async def test_links_to_the_same_page_are_written_in_one_way(site: httpx.AsyncClient) -> None:
    page = (await site.get("/?thema=&q=b++a&status=aankomend&status=geldig&pagina=1&taal=nl")).text

    assert 'href="?q=b+a&amp;status=aankomend&amp;status=geldig&amp;taal=en"' in page
