"""The council asks for an early review: the secretary records it, everyone reads it, and the owner gets the mail."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from email.message import EmailMessage

import httpx
import pytest
from litestar import Litestar

from agreements.domain.agreement import Agreement, Stewardship
from agreements.services.ask_review import ask_review
from agreements.services.assign import assign
from agreements.services.calendar_feed import make_feed
from agreements.storage.database.transaction import execute
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.acceptance.conftest import BASE_URL
from tests.alerts import SETTINGS, MailRoom, clear_notices, moment_on
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, address, hire, in_force, office_on
from tests.people import APPROVED_ON, HENK, NOOR, PETRA, REVIEW_ON, TODAY, asked

PAGE, OPEN_PAGE = "/beheer/afspraken/AFS-2025-0001", "/afspraken/AFS-2025-0001"
DAY = date(2027, 3, 1)
WHY = "Er kwamen klachten over de brieven"
SAID = "De gemeenteraad vroeg om een tussentijdse beoordeling"
TYPED = {"asked_by": "council", "asked_on": "20-11-2026", "planned_on": "01-03-2027", "reason": WHY}


@pytest.fixture
async def noor(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    await hire(NOOR)
    colleague = Colleague(app, BASE_URL)
    await colleague.sign_in_first(NOOR)
    return colleague


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    content: str = part.get_content()
    return content


async def with_request() -> Agreement:
    agreement = await in_force()
    return await ask_review(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, **asked(DAY))


async def test_the_secretary_records_it_and_everyone_reads_who_asked_why_and_by_when(
    noor: Colleague, site: httpx.AsyncClient
) -> None:
    await in_force()
    page = await noor.open(PAGE)
    assert f"{PAGE}/evaluatie-vragen" in page.text
    assert '/evaluatie"' not in page.text

    sent = await noor.send(await noor.open(f"{PAGE}/evaluatie-vragen"), **TYPED)
    assert "De tussentijdse evaluatie is gepland" in sent.text
    assert "gevraagd door gemeenteraad" in sent.text
    shown = (await site.get(OPEN_PAGE)).text
    assert SAID in shown
    assert WHY in shown
    assert "Dat was op 20 november 2026. De evaluatie staat gepland voor 1 maart 2027." in shown
    assert not re.search(r"\bnoor\b", shown, re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"planned_on": "22-11-2026"}, "Die dag is voorbij. Kies 23 november 2026 of een latere dag"),
        ({"planned_on": "01-01-2028"}, "De laatste dag van de afspraak is 31 december 2027"),
        ({"planned_on": "15-01-2027"}, "Voor 15 januari 2027 staat al een evaluatie gepland"),
        ({"reason": ""}, "Geef een reden"),
        ({"asked_by": "someone"}, "Kies een van de mogelijkheden"),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_one_sentence(
    noor: Colleague, typed: dict[str, str], sentence: str
) -> None:
    await in_force()

    refused = await noor.send(await noor.open(f"{PAGE}/evaluatie-vragen"), **{**TYPED, **typed})
    assert refused.status_code == 400
    assert sentence in refused.text
    assert f'href="#{next(iter(typed))}"' in refused.text


async def test_it_stands_in_the_json_the_csv_and_everybodys_calendar(site: httpx.AsyncClient) -> None:
    await with_request()

    item = json.loads((await site.get("/afspraken.json")).content)["afspraken"][0]
    assert item["gevraagde_evaluaties"] == [
        {
            "nummer": 2,
            "gepland_op": DAY.isoformat(),
            "gevraagd_door": "gemeenteraad",
            "gevraagd_op": TODAY.isoformat(),
            "waarom": WHY,
        }
    ]
    assert [one["nummer"] for one in item["evaluaties"]] == [1, 2]
    assert f"{REVIEW_ON} {DAY}" in (await site.get("/afspraken.csv")).text.replace("; ", " ").replace(";", " ")
    calendar = (await site.get(f"{OPEN_PAGE}.ics")).text
    assert "evaluatie-2" in calendar
    assert "20270301" in calendar


async def test_a_past_day_does_not_know_it_and_once_done_nothing_is_asked_any_more(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    await with_request()
    assert SAID not in (await site.get(f"{OPEN_PAGE}?peildatum={TODAY - timedelta(days=1)}")).text
    assert 'gevraagde_evaluaties":[]' in (await site.get("/afspraken.json?peildatum=2026-11-22")).text

    henk = Colleague(app, BASE_URL)
    await henk.sign_in_first(HENK)
    answers = {"done_on": "23-11-2026", "purpose_reached": "Ja", "still_proportionate": "Ja"}
    await henk.send(await henk.open(f"{PAGE}/evaluatie"), planned_on=DAY.isoformat(), **answers)
    shown = (await site.get(OPEN_PAGE)).text
    assert "De evaluatie staat gepland voor 1 maart 2027" not in shown
    assert "gedaan op 23 november 2026" in shown


async def test_the_owner_gets_a_mail_that_says_who_asked(site: httpx.AsyncClient) -> None:
    agreement = await with_request()
    await assign(office_on(APPROVED_ON), PETRA, agreement.reference, agreement.revision, Stewardship(owner_id=HENK.id))
    await clear_notices()
    on = DAY - timedelta(days=60)
    await execute("DELETE FROM deadline WHERE NOT (kind = 'review' AND subject = '2')", {})
    await sweep(office_on(on))
    room = MailRoom()
    await deliver(SETTINGS, lambda: moment_on(on), room)

    (mail,) = room.sent
    text = body(mail)
    assert SAID in text
    assert "De partijen spraken af" not in text
    assert "1 maart 2027" in text
    assert mail["To"] == address(HENK)


async def test_it_stands_in_the_own_calendar_of_the_owner_until_it_is_done(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    agreement = await with_request()
    await assign(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, Stewardship(owner_id=HENK.id))
    token = await make_feed(TODAY_OFFICE, HENK)

    assert "20270301" in (await site.get(f"/agenda/{token}.ics")).text
