"""Beheer at the end: parties confirm that the data are gone, correct what was wrong, and the agreement is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.submit import submit
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, in_force, office_on
from tests.people import DAY_AFTER, HENK, PETRA, complete_content

OLDER = "/beheer/afspraken/AFS-2025-0001"


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Henk, signed in."""
    henk = Colleague(app, BASE_URL)
    await henk.come_in(HENK)
    return henk


async def test_a_wrong_confirmation_is_corrected_with_a_reason_that_stays_inside(
    site: httpx.AsyncClient, henk: Colleague, day: Calendar
) -> None:
    await in_force()
    day.today = DAY_AFTER
    party = "Gemeente Voorbeeldstad"
    await henk.sign_in(HENK)
    answers = {"party": party, "done_on": "1-1-2028", "method": "destroyed", "confirmed_by_function": "Privacy officer"}
    await henk.send(await henk.open(f"{OLDER}/vernietiging"), **answers)

    page = await henk.open(f"{OLDER}/vernietiging")
    assert f"{party} (verbetering)" in page.text
    page = await henk.send(page, **answers)
    assert page.status_code == 400
    assert "al bevestigd" in page.text
    page = await henk.send(page, correction="Er was nog een kopie")

    assert "Er was nog een kopie" in page.text
    seen = (await site.get("/afspraken/AFS-2025-0001")).text
    assert "verbetering van wat op 1 januari 2028 is vastgelegd" in seen
    assert "kopie" not in seen


async def test_who_left_the_agreement_can_confirm_while_it_runs(henk: Colleague) -> None:
    agreement, flows = await in_force(), complete_content().flows
    content = replace(agreement.content, flows=flows[:2])
    amended = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(TODAY_OFFICE, PETRA, amended.reference, amended.revision)
    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)

    page = await henk.open(f"{OLDER}/vernietiging")
    assert "Woonstichting De Linde</option>" in page.text
    assert "Gemeente Voorbeeldstad</option>" not in page.text
    answers = {"party": "Woonstichting De Linde", "method": "destroyed", "confirmed_by_function": "Privacy officer"}
    assert "vastgelegd" in (await henk.send(page, **answers, done_on="23-11-2026")).text


async def test_an_agreement_that_never_began_says_so_and_is_closed_without_proof(
    site: httpx.AsyncClient, henk: Colleague, day: Calendar
) -> None:
    starts_on = day.today + timedelta(days=30)
    agreement = await in_force(starts_on=starts_on, ends_on=starts_on + timedelta(days=500), review_dates=(starts_on,))
    page = await henk.send(
        await henk.open(f"{OLDER}/opzeggen"), ends_on=day.today.strftime("%d-%m-%Y"), reason="Toch niet"
    )
    assert "Deze afspraak begint niet" in (await site.get("/afspraken/AFS-2025-0001")).text
    day.today += timedelta(days=1)

    seen = (await site.get("/afspraken/AFS-2025-0001")).text
    assert "Deze afspraak is nooit begonnen" in seen
    assert "nog niet vernietigd" not in seen
    assert "Niet: de afspraak gaat niet door." in seen
    assert "Begint op" not in seen
    assert "eerder opgezegd" not in seen
    await henk.sign_in(HENK)
    page = await henk.open(OLDER)
    assert "nooit begonnen" in page.text
    assert "nog niet bevestigd" not in page.text
    assert "Vernietiging bevestigen" not in page.text
    await close(office_on(day.today), PETRA, agreement.reference, agreement.revision + 1)
    seen = (await site.get("/afspraken/AFS-2025-0001")).text
    assert "Deze afspraak is nooit begonnen" in seen
    assert "heeft bevestigd dat" not in seen
