"""Renewing and terminating in beheer."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import in_force
from tests.people import HENK, PETRA

REFERENCE = "AFS-2026-0001"
PAGE = f"/beheer/afspraken/{REFERENCE}"
OLDER = "/beheer/afspraken/AFS-2025-0001"
"""An agreement of last year."""


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    return colleague


async def test_renewing_is_one_act_that_takes_the_review_along(henk: Colleague) -> None:
    await in_force()
    refused = await henk.send(await henk.open(f"{OLDER}/verlengen"))
    assert "Leg eerst" in refused.text

    page = await henk.send(refused, purpose_reached="Ja, 40 huurders", still_proportionate="Ja")

    assert page.url.path == PAGE
    older = (await agreements.load("AFS-2025-0001")).agreement
    assert older.successor == REFERENCE
    assert [one.purpose_reached for one in older.reviews] == ["Ja, 40 huurders"]
    assert "Evaluatie vastgelegd" in (await henk.open(OLDER)).text


async def test_a_running_agreement_can_be_reviewed_renewed_and_terminated(henk: Colleague) -> None:
    await in_force()
    done = {"done_on": "20-11-2026", "purpose_reached": "Ja", "still_proportionate": "Ja"}
    assert "vastgelegd" in (await henk.send(await henk.open(f"{OLDER}/evaluatie"), **done)).text
    page = await henk.send(await henk.open(f"{OLDER}/verlengen"))
    assert page.url.path == PAGE
    page = await henk.send(await henk.open(f"{OLDER}/opzeggen"), ends_on="1-1-2030", reason="Klaar")
    assert page.status_code == 400
    assert 'href="#ends_on"' in page.text

    page = await henk.send(page, ends_on="30-11-2026")

    assert "opgezegd" in page.text
    assert (await agreements.load("AFS-2025-0001")).agreement.successor is None
    assert "weggegooid" in (await henk.open(PAGE)).text


async def test_beside_a_termination_only_what_still_means_something_is_offered(
    henk: Colleague, petra: Colleague
) -> None:
    await in_force()
    page = await henk.send(await henk.open(f"{OLDER}/opzeggen"), ends_on="31-12-2026", reason="Klaar")
    for gone in ("verlengen", "besluit"):
        assert f"{OLDER}/{gone}" not in page.text
    assert f"{OLDER}/bewerken" not in (await petra.open(OLDER)).text

    page = await henk.send(await henk.open(f"{OLDER}/opzegging-intrekken"), reason="Vergissing")

    assert "De opzegging is ingetrokken" in page.text
    assert "Vergissing" in page.text
    assert f"{OLDER}/verlengen" in page.text
