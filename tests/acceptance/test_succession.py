"""A renewed agreement and the one that follows it, as residents see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx

from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.record_review import record_review
from agreements.services.renew import renew
from agreements.services.submit import submit
from tests.office import TODAY_DESK, in_force
from tests.people import HENK, PETRA, TODAY


async def test_a_gap_between_an_agreement_and_its_successor_is_shown(site: httpx.AsyncClient) -> None:
    old = await in_force()
    reviewed = await record_review(
        TODAY_DESK,
        HENK,
        old.reference,
        old.revision,
        done_on=TODAY,
        planned_on=None,
        purpose_reached="Ja",
        still_proportionate="Ja",
        incidents="Geen",
    )
    _, successor = await renew(TODAY_DESK, HENK, old.reference, reviewed.revision)
    content = replace(
        successor.content,
        parties=old.content.parties,
        starts_on=date(2028, 2, 1),
        ends_on=date(2030, 1, 31),
        review_dates=(date(2029, 2, 1),),
    )
    draft = await amend(TODAY_DESK, PETRA, successor.reference, 1, content)
    waiting = await submit(TODAY_DESK, PETRA, draft.reference, draft.revision)
    assert (await site.get(f"/afspraken/{successor.reference}")).status_code == 404
    assert successor.reference not in (await site.get(f"/afspraken/{old.reference}")).text

    await approve(TODAY_DESK, HENK, waiting.reference, waiting.revision)

    page = (await site.get(f"/afspraken/{successor.reference}")).text
    assert "Daartussen gold er 31 dagen geen afspraak." in page
    assert successor.reference in (await site.get(f"/afspraken/{old.reference}")).text
