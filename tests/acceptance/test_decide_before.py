"""The council sees what can still be decided about the end of agreements, by which day, and what happens else."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import httpx

from agreements.domain.decision_day import open_decide_by
from agreements.services.terminate import terminate
from agreements.web.council import decide_before
from tests.acceptance.conftest import Calendar
from tests.calendars import read_events
from tests.office import in_force, office_on
from tests.people import HENK, TODAY

END_OF_QUARTER = date(2026, 12, 31)


def rows_of(page: str) -> list[tuple[str, str]]:
    """Each agreement of the table, with the day to decide by as it is written."""
    cells = re.findall(r'table__title" href="/afspraken/([^"]+)".*?Beslis uiterlijk op">(.*?)<', page, re.DOTALL)
    return [(reference, html.unescape(day)) for reference, day in cells]


async def test_the_council_sees_what_it_can_still_decide_this_quarter_the_nearest_day_first(
    site: httpx.AsyncClient,
) -> None:
    later = await in_force(ends_on=date(2027, 3, 31), title="Later")
    sooner = await in_force(ends_on=date(2027, 3, 1), title="Eerder")
    await in_force(ends_on=date(2027, 4, 30), title="Volgend kwartaal")
    await in_force(ends_on=date(2027, 2, 1), title="Deze dag is al voorbij")
    ended = await in_force(ends_on=date(2027, 3, 20), title="Al besloten")
    await terminate(office_on(TODAY), HENK, ended.reference, ended.revision, TODAY + timedelta(days=9), "Klaar")

    page = (await site.get("/besluit-voor")).text

    assert rows_of(page) == [(sooner.reference, "1 december 2026"), (later.reference, "31 december 2026")]
    assert "De afspraak stopt na 31 maart 2027." in page
    for one in (later, sooner):
        assert TODAY <= (open_decide_by(one, TODAY) or date.min) <= END_OF_QUARTER


async def test_another_time_is_asked_for_by_its_days_and_a_day_that_has_passed_is_said_to_be_over(
    site: httpx.AsyncClient,
) -> None:
    passed = await in_force(ends_on=date(2027, 2, 1))
    coming = await in_force(ends_on=date(2027, 4, 30))

    page = (await site.get("/besluit-voor?beslissenVan=2026-10-01&beslissenTot=2027-03-31")).text

    assert [reference for reference, _ in rows_of(page)] == [passed.reference, coming.reference]
    assert page.count("Deze dag is voorbij") == 1
    assert (await site.get("/besluit-voor?beslissenVan=morgen")).status_code == 400
    assert (await site.get("/besluit-voor?pagina=2")).status_code == 404


async def test_what_ended_without_a_decision_asks_for_none_any_more(site: httpx.AsyncClient, day: Calendar) -> None:
    await in_force(ends_on=date(2027, 1, 31))
    day.today = date(2027, 2, 1)

    page = (await site.get("/besluit-voor?beslissenVan=2026-07-01&beslissenTot=2026-12-31")).text

    assert rows_of(page) == []
    assert "In deze tijd is er niets te beslissen." in page


async def test_the_calendar_of_the_page_has_the_same_agreements(site: httpx.AsyncClient) -> None:
    shown = await in_force(ends_on=date(2027, 3, 31))
    await in_force(ends_on=date(2027, 9, 30))
    page = (await site.get("/besluit-voor")).text
    (address,) = re.findall(r'href="webcal://[^/]+(/agenda[^"]+)"', page)

    events = read_events((await site.get(html.unescape(address))).content)

    assert {str(one["UID"]).split("-einde")[0] for one in events if "-einde" in str(one["UID"])} == {shown.reference}


async def test_a_long_list_comes_in_pages_and_keeps_what_was_asked(site: httpx.AsyncClient) -> None:
    for _ in range(decide_before.PER_PAGE + 1):
        await in_force(ends_on=date(2027, 3, 31), theme="Schulden")

    first = (await site.get("/besluit-voor?thema=Schulden")).text
    second = (await site.get("/besluit-voor?thema=Schulden&pagina=2")).text

    assert (len(rows_of(first)), len(rows_of(second))) == (decide_before.PER_PAGE, 1)
    assert 'href="/besluit-voor?thema=Schulden&amp;pagina=2"' in first
