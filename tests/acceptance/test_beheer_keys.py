"""Keys of programs and webhooks in beheer: made and shown once, seen and ended by who may."""

from __future__ import annotations

import logging
import re
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.roles import Actor
from agreements.domain.scopes import Scope
from agreements.domain.vocabulary import Role
from agreements.services.api_keys import holder_of
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague, forms_on
from tests.office import TODAY_OFFICE, hire
from tests.people import PETRA

PAGE, WEBHOOKS = "/beheer/koppelingen", "/beheer/koppelingen/webhooks"
IEKE = Actor(id="ieke", role=Role.ADMINISTRATOR)
TYPED: dict[str, str | list[str]] = {
    "name": "Zaaksysteem",
    "department": "Wonen",
    "last_day": "1-6-2027",
    "scopes": ["concept:schrijven", "iets:anders"],
}


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def test_petra_makes_a_key_that_is_shown_once_and_ieke_can_end_it(
    app: Litestar, site: httpx.AsyncClient, petra: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        made = await petra.send(await petra.open(PAGE), **TYPED)
    (token,) = re.findall(r"afspr_[0-9a-f]{12}_[\w-]{43}", made.text)
    key_id = token.split("_")[1]
    program = await holder_of(token, TODAY_OFFICE)
    assert program is not None
    assert (program.department, program.scopes) == ("Wonen", frozenset({Scope.DRAFT}))
    assert token not in (await petra.open(PAGE)).text + caplog.text
    assert made.headers["Cache-Control"] == "no-store"

    await hire(IEKE)
    ieke = Colleague(app, BASE_URL)
    await ieke.come_in(IEKE)
    page = await ieke.open(PAGE)
    ending = next(form for form in forms_on(page) if ("sleutel", key_id) in form.pairs)
    assert "Een nieuwe sleutel" not in page.text
    assert "werkt niet meer" in (await ieke.post(ending.action, ending.pairs)).text
    assert "werkte al niet meer" in (await ieke.post(ending.action, ending.pairs)).text
    assert await holder_of(token, TODAY_OFFICE) is None
    assert f"afspr_{key_id}" in (await petra.open(PAGE)).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Zeg welk programma"),
        ({"last_day": ""}, "Vul een datum in"),
        ({"last_day": "1-1-2029"}, "Kies een dag van vandaag tot en met 22 november 2027"),
        ({"scopes": []}, "Kies wat het programma mag"),
    ],
)
async def test_a_key_that_is_not_complete_is_not_made_and_what_was_typed_stays(
    petra: Colleague, typed: dict[str, str | list[str]], sentence: str
) -> None:
    page = await petra.send(await petra.open(PAGE), **(TYPED | typed))

    assert page.status_code == 400
    assert sentence in unescape(page.text)
    assert ("Zaaksysteem" in page.text) is ("name" not in typed)
    assert "afspr_" not in page.text


async def test_petra_makes_a_webhook_whose_secret_is_shown_once_lets_it_be_told_again_and_ends_it(
    petra: Colleague,
) -> None:
    page = await petra.open(WEBHOOKS)
    refused = await petra.send(page, address="https://10.0.0.1/", kinds=["gewijzigd"])
    assert (refused.status_code, "Geef een adres op internet" in refused.text) == (400, True)

    made = await petra.send(page, address="https://esb.voorbeeldstad.example/in", kinds=["gewijzigd", "afgelopen"])
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/]{43}=", made.text)
    page = await petra.open(WEBHOOKS)
    assert secret not in page.text
    assert "https://esb.voorbeeldstad.example/in" in page.text
    again, ending = [form for form in forms_on(page) if "webhook" in dict(form.pairs)]
    pairs = {**dict(again.pairs), "since": "1-1-2026"}
    assert "Binnen een minuut" in (await petra.post(again.action, list(pairs.items()))).text
    wrong = await petra.post(again.action, list({**pairs, "since": "morgen"}.items()))
    assert wrong.status_code == 400
    assert "hoort niets meer" in (await petra.post(ending.action, ending.pairs)).text
    assert "hoorde al niets meer" in (await petra.post(ending.action, ending.pairs)).text
