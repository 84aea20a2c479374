"""Reviews in beheer: which planned ones can be recorded, and what is said when it is too early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx
import pytest
from litestar import Litestar

from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.submit import submit
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, in_force
from tests.people import HENK, PETRA

PAGE = "/beheer/afspraken/AFS-2025-0001"
MISSED, LATER = date(2026, 6, 1), date(2027, 9, 1)
ANSWERS = {"done_on": "20-11-2026", "purpose_reached": "Ja", "still_proportionate": "Ja"}


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    return colleague


async def left_out() -> None:
    """An amendment no longer names the review that was missed."""
    agreement = await in_force(review_dates=(MISSED, LATER))
    content = replace(agreement.content, review_dates=(LATER,))
    draft = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    asked = await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)
    await approve(TODAY_OFFICE, HENK, asked.reference, asked.revision)


async def test_a_missed_review_that_an_amendment_leaves_out_stays_in_sight_until_it_is_recorded(
    henk: Colleague, site: httpx.AsyncClient
) -> None:
    await left_out()
    assert "De evaluatie is te laat" in (await site.get("/afspraken/AFS-2025-0001")).text
    assert "evaluatie-1" in (await site.get("/afspraken/AFS-2025-0001.ics")).text

    form = await henk.open(f"{PAGE}/evaluatie")
    assert "1 juni 2026" in form.text
    sent = await henk.send(form, planned_on=MISSED.isoformat(), **ANSWERS)
    assert "vastgelegd" in sent.text
    assert "De evaluatie is te laat" not in (await site.get("/afspraken/AFS-2025-0001")).text


async def test_who_records_a_planned_review_much_too_early_is_told_to_record_an_extra_one(henk: Colleague) -> None:
    await in_force(review_dates=(LATER,))

    refused = await henk.send(await henk.open(f"{PAGE}/evaluatie"), planned_on=LATER.isoformat(), **ANSWERS)
    assert refused.status_code == 400
    assert "telt een evaluatie vanaf 1 maart 2027" in refused.text
    assert 'href="#planned_on"' in refused.text
    assert "vastgelegd" in (await henk.send(refused, planned_on="", **ANSWERS)).text
