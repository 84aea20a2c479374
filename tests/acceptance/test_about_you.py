"""A resident chooses a situation, sees what is about people like her, and takes a letter."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import httpx
import pytest

from agreements.domain.vocabulary import GdprRole, LawfulBasis, PartyKind
from agreements.web.about_you.about_you_pages import PER_PAGE
from tests.office import drafted, in_force
from tests.people import ADDRESS, ARREARS, CORPORATION, ENDS_ON, MUNICIPALITY, STARTS_ON, WOO, flow, party

PAGE = "/gaat-dit-over-mij"
BUREAU = "Incasso & Co"
FLOWS = (flow(CORPORATION, MUNICIPALITY, (ARREARS.name, ADDRESS.name)),)


def titles(page: httpx.Response) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'<h3 id="[^"]*"><a [^>]*>([^<]*)<', page.text)]


@pytest.fixture
async def renting(site: httpx.AsyncClient) -> str:
    """An agreement about tenants, and beside it others: of a theme, of other people, over, hidden, a draft."""
    parties = (
        party(MUNICIPALITY, kind=PartyKind.MUNICIPALITY),
        party(CORPORATION, kind=PartyKind.HOUSING_CORPORATION, lawful_basis=LawfulBasis.LEGITIMATE_INTEREST),
        party(BUREAU, kind=PartyKind.COMPANY, gdpr_role=GdprRole.PROCESSOR, lawful_basis=None),
    )
    made = await in_force(title="Over huurders", theme="schulden", parties=parties, flows=FLOWS)
    await in_force(title="Over een thema", theme="wonen", data_subjects=("Iedereen",), ends_on=ENDS_ON + timedelta(1))
    await in_force(title="Over anderen", theme="zorg", data_subjects=("Verhuurders",))
    await in_force(
        title="Nog niet begonnen", starts_on=STARTS_ON.replace(year=2027), ends_on=ENDS_ON.replace(year=2028)
    )
    await in_force(title="Vertrouwelijk", is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    await drafted(title="Concept")
    return made.reference


async def test_she_sees_the_running_agreements_about_people_like_her_and_no_others(
    renting: str, site: httpx.AsyncClient
) -> None:
    page = await site.get(f"{PAGE}?situatie=huren")
    first = page.text.split('class="about-you"')[1]

    assert titles(page) == ["Over huurders", "Over een thema"]
    assert "Wij weten niet of er echt gegevens over u zijn gedeeld." in page.text
    assert all(words in first for words in ("Huurders met een huurschuld", CORPORATION, "31 december 2027", "bezwaar"))
    assert titles(await site.get(PAGE)) == []
    assert [(await site.get(f"{PAGE}?{query}")).status_code for query in ("situatie=x", "naam=Jansen", "pagina=2")] == [
        *(400, 400, 200)
    ]
    assert (await site.get(f"{PAGE}?situatie=huren&pagina=2")).status_code == 404


async def test_the_letter_to_each_party_that_must_answer_asks_for_nothing_of_her(
    renting: str, site: httpx.AsyncClient
) -> None:
    page = await site.get(f"{PAGE}?situatie=huren")
    links = [html.unescape(link) for link in re.findall(rf'href="({PAGE}/brief/{renting}/[^"]*)"', page.text)]
    letter = await site.get(links[1])
    text = await site.get(links[1] + "/tekst")

    assert len(links) == 2, "the processor sends people on"
    assert "<input" not in letter.text
    assert "<textarea" not in letter.text
    assert f"Aan: {CORPORATION}" in letter.text
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [f"Aan: {CORPORATION}\r\n" in text.text, "AVG, artikel 15" in text.text, "Over huurders" in text.text] == [
        *(True, True, True)
    ]
    for line in text.text.split("\r\n\r\n"):
        assert html.escape(line.split("\r\n")[0].split(". ", 1)[-1].removeprefix("- "), quote=False) in html.unescape(
            letter.text
        )
    assert "I ask" not in (await site.get(links[1] + "?taal=en")).text, "who gets it reads Dutch"


async def test_there_is_no_letter_about_what_is_not_public_or_to_who_is_no_party(
    renting: str, site: httpx.AsyncClient
) -> None:
    hidden = await in_force(title="Geheim", is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    asked = [(hidden.reference, 1), (renting, 0), (renting, 3), (renting, 4), ("AFS-1999-0001", 1), ("x", 1)]
    answers = [
        await site.get(f"{PAGE}/brief/{reference}/{number}{ending}")
        for reference, number in asked
        for ending in ("", "/tekst")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {(await site.get(f"{PAGE}/brief/{renting}/{number}")).status_code for number in (1, 2)} == {200}


async def test_many_agreements_stand_on_pages(site: httpx.AsyncClient) -> None:
    for number in range(PER_PAGE + 1):
        await in_force(title=f"Nummer {number}")
    pages = [await site.get(f"{PAGE}?situatie=schulden&pagina={number}") for number in (1, 2)]

    assert [len(titles(page)) for page in pages] == [PER_PAGE, 1]
