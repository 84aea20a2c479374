"""A plan beforehand on the public site: read word by word as it was published, until it ends, and answered after."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.content import Advice
from agreements.domain.plan import Reactions
from agreements.domain.vocabulary import AdviceBy
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.publish_plan import publish_plan, withdraw_plan
from agreements.services.recall import recall
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.services.withdraw import withdraw
from tests.acceptance.conftest import Calendar
from tests.acceptance.test_withheld import changed
from tests.calendars import read_events
from tests.libical import LIBRARY, errors_by_libical
from tests.office import drafted, in_force, in_review, office_on
from tests.people import FG_ADVICE, HENK, PETRA, TODAY, WOO

TITLE = "Zonnebloemproef"
START = date(2027, 6, 1)
UNTIL = TODAY + timedelta(weeks=4)
AFTER = UNTIL + timedelta(days=1)
NEW: dict[str, Any] = {
    "title": TITLE,
    "starts_on": START,
    "ends_on": date(2028, 5, 31),
    "review_dates": (date(2027, 12, 1),),
    "internal_notes": "Alleen voor collega's",
}
WHY = "Het kan met minder"
ANSWER = Reactions(count=3, answer="Het adres wordt korter bewaard")


async def planned(on: date = TODAY, **changes: Any) -> Agreement:
    """Submitted by Petra, published by Henk."""
    waiting = await in_review(on, **(NEW | changes))
    return await publish_plan(office_on(on), HENK, waiting.reference, waiting.revision)


async def planned_change(agreement: Agreement, **changes: Any) -> Agreement:
    """A next version of what is in force, published as a plan."""
    office = office_on(TODAY)
    proposed = await amend(
        office, PETRA, agreement.reference, agreement.revision, replace(agreement.content, **changes)
    )
    waiting = await submit(office, PETRA, agreement.reference, proposed.revision)
    return await publish_plan(office, HENK, agreement.reference, waiting.revision)


async def told(site: httpx.AsyncClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((await site.get(f"/afspraken.json{query}")).content)["voornemens"]
    return found


async def events(site: httpx.AsyncClient, address: str = "/agenda.ics") -> dict[str, Any]:
    body = (await site.get(address)).content
    assert LIBRARY is None or errors_by_libical(body) == 0
    return {str(event["uid"]): event for event in read_events(body)}


async def test_everyone_reads_what_it_would_be_and_where_to_react_until_when(site: httpx.AsyncClient) -> None:
    advice = Advice(by=AdviceBy.COUNCIL, given_on=TODAY, outcome="Binnenskamers")
    agreement = await planned(advices=(FG_ADVICE, advice))
    content = agreement.latest

    for address in (f"/afspraken/{agreement.reference}", f"/afspraken/{agreement.reference}/voornemen"):
        page = (await site.get(address)).text
        for word in (TITLE, content.purpose, content.costs, content.public_task, content.data[0].name, "DPIA"):
            assert word in page
        assert "Voorgenomen afspraak" in page
        assert "U kunt reageren tot en met 21 december 2026." in page
        assert f"Laat Loket Privacy weten wat u vindt. Noem daarbij {agreement.reference}." in page
        assert not any(hidden in page for hidden in ("Alleen voor collega", "Binnenskamers"))


async def test_the_overview_and_the_files_count_plans_apart_from_agreements(site: httpx.AsyncClient) -> None:
    await in_force()
    agreement = await planned()
    overview = (await site.get("/")).text

    assert "1 voorgenomen afspraak. Daarover is nog niets besloten." in overview
    assert f'<a href="/afspraken/{agreement.reference}/voornemen">{TITLE}</a>' in overview
    assert '<h2 id="results">1 afspraak</h2>' in overview
    (item,) = await told(site)
    assert (item["kenmerk"], item["titel"], item["reageren_tot_en_met"]) == (agreement.reference, TITLE, str(UNTIL))
    assert item["inhoud"]["purpose"] == agreement.latest.purpose
    assert "internal_notes" not in item["inhoud"] or item["inhoud"]["internal_notes"] == ""
    assert len(json.loads((await site.get("/afspraken.json")).content)["afspraken"]) == 1
    assert agreement.reference not in (await site.get("/afspraken.csv")).text
    assert f"/afspraken/{agreement.reference}/voornemen" in (await site.get("/sitemap.xml")).text


async def test_the_total_of_plans_stands_where_the_plans_are_on_the_first_page(site: httpx.AsyncClient) -> None:
    await planned()
    for number in range(26):
        await in_force(title=f"Afspraak {number:02}")

    pages = [(await site.get(address)).text for address in ("/", "/?pagina=2", "/", "/?pagina=2")]

    assert ['href="#voornemens"' in page for page in pages] == [True, False, True, False]
    assert ['id="voornemens"' in page for page in pages] == [True, False, True, False]


async def test_nothing_picks_plans(site: httpx.AsyncClient) -> None:
    await planned()

    for query in ("?q=zonnebloem", "?status=geldig", "?afdeling=Wonen"):
        assert TITLE not in (await site.get(f"/{query}")).text
        assert await told(site, query) == []
        assert await events(site, f"/agenda.ics{query}") == {}


async def test_drafts_and_submissions_stay_inside_and_change_no_answer(site: httpx.AsyncClient) -> None:
    before = await site.get("/")
    for agreement in (await drafted(TODAY, **NEW), await in_review(TODAY, **NEW)):
        for address in ("", "/voornemen", ".ics"):
            assert (await site.get(f"/afspraken/{agreement.reference}{address}")).status_code == 404

    assert (await site.get("/")).headers["etag"] == before.headers["etag"]
    for address in ("/afspraken/GEEN/voornemen", "/afspraken/AFS-2020-0001/voornemen"):
        assert (await site.get(address)).status_code == 404


async def test_the_last_day_to_react_is_in_the_calendar_and_is_cancelled_when_the_plan_is_withdrawn(
    site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await planned()
    uid = f"{agreement.reference}-voornemen@afspraken.voorbeeldstad.example"
    known = (await events(site))[uid]

    assert known["dtstart"].dt == UNTIL
    assert TITLE in str(known["summary"])
    await withdraw_plan(office_on(TODAY), HENK, agreement.reference, agreement.revision, WHY)
    for address in ("/agenda.ics", f"/afspraken/{agreement.reference}.ics"):
        event = (await events(site, address))[uid]
        assert str(event["status"]) == "CANCELLED"
        assert event["sequence"] > known["sequence"]
    day.today = TODAY + timedelta(days=31)
    assert await events(site) == {}


ENDS: dict[str, Any] = {
    "Ingetrokken": lambda one: withdraw_plan(office_on(TODAY), HENK, one.reference, one.revision, WHY),
    "Teruggestuurd": lambda one: send_back(office_on(TODAY), HENK, one.reference, one.revision, WHY),
    "Gaat niet door": lambda one: withdraw(office_on(TODAY), PETRA, one.reference, one.revision, WHY),
    "Teruggenomen": lambda one: recall(office_on(TODAY), PETRA, one.reference, one.revision),
}


@pytest.mark.parametrize("word", ENDS)
async def test_a_plan_that_ends_leaves_a_line_with_its_reason_and_no_word_of_its_content(
    site: httpx.AsyncClient, word: str
) -> None:
    agreement = await planned()
    before = (await site.get("/")).headers["etag"]
    await ENDS[word](agreement)

    assert (await site.get("/")).headers["etag"] != before
    for address in ("/", f"/afspraken/{agreement.reference}"):
        page = (await site.get(address)).text
        assert TITLE in page
        assert word in page
        assert (WHY in page) is (word != "Teruggenomen")
        assert agreement.latest.purpose not in page
    (line,) = await told(site)
    assert line["gestopt_op"] == str(TODAY)
    assert "inhoud" not in line
    await verify_history()


async def test_what_people_read_stays_as_it_was_published_until_it_is_published_anew(site: httpx.AsyncClient) -> None:
    agreement = await planned()
    office = office_on(TODAY)
    back = await send_back(office, HENK, agreement.reference, agreement.revision, "Noem het loket")
    content = replace(back.latest, title="Roosproef")
    draft = await amend(office, PETRA, agreement.reference, back.revision, content)
    waiting = await submit(office, PETRA, agreement.reference, draft.revision)

    assert "Roosproef" not in (await site.get(f"/afspraken/{agreement.reference}")).text
    await publish_plan(office, HENK, agreement.reference, waiting.revision)
    page = (await site.get(f"/afspraken/{agreement.reference}")).text
    assert "Roosproef" in page
    assert "Eerdere voornemens" in page
    assert "Noem het loket" in page


async def test_the_answer_to_reactions_is_public_with_the_version_that_was_approved(
    site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await planned()
    await approve(office_on(AFTER), HENK, agreement.reference, agreement.revision, ANSWER)
    day.today = AFTER

    page = (await site.get(f"/afspraken/{agreement.reference}")).text
    assert "Wat er met reacties is gedaan" in page
    assert "Er reageerden 3 mensen." in page
    assert ANSWER.answer in page
    (item,) = json.loads((await site.get("/afspraken.json")).content)["afspraken"]
    assert item["reacties"] == [
        {"aantal_reacties": 3, "wat_ermee_is_gedaan": ANSWER.answer, "versie": 1, "vastgelegd_op": str(AFTER)}
    ]
    assert await told(site) == []
    assert "Goedgekeurd" in (await site.get(f"/afspraken/{agreement.reference}/voornemen")).text
    await verify_history()


async def test_the_page_of_what_is_in_force_tells_of_a_planned_change_and_stays_as_it_is(
    site: httpx.AsyncClient,
) -> None:
    agreement = await planned_change(await in_force(), costs="Een ton per jaar")
    page = (await site.get(f"/afspraken/{agreement.reference}")).text
    plan = (await site.get(f"/afspraken/{agreement.reference}/voornemen")).text

    assert "Voorgenomen wijziging" in page
    assert f'href="/afspraken/{agreement.reference}/voornemen"' in page
    assert "Een ton per jaar" not in page
    assert "Een ton per jaar" in plan
    assert f"{agreement.reference}-voornemen@afspraken.voorbeeldstad.example" in await events(
        site, f"/afspraken/{agreement.reference}.ics"
    )


async def test_a_past_day_shows_the_plans_of_that_day(site: httpx.AsyncClient) -> None:
    agreement = await planned(TODAY - timedelta(days=20))
    await withdraw_plan(office_on(TODAY), HENK, agreement.reference, agreement.revision, WHY)
    then, before = TODAY - timedelta(days=1), TODAY - timedelta(days=21)

    assert "1 voorgenomen afspraak" in (await site.get(f"/?peildatum={then}")).text
    assert agreement.latest.purpose in (await site.get(f"/afspraken/{agreement.reference}?peildatum={then}")).text
    assert TITLE not in (await site.get(f"/?peildatum={before}")).text
    assert (await site.get(f"/afspraken/{agreement.reference}?peildatum={before}")).status_code == 404


async def test_an_agreement_that_is_not_public_any_more_keeps_the_title_of_its_plans_to_itself(
    site: httpx.AsyncClient, day: Calendar
) -> None:
    agreement = await planned()
    approved = await approve(office_on(AFTER), HENK, agreement.reference, agreement.revision, ANSWER)
    day.today = AFTER
    secret = {"is_public": False, "not_public_ground": WOO, "not_public_reason": "opsporing"}
    await changed(approved, AFTER, **secret)

    for address in ("/", f"/afspraken/{agreement.reference}", f"/afspraken/{agreement.reference}/voornemen"):
        page = await site.get(address)
        assert page.status_code == 200
        assert TITLE not in page.text
    assert TITLE.encode() not in (await site.get("/agenda.ics")).content
