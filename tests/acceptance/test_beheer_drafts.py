"""In beheer: what becomes of a draft besides approval."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import in_review
from tests.people import HENK, PETRA, SANNE, TODAY

AGREEMENT = "/beheer/afspraken/AFS-2026-0001"
RECALL = f'href="{AGREEMENT}/indiening-intrekken"'


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.sign_in_first(PETRA)
    return colleague


async def test_the_maker_takes_a_submission_back_and_works_on(petra: Colleague) -> None:
    await in_review(TODAY)
    assert RECALL in (await petra.open(AGREEMENT)).text
    page = await petra.send(await petra.open(f"{AGREEMENT}/indiening-intrekken"))

    assert page.url.path == AGREEMENT
    assert "Ingetrokken. Het is weer een concept." in page.text
    assert "Indiening ingetrokken" in page.text
    assert f'href="{AGREEMENT}/bewerken"' in page.text
    assert RECALL not in page.text
    proposal = (await agreements.load("AFS-2026-0001")).agreement.proposal
    assert proposal is not None
    assert proposal.submitted_by is None


async def test_others_are_not_offered_to_take_it_back(app: Litestar, petra: Colleague) -> None:
    await in_review(TODAY)
    for person in (SANNE, HENK):
        colleague = Colleague(app, BASE_URL)
        await colleague.sign_in_first(person)
        assert "Indiening intrekken" not in (await colleague.open(AGREEMENT)).text
