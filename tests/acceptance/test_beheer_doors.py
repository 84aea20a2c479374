"""The doors of beheer: who gets in, how long, and what a form from elsewhere can do (nothing)."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from litestar import Litestar

from admin_ui.agreement.merge_edits import _fingerprints
from admin_ui.sign_in import passwords
from admin_ui.sign_in.sessions import cookie_name
from agreements.services import users
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.people import accounts
from tests.acceptance.conftest import BASE_URL
from tests.colleague import CLI, PASSWORD, Clock, Colleague, main_form
from tests.office import TODAY_OFFICE, address
from tests.people import HENK, PETRA

COOKIE = cookie_name(is_https=True)
SIGN_IN = "/beheer/inloggen"


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
    await colleague.sign_in_first(PETRA)
    return colleague


async def is_in(colleague: Colleague) -> bool:
    return (await colleague.open("/beheer")).url.path == "/beheer"


async def sessions() -> int:
    return int((await fetch("SELECT count(*) AS n FROM session", {}))[0]["n"])


async def test_whoever_is_not_signed_in_is_sent_to_the_door_and_back(nobody: Colleague, petra: Colleague) -> None:
    page = await nobody.open("/beheer/afspraken?status=concept")
    assert page.url.path == SIGN_IN

    page = await nobody.send(page, email=address(PETRA).upper(), password=PASSWORD)

    assert str(page.url) == f"{BASE_URL}/beheer/afspraken?status=concept"


async def test_the_cookie_is_for_this_host_alone_and_no_script_can_read_it(nobody: Colleague, petra: Colleague) -> None:
    nobody.client.follow_redirects = False

    answer = await nobody.sign_in(PETRA)

    session, device = (given.split("; ") for given in answer.headers.get_list("set-cookie"))
    assert session[0].startswith(f"{COOKIE}=")
    assert {part.lower() for part in session[1:]} == {"path=/", "httponly", "secure", "samesite=lax"}
    assert {part.lower() for part in device[1:]} >= {"path=/", "httponly", "secure", "samesite=lax"}
    assert session[0].startswith("__Host-")
    assert device[0].startswith("__Host-")


async def test_a_visitor_who_does_not_sign_in_gets_no_cookie_and_no_session(nobody: Colleague) -> None:
    for path in ("/", "/beheer", SIGN_IN, "/beheer/welkom/x", "/beheer/static/beheer.css"):
        assert "set-cookie" not in (await nobody.open(path)).headers

    assert await sessions() == 0


async def test_a_planted_session_id_counts_for_nothing_and_is_not_taken_over(nobody: Colleague) -> None:
    planted = "a" * 43
    nobody.client.cookies.set(COOKIE, planted, domain="afspraken.voorbeeldstad.example")
    assert not await is_in(nobody)

    await nobody.sign_in_first(PETRA)

    assert await is_in(nobody)
    assert nobody.cookies[COOKIE] != planted
    rows = await fetch("SELECT token_hash FROM session", {})
    assert [row["token_hash"] for row in rows] == [users.token_hash(nobody.cookies[COOKIE])]


@pytest.mark.parametrize("cookie", ["null", "../../x", "x" * 7000, "=;=", "é", "a" * 44])
async def test_a_strange_cookie_is_nobody(site: httpx.AsyncClient, cookie: str) -> None:
    answer = await site.get("/beheer", headers={b"Cookie": f"{COOKIE}={cookie}".encode()})

    assert answer.status_code == 303


async def test_signing_in_again_gives_a_new_session_and_ends_the_old_one(petra: Colleague) -> None:
    old = petra.cookies[COOKIE]
    door = await petra.client.get(SIGN_IN, headers={"Cookie": ""})

    await petra.send(door, email=address(PETRA), password=PASSWORD)

    assert petra.cookies[COOKIE] != old
    assert await sessions() == 1


async def test_a_session_ends_after_half_an_hour_without_use(petra: Colleague, day: Clock) -> None:
    for _ in range(3):
        day.wait(minutes=29)
        assert await is_in(petra)

    day.wait(minutes=31)

    assert not await is_in(petra)
    assert await sessions() == 0


async def test_a_session_ends_after_twelve_hours_whatever_happens(petra: Colleague, day: Clock) -> None:
    for _ in range(28):
        day.wait(minutes=25)
        assert await is_in(petra)

    day.wait(minutes=25)

    assert not await is_in(petra)


async def test_signing_out_ends_the_session_at_once(petra: Colleague) -> None:
    token = petra.cookies[COOKIE]

    page = await petra.open("/beheer")
    petra.client.follow_redirects = False
    answer = await petra.post("/beheer/uitloggen", main_form(page).pairs)

    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert "storage" in answer.headers["clear-site-data"]
    petra.client.cookies.set(COOKIE, token)
    assert (await petra.open("/beheer")).status_code == 303


async def test_an_account_that_is_switched_off_is_out_on_the_next_request(petra: Colleague) -> None:
    await execute("UPDATE account SET is_active = :no WHERE id = :id", {"no": False, "id": PETRA.id})

    assert not await is_in(petra)
    assert "horen niet bij elkaar" in (await petra.sign_in(PETRA)).text


async def test_a_one_time_link_is_not_used_up_by_looking_at_it_and_works_once(
    nobody: Colleague, petra: Colleague
) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    page = await nobody.open(f"/beheer/welkom/{token}")
    page = await nobody.open(f"/beheer/welkom/{token}")
    late = await petra.open(f"/beheer/welkom/{token}")

    await nobody.send(page, password="een ander goed wachtwoord", repeated="een ander goed wachtwoord")

    assert await is_in(nobody)
    assert not await is_in(petra), "a new password ends the sessions of the old one"
    refused = await petra.send(late, password=PASSWORD, repeated=PASSWORD)
    assert (refused.status_code, "werkt niet meer" in refused.text) == (400, True)


async def test_a_one_time_link_works_for_three_days(nobody: Colleague, day: Clock) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    day.wait(hours=73)

    pairs = [*main_form(await nobody.open(SIGN_IN)).pairs[:1], ("password", PASSWORD), ("repeated", PASSWORD)]
    page = await nobody.post(f"/beheer/welkom/{token}", pairs)

    assert "werkt niet meer" in page.text
    assert not await is_in(nobody)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("te kort", "minstens 12 tekens"),
        ("Welkom2026!!", "makkelijk te raden"),
        ("123456789012", "makkelijk te raden"),
        ("petra-petra-2026", "makkelijk te raden"),
        ("é" * 600, "te lang"),
    ],
)
async def test_a_password_that_is_easy_to_guess_is_refused_and_the_link_still_works(
    nobody: Colleague, password: str, sentence: str
) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))

    page = await nobody.send(await nobody.open(f"/beheer/welkom/{token}"), password=password, repeated=password)

    assert (page.status_code, sentence in page.text) == (400, True)
    await nobody.send(page, password=PASSWORD, repeated=PASSWORD)
    assert await is_in(nobody)


@pytest.mark.parametrize("hasher", [passwords._HASHER], ids=["real"])
async def test_a_password_may_hold_any_character_and_is_kept_as_argon2id(nobody: Colleague) -> None:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    odd = " 🐴 een paard, & <nog> %C3 meer+ "

    await nobody.send(await nobody.open(f"/beheer/welkom/{token}"), password=odd, repeated=odd)
    await nobody.post("/beheer/uitloggen", main_form(await nobody.open("/beheer")).pairs)
    await nobody.sign_in(PETRA, odd)

    assert await is_in(nobody)
    account = await accounts.by_id(PETRA.id)
    assert account is not None
    assert account.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(nobody: Colleague, petra: Colleague) -> None:
    door = await nobody.open(SIGN_IN)

    known = await nobody.send(door, email=address(PETRA), password="niet het goede")
    unknown = await nobody.send(door, email="wie@voorbeeldstad.example", password="niet het goede")
    never_used = await nobody.send(door, email=address(HENK), password="")

    assert known.status_code == unknown.status_code == never_used.status_code == 400
    assert "horen niet bij elkaar" in known.text
    plain = [page.text.replace(address(PETRA), "").replace(address(HENK), "") for page in (known, never_used)]
    assert plain[0] == plain[1] == unknown.text.replace("wie@voorbeeldstad.example", "")


async def test_after_ten_wrong_passwords_one_has_to_wait_five_minutes(
    nobody: Colleague, petra: Colleague, day: Clock
) -> None:
    door = await nobody.open(SIGN_IN)
    for _ in range(10):
        assert (await nobody.send(door, email=address(PETRA), password="fout")).status_code == 400

    answer = await nobody.send(door, email=address(PETRA), password=PASSWORD)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "300")
    day.wait(minutes=5, seconds=1)
    await nobody.sign_in(PETRA)
    assert await is_in(nobody)


async def test_many_guesses_at_the_same_moment_do_not_slip_through(nobody: Colleague, petra: Colleague) -> None:
    door = await nobody.open(SIGN_IN)

    answers = await asyncio.gather(*(nobody.send(door, email=address(PETRA), password="fout") for _ in range(30)))

    assert sorted({answer.status_code for answer in answers}) == [400, 429]
    assert sum(answer.status_code == 400 for answer in answers) <= 10


@pytest.mark.parametrize(
    "wish",
    [
        "//evil.example", "/\\evil.example", "https:evil", "https://evil.example/beheer", "/%0d%0aSet-Cookie:x",
        "javascript:alert(1)", "/beheer//evil.example", "/beheer/../../x", "/beheer@evil.example", "/beheerx", "",
        "/beheer?\r\nX: y",
    ],
)  # fmt: skip
async def test_after_signing_in_one_never_ends_on_another_site(nobody: Colleague, petra: Colleague, wish: str) -> None:
    page = await nobody.send(await nobody.open(SIGN_IN), next=wish, email=address(PETRA), password=PASSWORD)

    assert str(page.url) == f"{BASE_URL}/beheer"


@pytest.mark.parametrize("origin", ["http://[bad]/", "http://[::1", "null", "//", "\u00e9"])
async def test_a_form_from_an_address_that_is_none_is_refused_like_any_stranger(nobody: Colleague, origin: str) -> None:
    headers = {b"origin": origin.encode(), b"content-type": b"application/x-www-form-urlencoded"}

    answer = await nobody.client.post(SIGN_IN, content=b"email=a", headers=headers)

    assert 400 <= answer.status_code < 500


async def test_a_form_for_everybody_is_refused_by_its_size_before_it_is_read(nobody: Colleague) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    large = {SIGN_IN: b"email=a" + b"%CD%85" * 4_000, "/beheer/afspraken/nieuw": b"title=a" + b"%E0%BD%B3" * 40_000}

    for path, body in large.items():
        assert (await nobody.client.post(path, content=body, headers=headers)).status_code == 400


async def test_what_a_page_carried_may_be_anything_and_is_then_not_ours(petra: Colleague) -> None:
    for seen in ("[" * 9_000, "[" * 100_000, "{", '{"title": 1}'):
        assert _fingerprints(seen) == {}
