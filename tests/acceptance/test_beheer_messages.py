"""The ledger in beheer: what was sent, waits or failed, who postponed what, and trying again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.messages import MessageState
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.mail.transport import FolderTransport
from agreements.services.snooze import snooze
from agreements.services.written_mail import written_mail
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from agreements.storage.messages.ledger_view import count_by_state
from agreements.storage.trail import audit
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.alerts import DAY, REFUSED, SETTINGS, MailRoom, end_is_near, moment_on, send
from tests.colleague import Colleague, forms_on
from tests.office import address, hire, office_on
from tests.overviews import MONDAY, ends_are_near, wants_overview
from tests.people import BRAM, ENDS_ON, FATIMA, HENK, PETRA, TODAY

PAGE = "/beheer/berichten"
REFERENCE = "AFS-2025-0001"
ADMIN = Actor(id="arie", role=Role.ADMINISTRATOR)
ONLY_HENK: dict[str, Exception] = {address(HENK): REFUSED}


async def come_in(app: Litestar, actor: Actor, day: Calendar) -> Colleague:
    """Signed in on the day on which the mails left."""
    day.today = TODAY
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    day.today = DAY
    assert (await colleague.sign_in(actor)).url.path == "/beheer"
    return colleague


async def number_of(state: MessageState) -> int:
    rows = await fetch("SELECT id FROM outbox WHERE state = :state ORDER BY id", {"state": state.value})
    return int(rows[0]["id"])


async def test_what_failed_stands_on_top_and_can_be_tried_again(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    petra = await come_in(app, PETRA, day)
    await end_is_near()
    await send(MailRoom(ONLY_HENK))
    page = await petra.open(PAGE)
    assert "1 bericht kon niet worden bezorgd" in page.text
    assert "550 no such mailbox" in page.text

    form = next(form for form in forms_on(page) if form.action.endswith("/opnieuw"))
    page = await petra.post(form.action, form.pairs)
    assert "Het bericht wacht weer." in page.text
    assert (await count_by_state())[MessageState.FAILED] == 0
    event = (await audit.events_about(REFERENCE))[-1]
    assert (event.action, event.actor, event.result) == ("send_again", PETRA.id, "ok")

    room = MailRoom()
    await send(room, hours=1)
    assert address(HENK) in room.recipients


async def test_trying_again_twice_is_refused_the_second_time(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    petra = await come_in(app, PETRA, day)
    await end_is_near()
    await send(MailRoom(ONLY_HENK))
    form = next(form for form in forms_on(await petra.open(PAGE)) if form.action.endswith("/opnieuw"))
    await petra.post(form.action, form.pairs)

    assert (await petra.post(form.action, form.pairs)).status_code == 409


@pytest.mark.parametrize("actor", [HENK, FATIMA])
async def test_others_cannot_try_again_and_leave_a_trace(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, actor: Actor
) -> None:
    colleague = await come_in(app, actor, day)
    await end_is_near()
    await send(MailRoom(ONLY_HENK))
    page = await colleague.open(PAGE)
    number = await number_of(MessageState.FAILED)
    answer = await colleague.post(f"{PAGE}/{number}/opnieuw", forms_on(page)[0].pairs)

    assert "/opnieuw" not in page.text
    assert answer.status_code == 403
    assert (await count_by_state())[MessageState.FAILED] == 1
    assert (await audit.events_about(f"message:{number}"))[-1].result == "refused"


async def test_filters_and_pages(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admin_ui.alerts.message_pages.PAGE_SIZE", 2)
    petra = await come_in(app, PETRA, day)
    await end_is_near()
    await send(MailRoom(ONLY_HENK))
    first = await petra.open(f"{PAGE}?staat=verstuurd&kenmerk={REFERENCE.lower()}")
    assert "2 berichten" in first.text
    assert "Oudere berichten" not in first.text
    assert "kon niet worden bezorgd" not in first.text

    everything = await petra.open(PAGE)
    assert "Oudere berichten" in everything.text
    older = everything.text.split('class="more-link" href="')[1].split('"')[0]
    assert (await petra.open(f"{PAGE}{older}")).status_code == 200
    for nonsense in ("?staat=onbekend", "?voor=-1", "?voor=99999999999999999999", "?soort=%00", "?kenmerk=%27"):
        assert (await petra.open(f"{PAGE}{nonsense}")).status_code == 200


async def test_a_head_sees_the_messages_of_the_own_department_only(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    bram = await come_in(app, BRAM, day)
    await end_is_near()

    assert REFERENCE in (await henk.open(PAGE)).text
    assert REFERENCE not in (await bram.open(PAGE)).text
    assert "0 berichten" in (await bram.open(PAGE)).text


async def test_who_postponed_what_is_shown_with_the_reason_but_not_to_the_administrator(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    await hire(ADMIN)
    fatima, arie = await come_in(app, FATIMA, day), await come_in(app, ADMIN, day)
    await end_is_near()
    revision = (await agreements.load(REFERENCE)).agreement.revision
    until = ENDS_ON - timedelta(days=20)
    await snooze(office_on(DAY), HENK, REFERENCE, revision, DeadlineKind.EXPIRY, "", until, "Wacht op de raad")

    page = await fatima.open(PAGE)
    assert "volgende herinnering op 11 december 2027" in page.text
    assert "Wacht op de raad" in page.text
    assert "uitgesteld" in page.text
    page = await arie.open(PAGE)
    assert REFERENCE in page.text
    assert "Wacht op de raad" not in page.text


async def test_without_a_mail_server_the_mails_can_be_read_by_those_who_may(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, tmp_path: Path
) -> None:
    petra, fatima = await come_in(app, PETRA, day), await come_in(app, FATIMA, day)
    await end_is_near()
    await send_to_folder(tmp_path / "mail")
    number = await number_of(MessageState.SENT)
    page = await petra.open(f"{PAGE}/{number}/mail")

    assert "Vroeg eropaf bij huurschulden" in page.text
    assert "Niemand heeft deze mail gekregen." in page.text
    assert "Lees de mail" in (await petra.open(PAGE)).text
    assert "Lees de mail" not in (await fatima.open(PAGE)).text
    assert (await fatima.open(f"{PAGE}/{number}/mail")).status_code == 403
    for wrong in ("0", "999999", "99999999999999999999", "x", "..%2F..%2Fsecret"):
        assert (await petra.open(f"{PAGE}/{wrong}/mail")).status_code == 404


async def send_to_folder(directory: Path) -> None:
    """What the register does without a mail server."""
    await deliver(SETTINGS, lambda: moment_on(DAY), FolderTransport(directory))


async def test_a_link_or_a_strange_name_in_the_folder_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Subject: x\n\nsecret")
    name = "a" * 40
    (tmp_path / f"{name}.eml").symlink_to(secret)
    assert await written_mail(tmp_path, name) is None
    assert await written_mail(tmp_path, "../secret") is None
    (tmp_path / f"{'b' * 40}.eml").write_bytes(b"Subject: heel\n\n" + b"x" * 1_000_001)
    assert await written_mail(tmp_path, "b" * 40) is None
    (tmp_path / f"{'c' * 40}.eml").write_bytes(b"Subject: kort\nTo: a@b.example\n\nTekst \xff")
    mail = await written_mail(tmp_path, "c" * 40)
    assert mail is not None
    assert mail.subject == "kort"


async def test_an_unknown_message_cannot_be_tried_again(app: Litestar, site: httpx.AsyncClient, day: Calendar) -> None:
    petra = await come_in(app, PETRA, day)
    page = await petra.open(PAGE)

    assert (await petra.post(f"{PAGE}/12345/opnieuw", forms_on(page)[0].pairs)).status_code == 409
    assert (await petra.post(f"{PAGE}/99999999999/opnieuw", forms_on(page)[0].pairs)).status_code == 404


async def test_the_ledger_says_how_long_before_the_day_and_in_which_overview(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    petra = await come_in(app, PETRA, day)
    await wants_overview()
    await ends_are_near()
    page = (await petra.open(f"{PAGE}?staat=wacht")).text
    assert "90 dagen ervoor" in page
    assert "wacht op het overzicht van 4 oktober 2027" in page

    await sweep(office_on(MONDAY))
    await send(MailRoom(), MONDAY)
    assert "in het overzicht van 4 oktober 2027" in (await petra.open(f"{PAGE}?kenmerk={REFERENCE}")).text


async def test_of_an_overview_that_failed_each_alert_can_be_tried_again(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    petra = await come_in(app, PETRA, day)
    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    await send(MailRoom(ONLY_HENK), MONDAY)
    page = await petra.open(PAGE)

    assert "2 berichten konden niet worden bezorgd" in page.text
    assert len([form for form in forms_on(page) if form.action.endswith("/opnieuw")]) == 2
