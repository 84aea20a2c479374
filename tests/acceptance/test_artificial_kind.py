"""A kind of deadline is one row: an artificial one is met everywhere, without another line of the product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, Deadline, DeadlineKind, KindOfDeadline, settled_by
from agreements.domain.deadlines.row import LateFrom, PublicDay, PublicFacts, ToldLate, Way, Wording
from agreements.domain.ladder import OWNER, OWNERS, Ladder
from agreements.domain.roles import Action
from agreements.services.snooze import snooze
from agreements.storage import deadlines
from agreements.storage.database.transaction import fetch
from scheduler.sweep import sweep
from tests import steps_page
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.acceptance.test_personal_calendar import make, summaries
from tests.alerts import MailRoom, alerts, owned, send
from tests.colleague import Colleague
from tests.decisions import revision_of
from tests.office import office_on
from tests.people import ENDS_ON, HENK

INSPECTION = DeadlineKind.named("inspection")
INSPECT_BY = ENDS_ON - timedelta(days=200)
NEAR = INSPECT_BY - timedelta(days=30)
PAGE = "/beheer/afspraken/AFS-2025-0001"


def find(agreement: Agreement) -> Iterator[Deadline]:
    if agreement.last_day:
        yield Deadline(INSPECTION, agreement.last_day - timedelta(days=200), is_settled=bool(agreement.reviews))


def public_days(facts: PublicFacts, _: date) -> Iterator[PublicDay]:
    yield PublicDay(facts.last_day - timedelta(days=200))


ROW = KindOfDeadline(
    kind=INSPECTION,
    place=9,
    word="keuring",
    name="Inspection of the exchange",
    heading="Inspect the exchange by %(day)s",
    heading_late="Inspect the exchange: the day was %(day)s",
    summary="Inspection: %(title)s",
    explanation="Somebody looks at the exchange of “%(title)s”.",
    find=find,
    public_days=public_days,
    ladder=Ladder(((45, OWNER), (30, OWNERS)), overdue=OWNERS),
    settled_by=(Action.REVIEW,),
    told_late=ToldLate(
        since=LateFrom.ITS_DAY,
        anchor="inspections",
        total="not inspected in time",
        heading="Inspections that are late",
        line="was to be inspected by %(day)s",
    ),
    ways=(Way(action=Action.REVIEW, button="Inspect", meaning="Write down what you found."),),
    wording=Wording(
        subject_before=("Inspect within %(count)s day: %(title)s", "Inspect within %(count)s days: %(title)s"),
        subject_today="Inspect today: %(title)s",
        subject_late=("Inspection %(count)s day too late: %(title)s", "Inspection %(count)s days too late: %(title)s"),
        heading_before="Inspect “%(title)s” by %(day)s",
        heading_today="Inspect “%(title)s” today, %(day)s",
        heading_late="“%(title)s” had to be inspected by %(day)s",
        lead_before="Nobody looked yet.",
        lead_late="Nobody looked.",
        day_label="Inspect by",
        steps_before=(("Go and see", "Ask for access."),),
        steps_late=(("Go and see", "Ask for access."),),
    ),
)


async def signed_in(app: Litestar, day: Calendar) -> Colleague:
    """Henk, on a day on which it is near."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    day.today = NEAR
    await colleague.sign_in(HENK)
    return colleague


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, INSPECTION, ROW)


async def test_it_is_told_by_mail_and_stands_in_the_ledger(app: Litestar, site: httpx.AsyncClient) -> None:
    await owned()
    await sweep(office_on(NEAR))
    entries = [entry for entry in await alerts() if entry.deadline_kind == INSPECTION]
    room = MailRoom()
    await send(room, NEAR)

    assert [(entry.rung, entry.recipient_id, entry.due_on) for entry in entries if entry.recipient_id] == [
        (30, HENK.id, INSPECT_BY)
    ]
    assert "Inspect within 30 days: Vroeg eropaf bij huurschulden" in room.subjects
    [mail] = [mail for mail in room.sent if "Inspect" in str(mail["Subject"])]
    [attached] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert "Inspection: Vroeg eropaf" in attached.get_content()


async def test_it_is_in_the_calendars(app: Litestar, site: httpx.AsyncClient) -> None:
    await owned()
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    name = "AFS-2025-0001-keuring"

    assert summaries(await site.get(await make(colleague)))[name] == "Inspection: Vroeg eropaf bij huurschulden"
    assert summaries(await site.get("/afspraken/AFS-2025-0001.ics"))[name].startswith("Inspection: ")
    assert name in summaries(await site.get("/agenda.ics"))


async def test_beheer_lists_it_and_asks_about_it(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    await owned()
    colleague = await signed_in(app, day)
    await sweep(office_on(NEAR))
    work, page = await colleague.open("/beheer"), await colleague.open(PAGE)

    assert "Inspection of the exchange" in work.text
    assert f'href="{PAGE}/evaluatie">Inspect<' in work.text
    assert "Inspect the exchange by" in unescape(page.text)
    assert "Write down what you found." in page.text
    assert f"{PAGE}/later?termijn=inspection%3A" in page.text


async def test_residents_read_that_it_is_late(site: httpx.AsyncClient, day: Calendar) -> None:
    await owned()
    assert "Inspections that are late" not in (await site.get("/?taal=en")).text
    day.today = INSPECT_BY + timedelta(days=1)
    page = (await site.get("/?taal=en")).text

    assert '<h3 id="inspections">Inspections that are late</h3>' in page
    assert 'href="#inspections"' in page
    assert "was to be inspected by" in page


async def test_it_can_be_postponed(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    agreement = await owned()
    revision, until = await revision_of(agreement.reference), NEAR + timedelta(days=9)
    await snooze(office_on(NEAR), HENK, agreement.reference, revision, INSPECTION, "", until, "Eerst een afspraak")
    [row] = [row for row in await deadlines.of_agreement(1) if row.kind == INSPECTION]
    page = await (await signed_in(app, day)).open(PAGE)

    assert (row.snoozed_until, row.next_alert_on) == (until, until)
    assert "inspection" in page.text[page.text.index('id="geschiedenis"') :]
    assert await fetch("SELECT deadline_kind FROM snooze", {}) == [{"deadline_kind": "inspection"}]


def test_the_page_of_steps_tells_what_settles_it_and_who_is_told() -> None:
    page = steps_page.page()

    assert INSPECTION in settled_by(Action.REVIEW)
    assert "| inspection | 45 | owner |" in page
    assert "review, inspection" in page
