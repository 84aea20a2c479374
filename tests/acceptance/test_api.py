"""The register for programs: lists a page at a time, one agreement, and refusals that a program can read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from tests.acceptance.conftest import Calendar
from tests.acceptance.test_withheld import GROUND, TITLE, changed, withheld
from tests.office import drafted, in_force
from tests.people import CORPORATION, ENDS_ON, ENERGY_COMPANY, MUNICIPALITY, RECEIVERS, TODAY

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


async def test_each_version_stays_at_its_own_address(site: httpx.AsyncClient) -> None:
    first = await in_force(title="Eerst")
    await changed(first, title="Daarna")
    address = f"{API}/afspraken/{first.reference}/versies"

    versions = await walked(site, f"{address}?perPagina=1", "versies")

    assert [(one["versie"], one["titel"]) for one in versions] == [(1, "Eerst"), (2, "Daarna")]
    assert [(await site.get(f"{address}/{number}")).json()["titel"] for number in (1, 2)] == ["Eerst", "Daarna"]
    assert {(await site.get(f"{address}/{number}")).status_code for number in (0, 3, "x", "9" * 5000)} == {404}


async def test_of_what_is_no_longer_public_the_line_is_told_and_not_a_word_more(site: httpx.AsyncClient) -> None:
    agreement = await withheld()
    addresses = [f"{API}/afspraken/{agreement.reference}{rest}" for rest in ("", "/versies", "/versies/1")]

    for answer in [await site.get(address) for address in addresses]:
        assert answer.status_code == 410
        assert answer.json()["kenmerk"] == agreement.reference
        assert GROUND in answer.text
        assert TITLE not in answer.text
    changes = (await site.get(f"{API}/wijzigingen")).json()["wijzigingen"]
    assert [one["wat"] for one in changes] == ["openbaar-geworden", "niet-meer-openbaar", "aantal-niet-openbaar"]
    assert TITLE not in str(changes)


async def test_organisations_are_told_with_the_number_of_their_agreements(site: httpx.AsyncClient) -> None:
    for theme in ("Schulden", "Schulden", "Zorg"):
        await in_force(theme=theme)

    told = await walked(site, f"{API}/organisaties?thema=Schulden&perPagina=2", "organisaties")

    assert [one["naam"] for one in told] == sorted([MUNICIPALITY, CORPORATION, ENERGY_COMPANY])
    assert {one["aantal_afspraken"] for one in told} == {2}
    assert (await site.get(told[0]["url"])).json()["aantal"] == 3


async def test_who_asks_the_last_page_of_changes_again_hears_of_each_change_once(site: httpx.AsyncClient) -> None:
    await in_force()
    await in_force()
    first = await site.get(f"{API}/wijzigingen?perPagina=2")
    kept = {"If-None-Match": first.headers["etag"]}
    assert (first.json()["volgende"], len(first.json()["wijzigingen"])) == (None, 2)
    assert (await site.get(str(first.url), headers=kept)).status_code == 304

    await in_force()

    again = await site.get(str(first.url), headers=kept)
    assert again.status_code == 200
    assert again.json()["wijzigingen"] == first.json()["wijzigingen"]
    (new,) = (await site.get(again.json()["volgende"])).json()["wijzigingen"]
    assert (new["nummer"], new["wat"]) == (3, "openbaar-geworden")


async def test_what_did_not_change_is_told_once_whatever_changes_between_two_pages(site: httpx.AsyncClient) -> None:
    made = [await in_force(title=f"Afspraak {number}") for number in range(6)]
    first = (await site.get(f"{API}/afspraken?sorteer=titel&perPagina=2")).json()

    await changed(made[1], title="Afspraak 9")  # the one that the page ended with
    await changed(made[0], title="Afspraak 4b")
    await withheld()
    await in_force(title="Afspraak 0b")

    rest = await walked(site, first["volgende"], "afspraken")
    told = [one["titel"] for one in [*first["afspraken"], *rest]]
    assert told == ["Afspraak 0", "Afspraak 1", *(f"Afspraak {n}" for n in ("2", "3", "4", "4b", "5", "9"))]


async def test_the_register_of_a_past_day_is_told_as_it_was(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force(title="Eerst")
    await changed(agreement, title="Daarna")
    past = f"?peildatum={TODAY - timedelta(days=1)}"

    assert (await site.get(f"{API}/afspraken/{agreement.reference}{past}")).json()["titel"] == "Eerst"
    assert [one["titel"] for one in (await site.get(f"{API}/afspraken{past}")).json()["afspraken"]] == ["Eerst"]
    assert [one["wat"] for one in await walked(site, f"{API}/wijzigingen{past}", "wijzigingen")] == [
        "openbaar-geworden"
    ]
    assert (await site.get(f"{API}/afspraken?peildatum={TODAY - timedelta(days=9000)}")).json()["aantal"] == 0


async def test_no_text_that_somebody_makes_up_is_a_cursor(site: httpx.AsyncClient) -> None:
    await in_force()
    made_up = ["0", "x" * 1200, "x" * 1201, "%00", "é", "-_-_", "AAAA" * 20, "W10", "=", " ", "AAAAAAAAWzEsMF0"]
    for path in ("afspraken", "organisaties", "termijnen", "wijzigingen", "afspraken/AFS-2025-0001/versies"):
        for text in made_up:
            answer = await site.get(f"{API}/{path}", params={"cursor": text})
            assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "cursor"), (path, text)


async def test_whoever_has_an_answer_hears_that_nothing_changed_until_something_does(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    for path in ("afspraken", f"afspraken/{agreement.reference}", "organisaties", "termijnen", "openapi.json"):
        first = await site.get(f"{API}/{path}")
        kept = {"If-None-Match": first.headers["etag"]}
        again = await site.get(f"{API}/{path}", headers=kept)
        head = await site.head(f"{API}/{path}")
        assert (again.status_code, again.content, again.headers["api-version"]) == (304, b"", "1.0.0"), path
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"]), path
    at = await site.get(f"{API}/afspraken")
    await in_force()
    assert (await site.get(f"{API}/afspraken", headers={"If-None-Match": at.headers["etag"]})).status_code == 200


async def test_who_asks_too_much_hears_how_long_to_wait_and_the_pages_stay_open(site: httpx.AsyncClient) -> None:
    usual = await site.get(f"{API}/afspraken")
    assert usual.headers["ratelimit-policy"] == '"lezen";q=600;w=60'

    for _ in range(2000):
        answer = await site.get(f"{API}/afspraken/")
        if answer.status_code != 404:
            break

    assert (answer.status_code, answer.json()["title"]) == (429, "Te veel vragen")
    assert int(answer.headers["retry-after"]) == 1
    assert answer.headers["ratelimit"].startswith('"lezen";r=0;')
    assert (await site.get("/")).status_code == 200


async def test_the_days_of_agreements_are_told_in_their_order(site: httpx.AsyncClient) -> None:
    for title in ("Zonnebloem", "Roos"):
        await in_force(title=title)

    told = await walked(site, f"{API}/termijnen?perPagina=3", "termijnen")

    days = [one["datum"] for one in told]
    assert days == sorted(days)
    assert len({(one["kenmerk"], one["termijn"], one["onderwerp"]) for one in told}) == len(told)
    kinds = {one["termijn"] for one in told}
    assert kinds == {"evaluatie", "beslissen", "einde", "vernietiging"}
    ends = await walked(site, f"{API}/termijnen?termijn=einde&vanaf={ENDS_ON}&totEnMet={ENDS_ON}", "termijnen")
    assert [(one["datum"], one["termijn"]) for one in ends] == [(ENDS_ON.isoformat(), "einde")] * 2
    gone = await walked(site, f"{API}/termijnen?q=Roos&termijn=vernietiging", "termijnen")
    assert {(one["onderwerp"], one["titel"], one["gedaan"]) for one in gone} == {(p, "Roos", False) for p in RECEIVERS}
    assert (await site.get(f"{API}/termijnen?termijn=feest")).status_code == 400


async def test_a_day_that_moved_is_told_at_its_new_place_alone(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    before = await walked(site, f"{API}/termijnen?termijn=einde", "termijnen")
    await changed(agreement, ends_on=ENDS_ON - timedelta(days=10))

    after = await walked(site, f"{API}/termijnen?termijn=einde", "termijnen")

    assert [one["datum"] for one in before] == [ENDS_ON.isoformat()]
    assert [one["datum"] for one in after] == [(ENDS_ON - timedelta(days=10)).isoformat()]
    past = f"{API}/termijnen?termijn=einde&peildatum={TODAY - timedelta(days=1)}"
    assert await walked(site, past, "termijnen") == before
