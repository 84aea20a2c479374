"""Somebody's own password, sessions and one-time link, and how long all of it lasts."""

from __future__ import annotations

import re

import httpx
import pytest
from litestar import Litestar

from agreements.services import users
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import fetch
from agreements.storage.people import accounts
from agreements.storage.trail import audit
from tests.acceptance.conftest import BASE_URL
from tests.colleague import CLI, PASSWORD, Clock, Colleague, forms_on
from tests.office import TODAY_OFFICE, address
from tests.people import HENK, PETRA

PAGE = "/beheer/voorkeuren/toegang"
NEW = "vier stoelen bij het raam"
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by minutes."""
    return Clock()


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in with Firefox."""
    colleague = Colleague(app, BASE_URL)
    colleague.client.headers["User-Agent"] = AGENT
    await colleague.come_in(PETRA)
    return colleague


@pytest.fixture
async def laptop(app: Litestar, petra: Colleague) -> Colleague:
    """Petra, signed in on another device too."""
    colleague = Colleague(app, BASE_URL)
    colleague.client.headers["User-Agent"] = "curl/8"
    await colleague.sign_in(PETRA)
    return colleague


async def is_in(colleague: Colleague) -> bool:
    return (await colleague.open("/beheer")).url.path == "/beheer"


async def change(colleague: Colleague, old: str = PASSWORD, new: str = NEW, repeated: str = NEW) -> httpx.Response:
    return await colleague.send(await colleague.open(PAGE), old=old, password=new, repeated=repeated)


async def press(colleague: Colleague, which: str) -> httpx.Response:
    """Press the button of one session, of all others, or of all."""
    forms = forms_on(await colleague.open(PAGE))
    form = next(form for form in forms if ("sessie", which) in form.pairs)
    return await colleague.post(form.action, form.pairs)


async def last_event() -> tuple[str, str]:
    event = [event async for event in audit.events()][-1]
    await verify_history()
    return event.action, event.object


async def test_the_page_is_reached_from_the_preferences(petra: Colleague) -> None:
    assert f'href="{PAGE}"' in (await petra.open("/beheer/voorkeuren")).text


async def test_petra_changes_her_password_with_the_old_one_and_is_out_everywhere_else(
    app: Litestar, petra: Colleague, laptop: Colleague
) -> None:
    link = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    before = petra.cookies["__Host-afspraken"]

    answer = await change(petra)

    assert "Uw nieuwe wachtwoord geldt vanaf nu" in answer.text
    assert await last_event() == ("set_password", f"user:{PETRA.id}")
    assert await is_in(petra)
    assert petra.cookies["__Host-afspraken"] != before
    assert not await is_in(laptop)
    assert (await laptop.open(f"/beheer/welkom/{link}")).status_code == 404
    assert "horen niet bij elkaar" in (await laptop.sign_in(PETRA)).text
    assert (await laptop.sign_in(PETRA, NEW)).url.path == "/beheer"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "niet het oude"}, "niet uw huidige wachtwoord"),
        ({"repeated": "iets anders"}, "twee verschillende"),
        ({"new": "Welkom2026!!", "repeated": "Welkom2026!!"}, "makkelijk te raden"),
    ],
)
async def test_what_is_wrong_is_said_and_changes_nothing(
    petra: Colleague, laptop: Colleague, typed: dict[str, str], sentence: str
) -> None:
    before = await accounts.by_id(PETRA.id)

    answer = await change(petra, **typed)

    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert await is_in(laptop)
    assert await accounts.by_id(PETRA.id) == before


async def test_whoever_finds_an_open_screen_cannot_guess_the_old_password(petra: Colleague) -> None:
    answers = [(await change(petra, old=f"mis {number}")).status_code for number in range(12)]

    assert answers == [400] * 10 + [429] * 2


async def test_petra_sees_where_she_is_signed_in_and_no_hash_of_a_token(petra: Colleague, laptop: Colleague) -> None:
    text = (await petra.open(PAGE)).text

    assert "Firefox, Windows" in text
    assert "onbekend apparaat" in text
    assert text.count("deze sessie") == 1
    for row in await fetch("SELECT token_hash FROM session", {}):
        assert row["token_hash"][:16] not in text


async def test_petra_ends_one_other_session(petra: Colleague, laptop: Colleague) -> None:
    [which] = re.findall(r'name="sessie" value="([0-9a-f]{16})"', (await petra.open(PAGE)).text)

    await press(petra, which)

    assert await last_event() == ("end_sessions", f"user:{PETRA.id}")
    assert (await is_in(petra), await is_in(laptop)) == (True, False)


async def test_petra_ends_all_other_sessions(app: Litestar, petra: Colleague, laptop: Colleague) -> None:
    henk = Colleague(app, BASE_URL)
    await henk.come_in(HENK)

    await press(petra, "andere")

    assert [await is_in(one) for one in (petra, laptop, henk)] == [True, False, True]
    assert "Alle andere sessies" not in (await petra.open(PAGE)).text


async def test_petra_signs_out_everywhere(petra: Colleague, laptop: Colleague) -> None:
    answer = await press(petra, "overal")

    assert "U bent uitgelogd" in answer.text
    assert await last_event() == ("sign_out_everywhere", f"user:{PETRA.id}")
    assert (await is_in(petra), await is_in(laptop)) == (False, False)


async def test_nobody_ends_the_session_of_somebody_else(app: Litestar, petra: Colleague, laptop: Colleague) -> None:
    henk = Colleague(app, BASE_URL)
    await henk.come_in(HENK)
    [which] = re.findall(r'name="sessie" value="([0-9a-f]{16})"', (await petra.open(PAGE)).text)
    form = forms_on(await henk.open(PAGE))[-1]

    await henk.post(f"{PAGE}/sessies", [form.pairs[0], ("sessie", which)])

    assert [await is_in(one) for one in (petra, laptop, henk)] == [True] * 3


async def test_a_link_says_whose_account_it_is_before_anybody_types(app: Litestar, site: httpx.AsyncClient) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    before = await fetch("SELECT * FROM sign_in_token ORDER BY token_hash", {})

    page = await site.get(f"/beheer/welkom/{token}")

    assert (page.status_code, address(PETRA) in page.text, "(Petra)" in page.text) == (200, True, True)
    assert await fetch("SELECT * FROM sign_in_token ORDER BY token_hash", {}) == before
    assert await fetch("SELECT * FROM sign_in_failure", {}) == []


@pytest.mark.parametrize("link", ["used", "too old", "of a stopped account", "nonsense"])
async def test_a_link_that_opens_nothing_says_so_at_once_and_how_to_get_another(
    app: Litestar, site: httpx.AsyncClient, day: Clock, link: str
) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    if link == "used":
        visitor = Colleague(app, BASE_URL)
        await visitor.send(await visitor.open(f"/beheer/welkom/{token}"), password=NEW, repeated=NEW)
    if link == "too old":
        day.wait(hours=73)
    if link == "of a stopped account":
        await users.stop_user(TODAY_OFFICE, CLI, address(PETRA))
    rows = await fetch("SELECT count(*) AS n FROM audit_event", {})

    page = await site.get(f"/beheer/welkom/{'x' * 43 if link == 'nonsense' else token}")

    assert page.status_code == 404
    assert "Deze link werkt niet" in page.text
    assert "Vraag anders de beheerder" in page.text
    assert 'type="password"' not in page.text
    assert address(PETRA) not in page.text
    assert await fetch("SELECT count(*) AS n FROM audit_event", {}) == rows


async def test_the_door_says_how_long_a_session_lasts_and_afterwards_why_it_ended(
    app: Litestar, petra: Colleague, day: Clock
) -> None:
    door = await Colleague(app, BASE_URL).open("/beheer/inloggen")
    assert "30 minuten niets doet" in door.text
    assert "12 uur" in door.text
    assert "Uw sessie is gestopt" not in door.text

    day.wait(minutes=31)
    assert "Uw sessie is gestopt" in (await petra.open("/beheer/afspraken")).text

    await petra.sign_in(PETRA)
    await press(petra, "overal")
    assert "Uw sessie is gestopt" not in (await petra.open("/beheer/inloggen")).text


async def test_every_change_of_an_account_leaves_an_event_about_it_after_the_change(
    petra: Colleague, laptop: Colleague
) -> None:
    await petra.send(await petra.open("/beheer/voorkeuren"), rhythm="weekly", language="en")
    account = await accounts.by_id(PETRA.id)

    assert account is not None
    assert account.language == "en"
    assert await last_event() == ("choose_mail", f"user:{PETRA.id}")
