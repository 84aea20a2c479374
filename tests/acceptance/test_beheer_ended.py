"""In beheer an agreement that is over is submitted as such, with a choice that others do not see."""

from __future__ import annotations

from datetime import date

import httpx
from litestar import Litestar

from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import drafted
from tests.people import HENK, PETRA, TODAY

PAGE = "/beheer/afspraken/AFS-2026-0001"
CHOICE = "Deze afspraak is al afgelopen"


async def come_in(app: Litestar) -> tuple[Colleague, Colleague]:
    petra, henk = Colleague(app, BASE_URL), Colleague(app, BASE_URL)
    await petra.come_in(PETRA)
    await henk.come_in(HENK)
    return petra, henk


async def test_an_agreement_that_is_over_is_submitted_with_the_choice_that_says_so(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra, henk = await come_in(app)
    await drafted(TODAY, starts_on=date(2023, 1, 1), ends_on=date(2024, 12, 31), review_dates=(date(2024, 1, 1),))

    refused = await petra.send(await petra.open(f"{PAGE}/indienen"))
    assert refused.status_code == 400
    assert "was op 31 december 2024 al afgelopen" in refused.text
    assert 'href="#already_ended"' in refused.text
    assert (await petra.send(refused, already_ended="ja")).status_code == 200

    page = await henk.open(f"{PAGE}/goedkeuren")
    assert "Volgens de indiener is deze afspraak al afgelopen" in page.text
    assert (await henk.send(page)).status_code == 200
    public = (await site.get("/afspraken/AFS-2026-0001")).text
    assert "De evaluatie is te laat" not in public


async def test_the_choice_is_not_there_for_an_agreement_that_still_holds(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra, _ = await come_in(app)
    await drafted(TODAY)

    assert CHOICE not in (await petra.open(f"{PAGE}/indienen")).text
