"""The register as it was on a day: what was decided later is not in it, neither in words nor in dates (rule 12)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import httpx

from agreements.domain.agreement import Agreement
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.publish_plan import publish_plan, withdraw_plan
from agreements.services.terminate import terminate, withdraw_termination
from tests import people
from tests.acceptance.conftest import Calendar
from tests.acceptance.test_withheld import changed
from tests.calendars import read_events
from tests.office import in_force, in_review, office_on
from tests.people import DAY_AFTER, HENK, TODAY, WOO

BEFORE = TODAY - timedelta(days=30)
"""The day that is asked about; the office took its decisions after it."""
LAST = TODAY - timedelta(days=1)


async def told(site: httpx.AsyncClient, day: date) -> dict[str, Any]:
    """What the JSON says of the one agreement there is."""
    answer = await site.get(f"/afspraken.json?peildatum={day}")
    (found,) = json.loads(answer.content)["afspraken"]
    return dict(found)


async def test_a_termination_is_not_known_before_the_day_on_which_it_was_decided(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    as_it_was = await told(site, BEFORE)
    decided_on = BEFORE + timedelta(days=5)
    await terminate(office_on(decided_on), HENK, agreement.reference, agreement.revision, LAST, "doel bereikt")

    assert await told(site, BEFORE) == as_it_was
    assert (await told(site, decided_on))["opgezegd_per"] == str(LAST)
    page = (await site.get(f"/afspraken/{agreement.reference}?peildatum={BEFORE}")).text
    assert str(LAST) not in page


async def test_a_termination_that_was_taken_back_is_known_on_the_days_on_which_it_stood(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force()
    decided_on, taken_back_on = BEFORE, BEFORE + timedelta(days=5)
    later = TODAY + timedelta(days=60)
    ended = await terminate(office_on(decided_on), HENK, agreement.reference, agreement.revision, later, "doel bereikt")
    await withdraw_termination(office_on(taken_back_on), HENK, ended.reference, ended.revision, "toch nodig")

    assert (await told(site, decided_on))["opgezegd_per"] == str(later)
    assert (await told(site, taken_back_on))["opgezegd_per"] is None


async def test_a_second_confirmation_leaves_the_first_one_on_the_days_on_which_it_was_the_only_one(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force()
    ended = await terminate(office_on(BEFORE), HENK, agreement.reference, agreement.revision, BEFORE, "doel bereikt")
    party, first_on = people.RECEIVERS[0], BEFORE + timedelta(days=3)
    first = people.destruction(party, done_on=first_on)
    once = await confirm_destruction(office_on(first_on), HENK, ended.reference, ended.revision, first)
    as_it_was = await told(site, first_on)
    second_on = first_on + timedelta(days=4)
    second = people.destruction(party, done_on=second_on, correction="Er was nog een kopie")
    await confirm_destruction(office_on(second_on), HENK, once.reference, once.revision, second)

    assert await told(site, first_on) == as_it_was
    assert len((await told(site, second_on))["vernietigingen"]) == 2


async def kept_inside(agreement: Agreement, on: date) -> Agreement:
    """Public until that day."""
    said = {"not_public_ground": WOO, "not_public_reason": "Lopend onderzoek"}
    return await changed(agreement, on, is_public=False, **said)


async def public_again(agreement: Agreement, on: date, **changes: Any) -> Agreement:
    return await changed(agreement, on, is_public=True, not_public_ground=None, not_public_reason="", **changes)


async def test_a_version_is_there_on_the_days_on_which_it_was_public(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    second = await changed(agreement, BEFORE, title="Vroeg eropaf, tweede versie")
    await kept_inside(second, BEFORE + timedelta(days=5))
    place = f"/afspraken/{agreement.reference}/versies"

    async def found_on(day: date) -> list[int]:
        return [(await site.get(f"{place}/{number}?peildatum={day}")).status_code for number in (1, 2)]

    assert await found_on(BEFORE - timedelta(days=1)) == [200, 404]
    assert await found_on(BEFORE) == [200, 200]
    assert await found_on(BEFORE + timedelta(days=5)) == [404, 404]
    page = (await site.get(f"{place}/1?peildatum={BEFORE - timedelta(days=1)}")).text
    assert "Dit is de laatste versie" in page
    assert "zoals die was op" in page


async def test_a_version_of_a_clock_that_was_ahead_is_there_since_the_next_one_that_a_right_clock_dated(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force()
    second = await changed(agreement, TODAY + timedelta(days=300), title="Vroeg eropaf, met de klok vooruit")
    await changed(second, BEFORE, title="Vroeg eropaf, met de klok weer goed")
    place = f"/afspraken/{agreement.reference}"

    async def found_on(day: date) -> list[int]:
        return [(await site.get(f"{place}/versies/{number}?peildatum={day}")).status_code for number in (1, 2, 3)]

    assert await found_on(BEFORE - timedelta(days=1)) == [200, 404, 404]
    assert await found_on(BEFORE) == await found_on(LAST) == [200, 200, 200]
    assert (await told(site, LAST))["titel"] == "Vroeg eropaf, met de klok weer goed"
    assert "met de klok weer goed" in (await site.get(f"{place}?peildatum={LAST}")).text


async def test_a_plan_is_read_on_a_past_day_as_it_was_then(site: httpx.AsyncClient) -> None:
    next_year = {"starts_on": date(2027, 6, 1), "ends_on": date(2028, 5, 31), "review_dates": (date(2027, 12, 1),)}
    waiting = await in_review(BEFORE, **next_year)
    planned = await publish_plan(office_on(BEFORE), HENK, waiting.reference, waiting.revision)
    place = f"/afspraken/{waiting.reference}/voornemen?peildatum="
    await withdraw_plan(office_on(LAST), HENK, waiting.reference, planned.revision, "Het kan met minder")

    assert "Er is nog niets besloten" in (await site.get(f"{place}{LAST - timedelta(days=1)}")).text
    assert "Dit is geen voornemen meer" in (await site.get(f"{place}{LAST}")).text
    assert (await site.get(f"{place}{BEFORE - timedelta(days=1)}")).status_code == 404


async def test_the_calendar_of_one_that_was_withdrawn_twice_cancels_what_subscribers_had_each_time(
    site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await in_force()
    once = await kept_inside(agreement, BEFORE)
    day.today = BEFORE
    as_it_was = {address: (await site.get(address)).content for address in _calendars(agreement)}
    later = people.ENDS_ON - timedelta(days=60)
    again = await public_again(once, BEFORE + timedelta(days=5), ends_on=later)
    await kept_inside(again, BEFORE + timedelta(days=9))
    day.today = TODAY

    for address, before in as_it_was.items():
        assert len(read_events(before)) > 1
        assert (await site.get(f"{address}?peildatum={BEFORE}")).content == before


def _calendars(agreement: Agreement) -> tuple[str, str]:
    return "/agenda.ics", f"/afspraken/{agreement.reference}.ics"


async def test_what_was_late_on_a_past_day_stands_on_the_overview_of_that_day(
    site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await in_force()
    day.today = DAY_AFTER + timedelta(days=1)

    def late_in(page: str) -> str:
        return page[page.index('id="attention"') : page.index('id="not-public"')]

    as_it_was = late_in((await site.get("/")).text)
    assert agreement.content.title in as_it_was
    past = day.today
    for name in people.RECEIVERS:
        day.today += timedelta(days=1)
        done = people.destruction(name, done_on=day.today)
        office = office_on(day.today)
        agreement = await confirm_destruction(office, HENK, agreement.reference, agreement.revision, done)

    assert late_in((await site.get(f"/?peildatum={past}")).text) == as_it_was
    assert 'id="attention"' not in (await site.get(f"/?peildatum={past + timedelta(days=400)}")).text
