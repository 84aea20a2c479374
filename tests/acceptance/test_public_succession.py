"""What an approved successor, also one with a gap or one that is not public, changes for residents."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import httpx

from agreements.domain.agreement import Agreement
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.record_review import record_review
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.services.terminate import terminate
from agreements.storage import agreements
from tests.calendars import read_events
from tests.not_public import without_count
from tests.office import TODAY_OFFICE, in_force
from tests.people import HENK, PETRA, TODAY, WOO


async def renewal(old: Agreement, starts_on: date = date(2028, 2, 1), **changes: Any) -> Agreement:
    """The successor of an agreement, submitted."""
    reviewed = await record_review(
        TODAY_OFFICE,
        HENK,
        old.reference,
        old.revision,
        done_on=TODAY,
        planned_on=None,
        purpose_reached="Ja",
        still_proportionate="Ja",
        incidents="Geen",
    )
    _, successor = await renew(TODAY_OFFICE, HENK, old.reference, reviewed.revision)
    content = replace(
        successor.content,
        parties=old.content.parties,
        starts_on=starts_on,
        ends_on=date(2030, 1, 31),
        review_dates=(date(2029, 2, 1),),
        **changes,
    )
    draft = await amend(TODAY_OFFICE, PETRA, successor.reference, 1, content)
    return await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)


async def row_of(site: httpx.AsyncClient, reference: str) -> dict[str, str]:
    """The line of an agreement in the open data."""
    text = (await site.get("/afspraken.csv")).text
    return next(row for row in csv.DictReader(io.StringIO(text, newline="")) if row["kenmerk"] == reference)


async def test_a_gap_between_an_agreement_and_its_successor_is_told_on_both_pages(site: httpx.AsyncClient) -> None:
    old = await in_force()
    waiting = await renewal(old)
    assert (await site.get(f"/afspraken/{waiting.reference}")).status_code == 404
    assert waiting.reference not in (await site.get(f"/afspraken/{old.reference}")).text

    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)

    page = (await site.get(f"/afspraken/{waiting.reference}")).text
    assert "Daartussen gold er 31 dagen geen afspraak." in page
    before = (await site.get(f"/afspraken/{old.reference}")).text
    assert waiting.reference in before
    assert "De opvolger begint pas op 1 februari 2028: 31 dagen geldt er geen afspraak." in before


async def test_a_gap_grows_on_both_pages_when_the_first_one_is_ended_early(site: httpx.AsyncClient) -> None:
    old = await in_force()
    waiting = await renewal(old, starts_on=date(2028, 1, 1))
    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)
    assert "geldt er geen afspraak" not in (await site.get(f"/afspraken/{old.reference}")).text

    revision = (await agreements.load(old.reference)).agreement.revision
    await terminate(TODAY_OFFICE, HENK, old.reference, revision, date(2027, 12, 1), "Eerder klaar")

    gap = "De opvolger begint pas op 1 januari 2028: 30 dagen geldt er geen afspraak."
    assert gap in (await site.get(f"/afspraken/{old.reference}")).text
    assert "Daartussen gold er 30 dagen geen afspraak." in (await site.get(f"/afspraken/{waiting.reference}")).text


async def test_approving_a_successor_changes_its_predecessor_and_takes_its_day_to_decide_away(
    site: httpx.AsyncClient,
) -> None:
    old = await in_force()
    waiting = await renewal(old, starts_on=date(2028, 1, 1))
    before, event = await row_of(site, old.reference), await events_of(site, old.reference)

    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)

    after, changed = await row_of(site, old.reference), await events_of(site, old.reference)
    assert before["opzeggen_voor"] == "2027-09-30"
    assert (after["opzeggen_voor"], after["opvolger"]) == ("", waiting.reference)
    assert before["bijgewerkt_op"] <= after["bijgewerkt_op"]
    assert changed["einde"]["sequence"] > event["einde"]["sequence"]
    assert (str(event["beslissen"]["status"]), str(changed["beslissen"]["status"])) == ("CONFIRMED", "CANCELLED")
    assert "Besluiten over het einde" not in (await site.get(f"/afspraken/{old.reference}")).text


async def events_of(site: httpx.AsyncClient, reference: str) -> dict[str, Any]:
    """The events of an agreement, by what they are about."""
    found = read_events((await site.get(f"/afspraken/{reference}.ics")).content)
    return {str(event["uid"]).removeprefix(f"{reference}-").split("@")[0]: event for event in found}


async def test_a_successor_that_is_not_public_changes_no_byte_of_its_predecessor(site: httpx.AsyncClient) -> None:
    old = await in_force()
    waiting = await renewal(old, is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    addresses = ["/", "/afspraken.csv", "/afspraken.json", "/agenda.ics", f"/afspraken/{old.reference}"]
    before = [without_count(await site.get(address)) for address in addresses]

    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)

    assert [without_count(await site.get(address)) for address in addresses] == before
