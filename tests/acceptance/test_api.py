"""The register for programs: lists a page at a time, one agreement, and refusals that a program can read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from tests.acceptance.conftest import Calendar
from tests.office import drafted, in_force
from tests.people import TODAY

API = "/api/v1"


async def walked(site: httpx.AsyncClient, address: str, name: str) -> list[dict[str, Any]]:
    """Everything in a list, page by page."""
    found: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        answer = await site.get(following)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page[name]
        following = page["volgende"]
        assert answer.links.get("next", {}).get("url") == following
    return found


async def test_a_list_is_told_page_by_page_each_agreement_once_as_in_the_json_file(site: httpx.AsyncClient) -> None:
    for number in range(5):
        await in_force(title=f"Afspraak {number % 2}")
    whole = (await site.get("/afspraken.json?sorteer=-titel")).json()["afspraken"]

    told = await walked(site, f"{API}/afspraken?sorteer=-titel&perPagina=2", "afspraken")

    assert told == whole
    assert (await site.get(f"{API}/afspraken/{told[0]['kenmerk']}")).json() == told[0]


async def test_a_draft_is_as_unknown_as_what_never_was(site: httpx.AsyncClient) -> None:
    draft = await drafted()

    answers = [await site.get(f"{API}/afspraken/{name}") for name in (draft.reference, "AFS-2020-9999", "x")]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json().pop("detail") for answer in answers} == {"Er is niets op dit adres, of het is niet openbaar."}


async def test_everything_that_is_wrong_about_a_question_is_said_at_once(site: httpx.AsyncClient) -> None:
    answer = await site.get(
        f"{API}/afspraken?status=weg&peildatum=1-5-2026&pagina=2&perPagina=500&q=a&q=b&cursor=x&thema="
    )

    said = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert [one["name"] for one in said["errors"]] == [
        "status",
        "peildatum",
        "pagina",
        "perPagina",
        "q",
        "thema",
    ]
    assert said["instance"] == f"{API}/afspraken"


async def test_a_cursor_goes_with_its_own_question_alone(site: httpx.AsyncClient, day: Calendar) -> None:
    for _ in range(3):
        await in_force()
    following = (await site.get(f"{API}/afspraken?perPagina=1")).json()["volgende"]
    assert (await site.get(following.replace("perPagina=1", "perPagina=2"))).json()["volgende"] is None

    wrong = await site.get(following + "&sorteer=titel")
    assert (wrong.status_code, wrong.json()["errors"][0]["name"]) == (400, "cursor")

    day.today = TODAY + timedelta(days=1)
    assert len((await site.get(following)).json()["afspraken"]) == 1
