"""A plan travels through beheer: submitted, published, withdrawn or answered, approved."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from tests.acceptance.conftest import BASE_URL, Calendar
from tests.acceptance.test_plans import AFTER, NEW, WHY, planned
from tests.colleague import Colleague, forms_on
from tests.office import in_force, in_review
from tests.people import HENK, PETRA, TODAY

ANSWER = "Het adres wordt korter bewaard"


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Henk, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.sign_in_first(HENK)
    return colleague


async def test_a_plan_travels_from_submission_through_reactions_to_approval(
    henk: Colleague, site: httpx.AsyncClient, day: Calendar
) -> None:
    reference = (await in_review(TODAY, **NEW)).reference
    home = f"/beheer/afspraken/{reference}"
    asked = await henk.open(f"{home}/voornemen-publiceren")
    assert 'value="21-12-2026"' in asked.text
    page = await henk.send(asked)
    assert "Het voornemen is gepubliceerd." in page.text
    assert "wacht op goedkeuring · voornemen tot 21 december 2026" in page.text
    assert f'href="/afspraken/{reference}/voornemen"' in page.text
    assert "voornemen tot 21 december 2026" in (await henk.open("/beheer/afspraken")).text
    assert "Keur de afspraak na die dag goed." in (await henk.open(f"{home}/goedkeuren")).text

    day.today = AFTER
    await henk.sign_in(HENK)
    asked = await henk.open(f"{home}/goedkeuren")
    refused = await henk.send(asked, reactions_answer=ANSWER)
    assert refused.status_code == 400
    assert "Zeg hoeveel mensen dat deden" in refused.text
    done = await henk.send(asked, reactions_count="3", reactions_answer=ANSWER)
    assert "Goedgekeurd." in done.text
    assert ANSWER in (await site.get(f"/afspraken/{reference}")).text


async def test_approving_what_never_was_a_plan_asks_no_answer(henk: Colleague) -> None:
    reference = (await in_review(TODAY, **NEW)).reference
    page = await henk.open(f"/beheer/afspraken/{reference}/goedkeuren")

    assert not {"reactions_count", "reactions_answer"} & {name for form in forms_on(page) for name, _ in form.pairs}
    assert "Goedgekeurd." in (await henk.send(page)).text


async def test_whoever_ends_a_plan_hears_that_everyone_reads_the_reason(
    henk: Colleague, site: httpx.AsyncClient
) -> None:
    agreement = await planned()
    home = f"/beheer/afspraken/{agreement.reference}"
    assert "Iedereen kan uw reden lezen. Noem geen mensen." in (await henk.open(f"{home}/terugsturen")).text
    asked = await henk.open(f"{home}/voornemen-intrekken")
    refused = await henk.send(asked, reason="Bel j.jansen@example.nl")
    assert refused.status_code == 400
    done = await henk.send(asked, reason=WHY)

    assert "Het voornemen is ingetrokken." in done.text
    assert "voornemen tot" not in done.text
    assert WHY in (await site.get(f"/afspraken/{agreement.reference}")).text


async def test_whoever_submitted_it_is_not_offered_to_publish_it(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = Colleague(app, BASE_URL)
    await petra.sign_in_first(PETRA)
    agreement = await in_review(TODAY, **NEW)
    page = (await petra.open(f"/beheer/afspraken/{agreement.reference}/voornemen-publiceren")).text

    assert "Vraag een collega om het voornemen te publiceren." in page
    assert '<form method="post" action="/beheer/afspraken' not in page


async def test_what_is_in_force_is_no_plan(henk: Colleague) -> None:
    agreement = await in_force()
    page = await henk.open(f"/beheer/afspraken/{agreement.reference}")

    assert "voornemen" not in page.text.lower()
