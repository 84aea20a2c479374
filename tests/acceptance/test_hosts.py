"""The site answers to its own names alone, and says in security.txt who to tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest
from litestar import Litestar

from agreements.app import create_app
from agreements.http.site import Site
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.transport import road_of

ROOM = httpx.URL(BASE_URL).host


def with_settings(app: Litestar, **changes: object) -> None:
    """The application with other settings."""
    own: Site = app.state["site"]
    app.state["site"] = replace(own, settings=own.settings.model_copy(update=changes))
    road_of(app)._known.clear()  # a running application never gets other settings


@pytest.mark.parametrize(
    "host",
    [ROOM, ROOM.upper(), f"{ROOM}.", f"{ROOM}:443", "localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"],
)
async def test_the_site_answers_to_its_own_name_and_on_the_machine_itself(site: httpx.AsyncClient, host: str) -> None:
    assert (await site.get("/", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/", "/beheer/inloggen", "/afspraken.csv", "/bestaat-niet"])
@pytest.mark.parametrize(
    "host", ["evil.example", "10.1.2.3:8000", f"{ROOM}.evil.example", f"evil{ROOM}", "", "[x", "a:b:c"]
)
async def test_another_name_is_sent_away_with_a_sentence(site: httpx.AsyncClient, host: str, path: str) -> None:
    answer = await site.get(path, headers={"Host": host})

    assert answer.status_code == 421
    assert answer.text == f"Dit is niet de naam van dit register. Ga naar {BASE_URL}.\n"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]


async def test_the_sentence_is_in_the_language_of_the_browser(site: httpx.AsyncClient) -> None:
    answer = await site.get("/", headers={"Host": "evil.example", "Accept-Language": "en"})
    assert answer.text.startswith("This is not the name of this register.")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/health/alerts"])
async def test_monitors_ask_by_the_address_of_the_machine(site: httpx.AsyncClient, path: str) -> None:
    assert (await site.get(path, headers={"Host": "10.1.2.3:8000"})).status_code in {200, 503}


async def test_other_names_can_be_listed_and_on_a_machine_of_ones_own_any_will_do(app: Litestar, day: Calendar) -> None:
    own: Site = app.state["site"]
    listed = own.settings.model_copy(update={"allowed_hosts": "Register.example, 10.1.2.3"})
    local = own.settings.model_copy(update={"base_url": "http://127.0.0.1:8000"})

    assert listed.known_hosts == frozenset({ROOM, "register.example", "10.1.2.3"})
    assert local.known_hosts is None
    transport = httpx.ASGITransport(create_app(listed, day.read))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://register.example") as client:
        assert (await client.get("/static/register.css")).status_code == 200


async def test_who_to_tell_is_the_contact_of_the_settings_and_never_the_sender(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    without = (await site.get("/.well-known/security.txt")).text
    assert f"Contact: {BASE_URL}/over#security\n" in without
    assert "afspraken@localhost" not in without
    assert "Meld het aan Gemeente Voorbeeldstad" in (await site.get("/over")).text

    with_settings(app, security_contact="mailto:veilig@voorbeeldstad.example")
    assert "Contact: mailto:veilig@voorbeeldstad.example\n" in (await site.get("/.well-known/security.txt")).text
    assert "security.txt</a>" in (await site.get("/over")).text


async def test_the_parser_of_the_government_finds_nothing_wrong_with_it(site: httpx.AsyncClient) -> None:
    sectxt: Any = pytest.importorskip("sectxt")
    parsed = sectxt.Parser((await site.get("/.well-known/security.txt")).content)

    assert (parsed.is_valid(), parsed.errors) == (True, [])
