"""Approved agreements that are not public are counted by ground of the Woo, and nothing else is told of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from agreements.domain.content import Advice
from agreements.domain.transitions import drafting
from agreements.domain.vocabulary import AdviceBy, WooGround
from agreements.publication.allow_list import public_content
from tests.acceptance.test_withheld import GROUND, TITLE, changed
from tests.not_public import shows_count
from tests.office import drafted, in_force, in_review
from tests.people import APPROVED_ON, TODAY, complete_content

POLICE = WooGround.CRIMINAL_INVESTIGATION
SUPERVISION = WooGround.INSPECTION


async def kept_inside(ground: WooGround | None = POLICE, **changes: Any) -> str:
    """One that never was public."""
    told = {"title": TITLE, "theme": "Geheim", "not_public_reason": "opsporing", **changes}
    return (await in_force(is_public=False, not_public_ground=ground, **told)).reference


async def kept_inside_before_the_ground_was_asked(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> str:
    """One that was approved by an earlier version of the register."""
    with monkeypatch.context() as earlier:
        earlier.setattr(drafting, "check_complete", lambda *_: None)
        return await kept_inside(None, **changes)


async def told(site: httpx.AsyncClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((await site.get(f"/afspraken.json{query}")).content)["niet_openbaar"]
    return found


async def test_they_are_counted_by_ground_and_nothing_else_is_told(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [await kept_inside(), await kept_inside(), await kept_inside(SUPERVISION)]
    inside.append(await kept_inside_before_the_ground_was_asked(monkeypatch))

    for address in ("/", "/over"):
        page = (await site.get(address)).text
        for line in (
            "Niet openbaar: 4 afspraken.",
            "Woo artikel 5.1, lid 2, onder c: opsporing en vervolging: 2",
            "Woo artikel 5.1, lid 2, onder d: inspectie en toezicht: 1",
            "grond niet vastgelegd: 1",
        ):
            assert line in page
        assert page.index("onder c") < page.index("onder d") < page.index("grond niet vastgelegd")
        assert not any(word in page for word in (TITLE, "Geheim", *inside))
    assert await told(site) == [
        {"woo_grond": "woo-5.1-2-c", "aantal": 2},
        {"woo_grond": "woo-5.1-2-d", "aantal": 1},
        {"woo_grond": None, "aantal": 1},
    ]


async def test_without_any_it_says_that_all_are_public(site: httpx.AsyncClient) -> None:
    await in_force()
    for address in ("/", "/over"):
        assert "Alle goedgekeurde afspraken zijn openbaar." in (await site.get(address)).text
    assert await told(site) == []


async def test_drafts_do_not_count(site: httpx.AsyncClient) -> None:
    await drafted(is_public=False, not_public_ground=POLICE)
    await in_review(is_public=False, not_public_ground=POLICE, not_public_reason="opsporing")

    assert await told(site) == []


async def test_no_filter_tells_where_one_of_them_belongs(site: httpx.AsyncClient) -> None:
    await kept_inside()
    whole = await told(site)
    for query in ("?thema=Geheim", f"?q={TITLE}", "?status=geldig", "?afdeling=Wonen", "?eindigtVan=2030-01-01"):
        assert await told(site, query) == whole
        page = (await site.get(f"/{query}")).text
        assert "Niet openbaar: 1 afspraak." in page
        assert "Zoeken en filteren veranderen dit aantal niet." in page


async def test_a_past_day_counts_what_was_known_then(site: httpx.AsyncClient) -> None:
    agreement = await in_force(title=TITLE)
    await kept_inside(SUPERVISION)
    before, inside = TODAY - timedelta(days=1), {"woo_grond": "woo-5.1-2-d", "aantal": 1}
    assert await told(site) == await told(site, f"?peildatum={before}") == [inside]
    await changed(agreement, is_public=False, not_public_ground=POLICE, not_public_reason=GROUND)

    assert await told(site) == [{"woo_grond": "woo-5.1-2-c", "aantal": 1}, inside]
    assert await told(site, f"?peildatum={before}") == [inside]
    assert await told(site, f"?peildatum={APPROVED_ON - timedelta(days=1)}") == []


async def test_whoever_has_the_page_hears_that_the_number_changed(site: httpx.AsyncClient) -> None:
    before = {address: await site.get(address) for address in ("/", "/over", "/afspraken.json", "/uitleg")}
    await kept_inside()

    for address, old in before.items():
        assert ((await site.get(address)).headers["etag"] != old.headers["etag"]) is shows_count(old), address


@pytest.mark.parametrize("text", ['"not_public_ground":"5.2_personal_opinions_on_policy"', "not_public_ground"])
async def test_no_text_of_an_agreement_is_taken_for_its_ground(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    await kept_inside_before_the_ground_was_asked(monkeypatch, internal_notes=text)

    assert await told(site) == [{"woo_grond": None, "aantal": 1}]


async def test_what_is_no_longer_public_names_its_ground_on_its_line_its_page_and_in_the_files(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force(title=TITLE)
    await in_force(title="Blijft")
    await changed(agreement, is_public=False, not_public_ground=POLICE, not_public_reason=GROUND)

    for address in ("/", f"/afspraken/{agreement.reference}"):
        page = (await site.get(address)).text
        assert "Woo artikel 5.1, lid 2, onder c: opsporing en vervolging" in page
        assert GROUND in page
    (line,) = json.loads((await site.get("/afspraken.json")).content)["niet_meer_openbaar"]
    assert line["woo_grond"] == "woo-5.1-2-c"
    rows = list(csv.DictReader(io.StringIO((await site.get("/afspraken.csv")).text, newline="")))
    last = {name: value for name, value in rows[-1].items() if value}
    assert len(rows) == 2
    assert last == {
        "kenmerk": agreement.reference,
        "url": line["url"],
        "bijgewerkt_op": line["bijgewerkt_op"],
        "niet_openbaar_sinds": TODAY.isoformat(),
        "niet_openbaar_grond": GROUND,
        "woo_grond": "woo-5.1-2-c",
        "gegevens_niet_vernietigd": "nee",
    }
    assert agreement.reference not in (await site.get("/afspraken.csv?status=geldig")).text


ADVICES = (
    Advice(by=AdviceBy.PROTECTION_OFFICER, given_on=APPROVED_ON, outcome="Bewaar korter", is_public=True),
    Advice(by=AdviceBy.COUNCIL, given_on=APPROVED_ON, outcome="Eerst een proef", is_public=True),
    Advice(by=AdviceBy.ETHICS_COMMITTEE, given_on=APPROVED_ON, outcome="Binnenskamers"),
)


async def test_residents_read_who_advised_when_and_what_but_no_advice_that_is_kept_inside(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force(advices=ADVICES)
    page, file = (await site.get(f"/afspraken/{agreement.reference}")).text, (await site.get("/afspraken.json")).text

    assert public_content(complete_content(advices=ADVICES)).advices == ADVICES[:2]
    why = page[page.index('id="why"') : page.index('id="who-answers"')]
    assert ', 1 december 2025: <span class="preserve">Bewaar korter</span>' in why
    assert "unctionaris" in why
    assert "emeenteraad, 1 december 2025" in why
    assert "Eerst een proef" in why
    assert why.count("Bewaar korter") == 1
    for body in (page, file):
        assert "Binnenskamers" not in body
        assert "ethische" not in body.lower()
