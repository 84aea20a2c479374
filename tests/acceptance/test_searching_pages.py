"""Searching on the public pages: whole texts, whatever somebody types, and "Bedoelde u" after a typing error."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import httpx
import pytest

from tests.integration.test_full_text import WITHOUT_EXPECTATION
from tests.integration.test_public_memory import HIDDEN, changed_to
from tests.office import drafted, in_force
from tests.people import APPROVED_ON, TODAY


async def searched(site: httpx.AsyncClient, words: str, **more: str) -> httpx.Response:
    return await site.get("/?" + urlencode({"q": words, **more}))


def proposed(page: httpx.Response) -> tuple[str, str]:
    """The words that are proposed, and where the link leads to; both empty when there is none."""
    found = re.search(r'<a href="([^"]+)">(?:Bedoelde u|Did you mean) “([^”]+)”\?</a>', page.text)
    return (unescape(found[2]), unescape(found[1])) if found else ("", "")


async def test_who_makes_a_typing_error_is_led_to_what_he_meant(site: httpx.AsyncClient) -> None:
    await in_force(title="Coördinatie van de aanpak", confidentiality="Geheimhouding geldt ook na het einde.")

    words, address = proposed(await searched(site, "geheimhoudng coordinatei"))

    assert words == "geheimhouding coördinatie"
    found = await site.get(address)
    assert "Coördinatie van de aanpak" in found.text
    assert proposed(found) == ("", "")
    english = await searched(site, "geheimhoudng", taal="en")
    assert "Did you mean “geheimhouding”?" in english.text
    assert proposed(english)[1].endswith("taal=en")


async def test_what_is_proposed_finds_something_with_the_other_filters_too(site: httpx.AsyncClient) -> None:
    await in_force(title="Korenbloemproef", theme="Wonen")
    await in_force(title="Anders", theme="Zorg")

    assert proposed(await searched(site, "korenblomproef", thema="Wonen"))[0] == "korenbloemproef"
    assert proposed(await searched(site, "korenblomproef", thema="Zorg")) == ("", "")
    assert proposed(await searched(site, "korenblomproef anders")) == ("", "")


async def test_no_word_of_a_draft_of_later_or_of_what_is_no_longer_public_is_proposed(site: httpx.AsyncClient) -> None:
    await drafted(title="Zonnebloemproef")
    agreement = await in_force(title="Korenbloemproef")
    before, now = (APPROVED_ON - timedelta(days=1)).isoformat(), "korenblomproef"

    assert proposed(await searched(site, "zonneblomproef")) == ("", "")
    assert proposed(await searched(site, now, peildatum=before)) == ("", "")
    assert proposed(await searched(site, now))[0] == "korenbloemproef"
    await changed_to(agreement.reference, agreement.revision, **HIDDEN)
    assert proposed(await searched(site, now)) == ("", "")
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert proposed(await searched(site, now, peildatum=yesterday))[0] == "korenbloemproef"


async def test_whatever_is_typed_is_answered_and_nothing_of_it_is_an_instruction(site: httpx.AsyncClient) -> None:
    await in_force()
    for typed in (*WITHOUT_EXPECTATION, "<script>alert(1)</script> gemeentw", "(" * 100, '"' * 100, "a-" * 50):
        page = await searched(site, typed)
        assert page.status_code in {200, 400}, typed
        assert "<script>alert" not in page.text
        for file in ("/afspraken.csv", "/afspraken.xlsx", "/afspraken.ods", "/afspraken.json", "/agenda.ics"):
            assert (await site.get(f"{file}?{urlencode({'q': typed})}")).status_code == page.status_code, typed


@pytest.mark.parametrize("typed", [" ".join("abcdefghijklmnopq"), "w" * 101])
async def test_more_than_anybody_asks_is_refused_with_what_to_do(site: httpx.AsyncClient, typed: str) -> None:
    page = await searched(site, typed)

    assert page.status_code == 400
    assert "hoogstens" in page.text


@pytest.mark.parametrize("words", ["gemeente", "na het einde", "BRP", "6:162", "zorgvuldige"])
async def test_lists_and_files_find_the_same_by_the_same_words(site: httpx.AsyncClient, words: str) -> None:
    await in_force(confidentiality="Geheimhouding na het einde (art. 6:162 BW)", costs="Zorgvuldig")
    await in_force(title="Raadpleging van de BRP")

    page = unescape((await searched(site, words)).text)
    file = (await site.get(f"/afspraken.json?{urlencode({'q': words})}")).json()
    listed = {one["kenmerk"] for one in file["afspraken"]}
    assert listed
    assert listed == set(re.findall(r'href="/afspraken/([A-Z]+-\d{4}-\d{4})"', page))
