"""Beheer while the exchange rests: plan it, cancel it, extend it, take it up again; and what residents read of it."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import in_force
from tests.people import HENK

OLDER = "/beheer/afspraken/AFS-2025-0001"
PUBLIC = "/afspraken/AFS-2025-0001"


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Henk, signed in, beside an agreement in force."""
    await in_force()
    henk = Colleague(app, BASE_URL)
    await henk.come_in(HENK)
    return henk


async def test_a_planned_suspension_is_cancelled_and_stays_to_be_seen(henk: Colleague, site: httpx.AsyncClient) -> None:
    assert "opschorting-intrekken" not in (await henk.open(OLDER)).text
    planned = {"from_on": "1-3-2027", "until_on": "31-3-2027", "reason": "GEHEIM verhuizing"}
    page = await henk.send(await henk.open(f"{OLDER}/opschorten"), **planned)
    assert "opschorting-intrekken" in page.text
    assert "opschorting-wijzigen" not in page.text
    assert "gepland van 1 maart 2027 tot en met 31 maart 2027" in (await site.get(PUBLIC)).text
    refused = await henk.send(await henk.open(f"{OLDER}/opschorten"), **planned)
    assert refused.status_code == 400
    assert "ligt al stil" in refused.text

    page = await henk.open(f"{OLDER}/opschorting-intrekken")
    assert "1 maart 2027</option>" in page.text
    page = await henk.send(page, from_on="2027-03-01", reason="GEHEIM gaat niet door")

    assert "gaat niet door" in page.text
    seen = (await site.get(PUBLIC)).text
    assert "van 1 maart 2027 tot en met 31 maart 2027 (ingetrokken op 23 november 2026)" in seen
    assert "GEHEIM" not in seen


async def test_a_suspension_that_runs_is_extended_and_resumed(henk: Colleague, site: httpx.AsyncClient) -> None:
    other = (await in_force()).reference
    older, public = f"/beheer/afspraken/{other}", f"/afspraken/{other}"
    page = await henk.open(f"{older}/opschorten")
    page = await henk.send(page, from_on="23-11-2026", until_on="30-11-2026", reason="GEHEIM datalek")
    assert "opschorting-wijzigen" in page.text
    page = await henk.send(
        await henk.open(f"{older}/opschorting-wijzigen"), until_on="15-12-2026", reason="GEHEIM duurt langer"
    )

    assert "duurt langer" in page.text
    assert "Van 23 november 2026 tot en met 15 december 2026" in (await site.get(public)).text
    await henk.send(await henk.open(f"{older}/hervatten"))
    seen = (await site.get(public)).text
    assert "van 23 november 2026 tot en met 15 december 2026 (hervat op 23 november 2026)" in seen
    assert "GEHEIM" not in seen
    (rest,) = (await agreements.load(other)).agreement.suspensions
    assert (rest.days, len(rest.changes)) == (None, 1)
    items = (await site.get("/afspraken.json")).json()["afspraken"]
    item = next(one for one in items if one["kenmerk"] == other)
    assert item["opschortingen"] == [
        {
            "vanaf": "2026-11-23",
            "tot_en_met": "2026-12-15",
            "hervat_op": "2026-11-23",
            "ingetrokken_op": None,
        }
    ]
