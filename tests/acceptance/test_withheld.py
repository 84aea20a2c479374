"""An agreement that was public and is not any more: its line stays, without a word of what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import httpx

from agreements.domain.agreement import Agreement
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.publish_head import publish_head
from agreements.services.submit import submit
from tests.acceptance.conftest import Calendar
from tests.calendars import read_events
from tests.libical import LIBRARY, errors_by_libical
from tests.office import in_force, office_on
from tests.people import DAY_AFTER, HENK, PETRA, TODAY, WOO

TITLE = "Zonnebloemproef"
GROUND = "Woo art. 5.1 lid 2 onder d: toezicht"


async def changed(agreement: Agreement, on: date = TODAY, **changes: Any) -> Agreement:
    """The next version, approved."""
    office, content = office_on(on), replace(agreement.content, **changes)
    proposed = await amend(office, PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(office, PETRA, agreement.reference, proposed.revision)
    return await approve(office, HENK, agreement.reference, waiting.revision)


async def withheld(**changes: Any) -> Agreement:
    """Public until today."""
    return await changed(
        await in_force(title=TITLE, **changes),
        is_public=False,
        not_public_ground=WOO,
        not_public_reason=GROUND,
    )


async def test_its_line_stays_with_the_ground_and_no_word_of_what_it_says(site: httpx.AsyncClient) -> None:
    agreement = await withheld()
    addresses = ("/", "/afspraken.json", f"/afspraken/{agreement.reference}")
    answers = [await site.get(address) for address in addresses]

    for answer in answers:
        assert answer.status_code == 200
        assert agreement.reference in answer.text
        assert GROUND in answer.text
        assert TITLE not in answer.text
        assert agreement.content.purpose not in answer.text
    assert json.loads(answers[1].content)["niet_meer_openbaar"][0]["niet_openbaar_sinds"] == TODAY.isoformat()
    for word in (TITLE, agreement.content.department):
        assert agreement.reference not in (await site.get("/", params={"q": word})).text
    assert (await site.get(f"/afspraken/{agreement.reference}/versies/1")).status_code == 404


async def test_past_days_stay_as_they_were_known(site: httpx.AsyncClient) -> None:
    agreement = await withheld()
    before = TODAY - timedelta(days=1)

    assert TITLE in (await site.get(f"/?peildatum={before}")).text
    assert TITLE in (await site.get(f"/afspraken/{agreement.reference}?peildatum={before}")).text


async def test_its_events_are_cancelled_for_thirty_days_and_say_nothing(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await in_force(title=TITLE)
    known = {str(event["uid"]): event for event in read_events((await site.get("/agenda.ics")).content)}
    await changed(agreement, is_public=False, not_public_ground=WOO, not_public_reason=GROUND)

    for address in ("/agenda.ics", f"/afspraken/{agreement.reference}.ics", "/agenda.ics?thema=Schulden"):
        answer = await site.get(address)
        found = {str(event["uid"]): event for event in read_events(answer.content)}
        assert found.keys() == known.keys()
        assert all(str(event["status"]) == "CANCELLED" for event in found.values())
        assert all(found[uid]["sequence"] > event["sequence"] for uid, event in known.items())
        assert TITLE.encode() not in answer.content
        assert LIBRARY is None or errors_by_libical(answer.content) == 0
    day.today = TODAY + timedelta(days=31)
    assert read_events((await site.get("/agenda.ics")).content) == []


async def test_that_data_were_not_destroyed_stays_visible(site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await withheld()
    day.today = DAY_AFTER
    await publish_head(office_on(DAY_AFTER))

    assert "nog niet vernietigd" in (await site.get("/")).text
    assert "nog niet vernietigd" in (await site.get(f"/afspraken/{agreement.reference}")).text


async def test_a_later_public_version_shows_again(site: httpx.AsyncClient) -> None:
    agreement = await withheld()
    await changed(agreement, is_public=True, not_public_reason="")

    page = (await site.get("/")).text
    assert TITLE in page
    assert "Niet meer openbaar" not in page
    assert {str(one["status"]) for one in read_events((await site.get("/agenda.ics")).content)} == {"CONFIRMED"}


async def test_what_never_was_public_leaves_no_line(site: httpx.AsyncClient) -> None:
    hidden = await in_force(title=TITLE, is_public=False, not_public_ground=WOO, not_public_reason=GROUND)

    for address in ("/", "/afspraken.json", "/agenda.ics"):
        answer = await site.get(address)
        assert hidden.reference not in answer.text
        assert GROUND not in answer.text
    assert (await site.get(f"/afspraken/{hidden.reference}")).status_code == 404
