"""In beheer: what becomes of a draft besides approval."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
from litestar import Litestar

from agreements.domain.agreement import Stewardship
from agreements.domain.messages import MessageState
from agreements.services.assign import assign
from agreements.storage import agreements
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from agreements.storage.people.forgetting import duties_of
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, drafted, in_force, in_review
from tests.people import HENK, PETRA, SANNE, TODAY

AGREEMENT = "/beheer/afspraken/AFS-2026-0001"
RECALL = f'href="{AGREEMENT}/indiening-intrekken"'


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
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
        await colleague.come_in(person)
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
    assert "niet verplicht" not in step.text
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


async def test_a_draft_is_thrown_away_and_leaves_the_work_list_but_not_the_register(petra: Colleague) -> None:
    await drafted(TODAY)
    assert "1</span>" in (await petra.open("/beheer")).text
    page = await petra.send(await petra.open(f"{AGREEMENT}/weggooien"), reason="Staat er dubbel in")

    assert page.url.path == AGREEMENT
    assert "Het concept is weggegooid." in page.text
    assert "Dit concept is op 23 november 2026 weggegooid door Petra" in page.text
    assert "Staat er dubbel in" in page.text
    assert "Concept weggegooid" in page.text, "the history tells it"
    assert "herinneringen gaan naar" not in page.text
    start, everything = await petra.open("/beheer"), await petra.open("/beheer/afspraken")
    assert AGREEMENT not in start.text
    assert AGREEMENT not in everything.text
    for path in ("?status=weggegooid", "?q=AFS-2026-0001"):
        found = (await petra.open(f"/beheer/afspraken{path}")).text
        assert AGREEMENT in found
        assert "weggegooid" in found


async def test_what_was_thrown_away_offers_nothing_any_more(petra: Colleague) -> None:
    draft = await drafted(TODAY)
    await petra.send(await petra.open(f"{AGREEMENT}/weggooien"))
    page = (await petra.open(AGREEMENT)).text

    for slug in ("weggooien", "indienen", "bewerken", "toewijzen"):
        assert f'href="{AGREEMENT}/{slug}"' not in page
        assert (await petra.send_step(AGREEMENT, slug, draft.revision + 1)).status_code in {400, 409}
    assert (await petra.open(f"{AGREEMENT}/bewerken")).status_code == 400
    assert "Er ontbreekt niets meer: u kunt de afspraak indienen." not in page


async def test_a_submission_can_be_thrown_away_and_nobody_is_asked_to_approve_it(petra: Colleague) -> None:
    await in_review(TODAY)
    await petra.send(await petra.open(f"{AGREEMENT}/weggooien"))

    waiting = await ledger(LedgerFilter(state=MessageState.WAITING), limit=10)
    assert waiting == []


async def test_of_an_agreement_in_force_only_the_proposal_goes(petra: Colleague) -> None:
    agreement = await in_force()
    address = f"/beheer/afspraken/{agreement.reference}"
    assert f'href="{address}/weggooien"' not in (await petra.open(address)).text
    await petra.send(await petra.open(f"{address}/bewerken"), title="Toch maar niet")
    page = await petra.send(await petra.open(f"{address}/weggooien"))

    now = (await agreements.load(agreement.reference)).agreement
    assert (now.in_force, now.proposal, now.withdrawal) == (agreement.in_force, None, None)
    assert "Het concept is weggegooid." in page.text
    assert "Toch maar niet" not in page.text


async def test_whoever_looked_after_a_draft_that_was_thrown_away_can_be_forgotten(petra: Colleague) -> None:
    draft = await drafted(TODAY)
    await assign(TODAY_OFFICE, PETRA, draft.reference, draft.revision, Stewardship(owner_id=HENK.id))
    await petra.send(await petra.open(f"{AGREEMENT}/weggooien"))

    assert await duties_of(HENK.id) == 0


async def test_a_new_agreement_does_not_look_like_one_that_was_thrown_away(petra: Colleague) -> None:
    await drafted(TODAY)
    await petra.send(await petra.open(f"{AGREEMENT}/weggooien"))
    await drafted(TODAY)

    assert "Dit lijkt hetzelfde" not in (await petra.open("/beheer/afspraken/AFS-2026-0002")).text
