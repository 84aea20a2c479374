"""Forms of beheer: sent from our own page they work, from anywhere else they do nothing; nothing typed is lost."""

from __future__ import annotations

import threading
from html import unescape

import httpx
import pytest
from litestar import Litestar

from admin_ui.agreement import edit_pages
from admin_ui.forms.record import MOST_ROWS, ROW_MODELS
from admin_ui.forms.typed import Typed
from admin_ui.forms.view import Drawing, SectionView
from admin_ui.shell import guards
from admin_ui.shell.csrf import FIELD
from agreements.http.posted import Posted, parse_posted
from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Clock, Colleague, main_form
from tests.people import HENK, PETRA

NEW = "/beheer/afspraken/nieuw"


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by minutes."""
    return Clock()


@pytest.fixture
def nobody(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """A browser in which nobody is signed in."""
    return Colleague(app, BASE_URL)


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def is_in(colleague: Colleague) -> bool:
    return (await colleague.open("/beheer")).url.path == "/beheer"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://afspraken.voorbeeldstad.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
async def test_a_form_from_another_site_does_nothing(petra: Colleague, headers: dict[str, str]) -> None:
    pairs = [*main_form(await petra.open(NEW)).pairs, ("title", "Van elders")]

    answer = await petra.post(NEW, pairs, **headers)

    assert answer.status_code == 403
    assert "Van elders" not in answer.text
    assert await agreements.find("AFS-2026-0001") is None


@pytest.mark.parametrize("token", [None, "", "x", "é", "0" * 64])
async def test_a_form_without_its_token_does_nothing_yet_and_keeps_what_was_typed(
    petra: Colleague, token: str | None
) -> None:
    pairs = [("title", "Met zorg getypt"), *([] if token is None else [(FIELD, token)])]

    page = await petra.post(NEW, pairs)

    assert page.status_code == 403
    assert await agreements.find("AFS-2026-0001") is None
    assert (await petra.send(page)).status_code == 200
    assert (await agreements.load("AFS-2026-0001")).agreement.content.title == "Met zorg getypt"


async def test_the_token_of_another_session_is_refused(app: Litestar, petra: Colleague) -> None:
    henk = Colleague(app, BASE_URL)
    await henk.come_in(HENK)
    theirs = dict(main_form(await henk.open("/beheer")).pairs)[FIELD]

    assert (await petra.post("/beheer/uitloggen", [(FIELD, theirs)])).status_code == 403
    assert await is_in(petra)


async def test_what_was_typed_before_the_session_ended_can_be_sent_after_signing_in_again(
    petra: Colleague, day: Clock
) -> None:
    form = await petra.open(NEW)
    day.wait(minutes=45)

    page = await petra.send(form, title="Lang over nagedacht")
    assert page.status_code == 403
    await petra.sign_in(PETRA)
    page = await petra.send(await petra.send(page))

    assert page.url.path == "/beheer/afspraken/AFS-2026-0001/bewerken"
    assert (await agreements.load("AFS-2026-0001")).agreement.content.title == "Lang over nagedacht"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
async def test_a_body_that_is_no_form_is_refused(petra: Colleague, kind: str) -> None:
    answer = await petra.post(NEW, [("title", "t")], Content_Type=kind)

    assert answer.status_code == 400


async def test_too_large_a_form_is_refused(petra: Colleague) -> None:
    assert (await petra.post(NEW, [("title", "x" * 3_000_000)])).status_code == 413


@pytest.mark.parametrize("group", sorted(ROW_MODELS))
async def test_more_rows_than_the_page_can_have_are_refused_before_they_are_drawn(petra: Colleague, group: str) -> None:
    name = next(iter(ROW_MODELS[group].model_fields))
    rows = [(f"{group}-{number}-{name}", "x") for number in range(MOST_ROWS + 1)]
    own = main_form(await petra.open(NEW)).pairs

    assert (await petra.post(NEW, [*own, *rows])).status_code == 400
    assert (await petra.post(NEW, [*own, *rows[:MOST_ROWS], ("actie", f"erbij:{group}")])).status_code == 200


async def test_a_form_is_read_once_and_beside_the_event_loop(petra: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    here, readers, cleaners = threading.get_ident(), [], []

    class Watched(Posted):
        def cleaned(self) -> Posted:
            cleaners.append(threading.get_ident())
            return super().cleaned()

    def parse(body: bytes) -> Posted:
        readers.append(threading.get_ident())
        return Watched(parse_posted(body).pairs)

    monkeypatch.setattr(guards, "parse_posted", parse)
    await petra.send(await petra.open(NEW), title="Een")

    assert (await agreements.load("AFS-2026-0001")).agreement.content.title == "Een"
    assert (len(readers), len(cleaners), here in readers + cleaners) == (1, 1, False)


async def test_a_large_form_is_drawn_beside_the_event_loop(petra: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    here, drawn = threading.get_ident(), []

    def record(self: Drawing, typed: Typed) -> list[SectionView]:
        drawn.append(threading.get_ident())
        return Drawing.record(self, typed)

    monkeypatch.setattr(edit_pages, "Drawing", type("Watched", (Drawing,), {"record": record}))
    await petra.open(NEW)

    assert len(drawn) == 1
    assert here not in drawn


async def test_no_page_of_beheer_is_kept_by_a_cache(petra: Colleague, nobody: Colleague) -> None:
    answers = [await petra.open(path) for path in ("/beheer", NEW, "/beheer/afspraken/x", "/beheer/bestaat/niet")]
    answers.append(await nobody.open("/beheer/inloggen"))

    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert {answer.headers["content-security-policy"][:18] for answer in answers} == {"default-src 'none'"}


async def test_the_summary_of_errors_names_each_field_and_what_was_done_is_heard_first(petra: Colleague) -> None:
    wrong = unescape((await petra.send(await petra.open(NEW), ends_on="morgen")).text)
    saved = unescape((await petra.send(await petra.open(NEW), title="Hulp bij schulden")).text)

    assert '<a href="#ends_on">Einddatum: ' in wrong
    assert "<title>Opgeslagen als concept. Afspraak wijzigen" in saved
    assert '<div class="notice notice--success" role="status" tabindex="-1" autofocus>' in saved
    assert saved.count(" autofocus") == 1


async def test_what_is_removed_is_told(petra: Colleague) -> None:
    form = main_form(await petra.open(NEW))
    page = await petra.post(form.action, [*form.pairs, ("actie", "weg:parties:1")])

    assert "Verwijderd: Partij 2." in unescape(page.text)
    assert page.text.count(" autofocus") == 1


async def test_what_was_typed_can_be_read_after_the_session_has_ended(petra: Colleague, day: Clock) -> None:
    page = await petra.open(NEW)
    day.wait(hours=1)
    answer = await petra.send(page, title="Hulp bij schulden")

    assert answer.status_code == 403
    assert '<li class="preserve">Hulp bij schulden</li>' in answer.text
