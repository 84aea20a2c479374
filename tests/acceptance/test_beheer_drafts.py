"""In beheer: what becomes of a draft besides approval."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
from litestar import Litestar

from agreements.storage import agreements
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import drafted, in_force, in_review
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


async def test_a_draft_that_looks_the_same_as_another_is_told_from_the_first_save(petra: Colleague) -> None:
    there = await in_force()
    form = await petra.open("/beheer/afspraken/nieuw")
    parties = {f"parties__{number}__name": one.name for number, one in enumerate(there.content.parties[:2])}
    longer = await petra.send(form, title=there.content.title, actie="erbij:parties", **parties)
    page = await petra.send(longer, parties__2__name=there.content.parties[2].name)

    for shown in (page, await petra.open(AGREEMENT)):
        assert "Dit lijkt hetzelfde als een afspraak die al in het register staat" in shown.text
        assert f'href="/beheer/afspraken/{there.reference}"' in shown.text
    other = await petra.send(page, title="Iets heel anders")
    assert "Dit lijkt hetzelfde" not in other.text


async def test_submitting_asks_what_differs_and_the_page_keeps_the_answer(petra: Colleague) -> None:
    there = await in_force()
    await drafted(TODAY, ends_on=date(2028, 5, 1), starts_on=date(2027, 1, 1), review_dates=(date(2027, 11, 1),))
    step = await petra.open(f"{AGREEMENT}/indienen")
    assert 'name="difference"' in step.text
    refused = await petra.send(step)
    assert refused.status_code == 400
    assert f"Dit lijkt hetzelfde als {there.reference}" in refused.text
    page = await petra.send(refused, difference="Gaat over een andere wijk")

    assert page.url.path == AGREEMENT
    assert "Niet hetzelfde als" in page.text
    assert "Gaat over een andere wijk" in page.text
    assert "Dit lijkt hetzelfde als een afspraak" not in page.text
    assert f"niet hetzelfde als {there.reference}" in page.text


async def test_a_draft_that_looks_like_nothing_else_is_not_asked_what_differs(petra: Colleague) -> None:
    await in_force(title="Iets anders")
    await drafted(TODAY, ends_on=date(2028, 5, 1), starts_on=date(2027, 1, 1), review_dates=(date(2027, 11, 1),))

    assert 'name="difference"' not in (await petra.open(f"{AGREEMENT}/indienen")).text
