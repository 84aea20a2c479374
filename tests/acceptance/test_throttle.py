"""Guessing is slowed down, and stops the guesser alone: not the colleagues behind one address, not the owner."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.storage.database.transaction import fetch
from tests.acceptance.conftest import BASE_URL
from tests.colleague import PASSWORD, Clock, Colleague, main_form
from tests.office import address, hire
from tests.people import HENK, PETRA

DOOR = "/beheer/inloggen"
OFFICE = "192.0.2.10"
"""The one address behind which everybody of the office sits."""


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by minutes."""
    return Clock()


@pytest.fixture(autouse=True)
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashing takes no time here; what was compared with a hash."""
    compared: list[str] = []

    async def keep(_: object, password: str) -> str:
        return f"hash of {password}"

    async def matches(_: object, kept: str, password: str) -> bool:
        compared.append(password)
        return kept == f"hash of {password}"

    monkeypatch.setattr("admin_ui.sign_in.passwords.Passwords.hashed", keep)
    monkeypatch.setattr("admin_ui.sign_in.passwords.Passwords.matches", matches)
    return compared


async def guess(guesser: Colleague, actor: Actor, times: int) -> list[int]:
    """What a guesser gets who tries so many wrong passwords on one account."""
    door = await guesser.open(DOOR)
    tried = [await guesser.send(door, email=address(actor), password=f"mis {number}") for number in range(times)]
    return [answer.status_code for answer in tried]


async def guess_from(app: Litestar, places: list[str], actor: Actor) -> list[int]:
    """What guessers get who try one wrong password each, from these addresses."""
    pairs = [*(await token_of(Colleague(app, BASE_URL))), ("email", address(actor)), ("password", "mis")]
    return [(await Colleague(app, BASE_URL, place).post(DOOR, pairs)).status_code for place in places]


async def token_of(visitor: Colleague) -> list[tuple[str, str]]:
    """The token of the sign-in form: it is good for every form of a stranger."""
    return main_form(await visitor.open(DOOR)).pairs[:1]


async def with_password(app: Litestar, actor: Actor, place: str = OFFICE) -> Colleague:
    """Somebody who chose a password in a browser, and signed out."""
    colleague = Colleague(app, BASE_URL, place)
    await colleague.sign_in_first(actor)
    colleague.client.cookies.delete("__Host-afspraken")
    return colleague


async def is_let_in(colleague: Colleague, actor: Actor) -> bool:
    return (await colleague.sign_in(actor)).url.path == "/beheer"


async def test_wrong_passwords_behind_one_address_lock_out_neither_colleagues_nor_the_owner_on_a_known_device(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra, henk = await with_password(app, PETRA), await with_password(app, HENK)
    stranger = Colleague(app, BASE_URL, OFFICE)

    assert 429 in await guess(stranger, PETRA, 40)

    assert await is_let_in(henk, HENK)
    assert await is_let_in(Colleague(app, BASE_URL, OFFICE), HENK), "on a device that is not known"
    assert await is_let_in(petra, PETRA), "the owner, on the device that signed in before"
    assert not await is_let_in(Colleague(app, BASE_URL, OFFICE), PETRA), "whoever guesses waits"


async def test_forty_colleagues_behind_one_address_mistype_on_monday_and_each_comes_in(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    staffed = [Actor(id=f"collega{number}", role=Role.AUDITOR) for number in range(40)]
    await hire(*staffed)
    known = await with_password(app, staffed[0])
    strangers = [Colleague(app, BASE_URL, OFFICE) for _ in staffed]

    for browser, actor in zip(strangers, staffed, strict=True):
        assert await guess(browser, actor, 3) == [400] * 3

    assert await is_let_in(known, staffed[0])
    assert await is_let_in(Colleague(app, BASE_URL, OFFICE), staffed[0])


async def test_360_guesses_at_one_account_from_one_ipv6_network_are_stopped(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await with_password(app, PETRA)
    answers = await guess_from(app, [f"2001:db8:1:2::{number:x}" for number in range(360)], PETRA)

    assert answers.count(400) == 10
    assert answers[10:] == [429] * 350
    assert await is_let_in(petra, PETRA)


async def test_guesses_at_one_account_from_many_networks_are_stopped_for_an_hour_but_not_on_a_known_device(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    petra = await with_password(app, PETRA)
    answers = await guess_from(app, [f"198.51.100.{number}" for number in range(60)], PETRA)

    assert (answers.count(400), answers[-1]) == (50, 429)
    elsewhere = await Colleague(app, BASE_URL, "203.0.113.9").sign_in(PETRA)
    assert (elsewhere.status_code, elsewhere.headers["retry-after"]) == (429, "3600")
    assert "60 minuten" in elsewhere.text
    assert await is_let_in(petra, PETRA)
    day.wait(hours=1, seconds=1)
    assert await is_let_in(Colleague(app, BASE_URL, "203.0.113.9"), PETRA)


async def test_one_password_tried_on_many_accounts_from_one_network_is_stopped(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    guesser = Colleague(app, BASE_URL, OFFICE)
    door = await guesser.open(DOOR)
    tried = [await guesser.send(door, email=f"w{n}@example.org", password=PASSWORD) for n in range(310)]

    assert [answer.status_code for answer in tried] == [400] * 300 + [429] * 10


async def test_whoever_waits_makes_nobody_hash(app: Litestar, site: httpx.AsyncClient, hashed: list[str]) -> None:
    answers = await guess(Colleague(app, BASE_URL, OFFICE), PETRA, 25)

    assert (len(hashed), answers.count(429)) == (10, 15)


@pytest.mark.parametrize("change", ["taken over", "cut", "signed by a stranger", "half a year old"])
async def test_a_device_is_known_only_by_a_mark_that_we_gave_to_this_account_not_long_ago(
    app: Litestar, site: httpx.AsyncClient, day: Clock, change: str
) -> None:
    petra, henk = await with_password(app, PETRA), await with_password(app, HENK)
    mark = {"taken over": henk, "half a year old": petra}.get(change, petra).cookies["__Host-afspraken-apparaat"]
    if change == "half a year old":
        day.wait(days=181)
    mark = {"cut": mark[:-1], "signed by a stranger": mark[:-64] + "0" * 64}.get(change, mark)
    await guess(Colleague(app, BASE_URL, OFFICE), PETRA, 10)
    thief = Colleague(app, BASE_URL, OFFICE)
    thief.client.cookies.set("__Host-afspraken-apparaat", mark)

    assert not await is_let_in(thief, PETRA)


async def test_a_desk_that_colleagues_share_knows_them_all(app: Litestar, site: httpx.AsyncClient) -> None:
    office = await with_password(app, PETRA)
    await office.sign_in_first(HENK)
    office.client.cookies.delete("__Host-afspraken")
    for actor in (PETRA, HENK):
        await guess(Colleague(app, BASE_URL, OFFICE), actor, 10)

    assert await is_let_in(office, PETRA)
    office.client.cookies.delete("__Host-afspraken")
    assert await is_let_in(office, HENK)


async def test_wrong_links_keep_no_right_link_waiting(app: Litestar, site: httpx.AsyncClient) -> None:
    stranger = Colleague(app, BASE_URL, OFFICE)
    pairs = [*(await token_of(stranger)), ("password", PASSWORD), ("repeated", PASSWORD)]
    tried = [await stranger.post(f"/beheer/welkom/{number:043}", pairs) for number in range(40)]

    assert [answer.status_code for answer in tried] == [400] * 30 + [429] * 10
    assert (await Colleague(app, BASE_URL, OFFICE).sign_in_first(PETRA)).url.path == "/beheer"


async def test_what_is_kept_of_wrong_attempts_names_nobody_and_goes_after_an_hour(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    await guess(Colleague(app, BASE_URL, OFFICE), PETRA, 2)
    kept = await fetch("SELECT * FROM sign_in_failure", {})
    assert "petra" not in str(kept)
    assert OFFICE not in str(kept)

    day.wait(hours=2)
    await guess(Colleague(app, BASE_URL, OFFICE), HENK, 1)
    assert len(await fetch("SELECT * FROM sign_in_failure", {})) == 3
