"""In beheer: who can look after an agreement, and which departments there are."""

from __future__ import annotations

import html
import re

import httpx
import pytest
from litestar import Litestar

from agreements.domain.agreement import Stewardship
from agreements.domain.vocabulary import Role
from agreements.services.people import change_user
from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.alerts import OPERATOR, entrust
from tests.colleague import Colleague, main_form
from tests.office import TODAY_OFFICE, drafted, in_force
from tests.people import AAD, BRAM, FATIMA, HENK, PETRA, SANNE

AGREEMENT = "/beheer/afspraken/AFS-2025-0001"


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def test_only_people_who_may_decide_on_it_are_offered_as_owner(petra: Colleague) -> None:
    await in_force()
    page = await petra.open(f"{AGREEMENT}/toewijzen")

    assert [f'value="{one.id}"' in page.text for one in (HENK, PETRA, SANNE)] == [True] * 3
    assert [f'value="{one.id}"' in page.text for one in (BRAM, AAD, FATIMA)] == [False] * 3
    refused = await petra.send(page, owner_id=BRAM.id)
    assert refused.status_code == 400


async def test_an_owner_who_may_not_decide_any_more_is_shown_with_who_is_told_instead(petra: Colleague) -> None:
    await entrust(await in_force(), Stewardship(owner_id=SANNE.id, deputy_id=HENK.id))
    await change_user(TODAY_OFFICE, OPERATOR, SANNE.id, role=Role.AUDITOR)
    page = (await petra.open(AGREEMENT)).text

    assert "Sanne, mag hierover niet beslissen: herinneringen gaan naar Henk, Wonen" in page


async def test_without_an_owner_the_page_says_who_is_told(petra: Colleague) -> None:
    await in_force()

    assert "niemand: herinneringen gaan naar Henk, Wonen" in (await petra.open(AGREEMENT)).text


async def test_the_form_offers_the_departments_that_have_a_head(petra: Colleague) -> None:
    page = await petra.open("/beheer/afspraken/nieuw")

    assert options_of(page, "department") == ["", "Wonen", "Zorg"]


async def test_a_department_from_elsewhere_stays_in_the_form_and_is_told_to_have_no_head(petra: Colleague) -> None:
    await drafted(department="Woonen")
    page = await petra.open(f"{AGREEMENT}/bewerken")

    assert options_of(page, "department") == ["", "Wonen", "Zorg", "Woonen"]
    assert dict(main_form(page).pairs)["department"] == "Woonen"
    assert "“Woonen” heeft geen hoofd in het register" in html.unescape(page.text)
    assert 'href="#department"' in page.text
    await petra.send(page, title="Ander opschrift")
    assert (await agreements.load("AFS-2025-0001")).agreement.content.department == "Woonen"


async def test_what_nobody_can_approve_is_not_submitted(petra: Colleague) -> None:
    draft = await drafted(department="Woonen")
    blocked = html.unescape((await petra.open(f"{AGREEMENT}/indienen")).text)
    refused = html.unescape((await petra.send_step(AGREEMENT, "indienen", draft.revision)).text)

    for page in (blocked, refused):
        assert "“Woonen” heeft geen hoofd" in page
        assert "Kies een van deze afdelingen: Wonen, Zorg." in page
    assert (await agreements.load("AFS-2025-0001")).agreement == draft


def options_of(page: httpx.Response, name: str) -> list[str]:
    """The values that a list of the form offers."""
    found = re.search(rf'<select id="{name}".*?</select>', page.text, re.DOTALL)
    return re.findall(r'value="([^"]*)"', found[0]) if found else []


async def test_the_receiving_head_finds_what_to_approve_and_the_other_cannot(app: Litestar, petra: Colleague) -> None:
    await in_force()
    await petra.send(await petra.open(f"{AGREEMENT}/bewerken"), department="Zorg", actie="klaar")
    await petra.send(await petra.open(f"{AGREEMENT}/indienen"))
    bram, henk = Colleague(app, BASE_URL), Colleague(app, BASE_URL)
    await bram.come_in(BRAM)
    await henk.come_in(HENK)

    assert 'id="goedkeuren"' in (await bram.open("/beheer")).text
    assert 'id="goedkeuren"' not in (await henk.open("/beheer")).text
    assert f"{AGREEMENT}/goedkeuren" not in (await henk.open(AGREEMENT)).text
    assert (await henk.open(f"{AGREEMENT}/goedkeuren")).status_code == 403
    page = await bram.send(await bram.open(f"{AGREEMENT}/goedkeuren"))
    assert "Goedgekeurd" in page.text
    assert (await agreements.load("AFS-2025-0001")).agreement.content.department == "Zorg"
    assert (await henk.open(AGREEMENT)).status_code == 404
