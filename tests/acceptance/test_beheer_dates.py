"""In beheer an amendment does not rewrite the past, and does not end the agreement by the back door."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague, main_form
from tests.office import in_force
from tests.people import PETRA

PAGE = "/beheer/afspraken/AFS-2025-0001"


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def test_who_brings_the_end_too_near_is_told_at_the_field_to_terminate_instead(petra: Colleague) -> None:
    await in_force()

    page = await petra.send(await petra.open(f"{PAGE}/bewerken"), ends_on="22-2-2027", title="Korter")
    assert page.status_code == 400
    assert "kies 23 februari 2027 of later" in page.text
    assert "Kies dan “Eerder stoppen (opzeggen)”" in page.text
    assert 'href="#ends_on"' in page.text
    assert dict(main_form(page).pairs)["title"] == "Korter"
    assert (await petra.send(page, ends_on="23-2-2027")).status_code == 200
