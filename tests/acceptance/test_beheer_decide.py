"""Where the link in a mail leads: the head reads what has to be decided, and can renew, let end, terminate or wait."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from litestar import Litestar

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.services.choose_mail import choose_mail
from agreements.storage import snoozes
from agreements.storage.database.transaction import fetch
from agreements.storage.tables import TABLES
from scheduler.sweep import sweep
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.alerts import SETTINGS, MailRoom, owned, send
from tests.colleague import Colleague, main_form
from tests.decisions import reviewed
from tests.office import address, office_on
from tests.people import ENDS_ON, FATIMA, HENK, TODAY

PAGE = "/beheer/afspraken/AFS-2025-0001"
DECIDE_BY = date(2027, 9, 30)
NEAR = DECIDE_BY - timedelta(days=30)
MONDAY = date(2027, 9, 6)
"""When the overview leaves with the end of the agreement, which is still far off."""
ADDRESSES = re.compile(r"https?://[^\s\"<>]+")
ANSWERS = re.compile(r'<ul class="ways" role="list">(.*?)</ul>', re.S)
REASON = "Het college besluit hierover in september"


async def come_in(app: Litestar, actor: Actor, day: Calendar, on: date = NEAR) -> Colleague:
    """Signed in on a day on which the decision is near."""
    await owned()
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    day.today = on
    assert (await colleague.sign_in(actor)).url.path == "/beheer"
    return colleague


def block(page: httpx.Response, number: int = -1) -> str:
    """The answers to one of the questions on the page."""
    return unescape(ANSWERS.findall(page.text)[number])


def links(page: httpx.Response) -> list[str]:
    return re.findall(r'href="([^"]+)"', block(page))


async def ways_from(mailed: set[str], reader: Colleague) -> set[str]:
    """The links behind all answers on the pages that the mails lead to."""
    pages = [await reader.open(link) for link in sorted(mailed)]
    assert {page.status_code for page in pages} == {200}
    blocks = [unescape(answers) for page in pages for answers in ANSWERS.findall(page.text)]
    return {way for answers in blocks for way in re.findall(r'href="([^"]+)"', answers)}


async def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, but those about signing in."""
    names = {table._meta.tablename for table in TABLES} - {
        "session",
        "sign_in_token",
        "sign_in_failure",
        "refusal_count",
    }
    assert {"agreement", "deadline", "outbox", "snooze", "audit_event"} <= names
    return {name: list(await fetch(f"SELECT * FROM {name} ORDER BY 1, 2", {})) for name in names}


async def test_the_head_sees_one_block_with_the_four_ways_to_go_on(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    page = await henk.open(PAGE)

    assert "Beslis uiterlijk op 30 september 2027" in page.text
    assert page.text.index("Beslis uiterlijk op") < page.text.index("Wat u nu kunt doen")
    for button in (
        "Nieuwe afspraak maken die hierop volgt",
        "Laten aflopen",
        "Eerder stoppen (opzeggen)",
        "Later herinneren",
    ):
        assert button in block(page)


async def mailed_links(room: MailRoom) -> set[str]:
    """The addresses in the mails about a decision that is near and in the overview: in text, HTML and calendar."""
    await reviewed("AFS-2025-0001", NEAR)
    await choose_mail(office_on(NEAR), HENK, Rhythm.WEEKLY, "nl")
    for day in (NEAR, MONDAY):
        await sweep(office_on(day))
        await send(room, day)
    assert {"overzicht" in subject for subject in room.subjects} == {True, False}
    parts = [part for mail in room.sent for part in mail.walk() if part.get_content_maintype() == "text"]
    assert {part.get_content_subtype() for part in parts} == {"plain", "html", "calendar"}
    bodies: list[Any] = [part.get_payload(decode=True) for part in parts]
    texts = [str(body, "utf-8").replace("\r\n ", "") for body in bodies]
    return {link.removeprefix(SETTINGS.base_url) for text in texts for link in ADDRESSES.findall(text)}


async def test_opening_the_links_of_a_mail_and_all_they_lead_to_changes_nothing(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk, room = await come_in(app, HENK, day), MailRoom()
    mailed = await mailed_links(room)
    before = await everything()

    assert address(HENK) in room.recipients
    ways = await ways_from(mailed, henk)
    assert {way.removeprefix(f"{PAGE}/") for way in ways} == {
        "verlengen", "besluit?keuze=lapse", "opzeggen", "later?termijn=decision%3A", "evaluatie?datum=2027-01-15",
    }  # fmt: skip
    for way in ways:
        page = await henk.open(way)
        assert (page.status_code, page.url.path) == (200, way.split("?")[0])
        assert "<button" in page.text
        await henk.client.head(way)
    assert await everything() == before


async def test_whoever_is_not_signed_in_changes_nothing_by_following_or_sending_those_links(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    mailed = await mailed_links(MailRoom())
    ways = await ways_from(mailed, henk)
    forms = {way: main_form(await henk.open(way)) for way in ways}
    before = await everything()

    for way in mailed | ways:
        answer = await site.get(way)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/beheer/inloggen")
    for way, form in forms.items():
        typed = dict(form.pairs) | {"until_on": "10-09-2027", "ends_on": "10-09-2027", "reason": REASON}
        answer = await site.post(way, data=typed, headers={"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 403
    assert await everything() == before


async def test_a_day_too_late_the_block_says_so_and_no_longer_offers_to_wait(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day, DECIDE_BY + timedelta(days=1))
    page = await henk.open(PAGE)

    assert "Beslis nu: de laatste dag daarvoor was 30 september 2027" in page.text
    assert "Later herinneren" not in block(page)


async def test_before_the_first_mail_about_the_end_only_the_review_is_asked_for(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day, TODAY + timedelta(days=1))
    page = await henk.open(PAGE)

    assert "Evalueer de afspraak uiterlijk op 15 januari 2027" in page.text
    assert "Beslis uiterlijk op" not in page.text
    assert len(ANSWERS.findall(page.text)) == 1


async def test_a_reader_without_that_right_is_asked_nothing(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    fatima = await come_in(app, FATIMA, day)

    assert ANSWERS.findall((await fatima.open(PAGE)).text) == []


async def test_letting_it_end_takes_two_clicks(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    henk = await come_in(app, HENK, day)
    page = await henk.open(next(link for link in links(await henk.open(PAGE)) if "keuze=lapse" in link))
    page = await henk.send(page)

    assert "De herinneringen stoppen." in page.text
    assert "Beslis uiterlijk" not in page.text
    assert "Besloten: laten aflopen" in (await henk.open("/beheer/berichten")).text


async def test_a_later_reminder_is_asked_for_with_a_reason_and_shown(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    until = NEAR + timedelta(days=10)
    form = await henk.open(next(link for link in links(await henk.open(PAGE)) if "later" in link))
    page = await henk.send(form, until_on=until.strftime("%d-%m-%Y"), reason=REASON)

    assert "De herinnering is uitgesteld." in page.text
    assert "De volgende herinnering komt op 10 september 2027" in page.text
    assert "Herinnering aan “Beslissen: doorgaan of laten aflopen” uitgesteld tot 10 september 2027" in page.text
    assert REASON in page.text
    assert [(one.snoozed_by, one.until_on) for one in await snoozes.pending()] == [(HENK.id, until)]


@pytest.mark.parametrize(
    ("until_on", "reason", "said"),
    [
        ("10-09-2027", "", "Geef een reden"),
        ("01-10-2027", REASON, "Kies een datum van 1 september 2027 tot en met 30 september 2027"),
        ("31-08-2027", REASON, "Kies een datum van"),
        ("", REASON, "datum"),
    ],
)
async def test_without_a_reason_or_past_the_deadline_the_form_comes_back(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, until_on: str, reason: str, said: str
) -> None:
    henk = await come_in(app, HENK, day)
    form = await henk.open(f"{PAGE}/later?termijn=decision:")
    page = await henk.send(form, until_on=until_on, reason=reason)

    assert page.status_code == 400
    assert said in page.text
    assert await snoozes.pending() == []


async def test_a_deadline_that_the_agreement_does_not_have_is_refused(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    form = await henk.open(f"{PAGE}/later")
    page = await henk.send(form, deadline="review:99", until_on=ENDS_ON.strftime("%d-%m-%Y"), reason=REASON)

    assert page.status_code == 400
    assert await snoozes.pending() == []
