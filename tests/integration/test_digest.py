"""The weekly overview: who chose it gets far alerts together on Monday, near ones at once, and loses none."""

from __future__ import annotations

import asyncio
import email
from datetime import date, timedelta
from email.message import EmailMessage

import icalendar
import pytest

from agreements.domain.agreement import DecisionKind, Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.services.choose_mail import choose_mail
from agreements.services.decide import decide
from agreements.services.send_again import NotFailed, send_again
from agreements.services.snooze import snooze
from agreements.storage import audit, deadlines
from agreements.storage.outbox import MessageKind, MessageState
from agreements.storage.outbox_ledger import LedgerEntry, LedgerFilter, ledger
from agreements.storage.transaction import execute
from agreements.storage.vital_signs import vital_signs
from scheduler.preparing import ACCOUNT_STOPPED
from scheduler.sweep import SweepResult, sweep
from tests.alerts import BUSY, FALLBACK, REFUSED, MailRoom, alerts, clear_notices, dismiss, entrust, owned, send
from tests.office import address, desk_on
from tests.people import APPROVED_ON, ENDS_ON, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("office")

NINETY = ENDS_ON - timedelta(days=90)
"""A Saturday: the next overview leaves on Monday."""
MONDAY = NINETY + timedelta(days=2)


async def wants_overview(person: Actor = HENK, rhythm: Rhythm = Rhythm.WEEKLY) -> None:
    await choose_mail(desk_on(APPROVED_ON), person, rhythm, "nl")


async def ends_are_near(count: int = 1, day: date = NINETY) -> list[str]:
    """So many agreements of Henk end in ninety days; their references. Nothing else is to be told."""
    references = [(await owned()).reference for _ in range(count)]
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(desk_on(day))
    return references


async def entries(kind: MessageKind, state: MessageState | None = None) -> list[LedgerEntry]:
    return [entry for entry in await ledger(LedgerFilter(kind=kind, state=state)) if entry.recipient_id or state]


def body(mail: EmailMessage, kind: str) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == kind]
    return str(part.get_content())


async def test_what_is_far_off_waits_for_monday_and_leaves_in_one_mail() -> None:
    await wants_overview()
    references, room = await ends_are_near(3), MailRoom()
    assert {entry.digest_on for entry in await alerts(MessageState.WAITING)} == {MONDAY}
    assert (await send(room, NINETY)).as_dict() == {"sent": 0, "retried": 0, "failed": 0, "withdrawn": 0, "left": 3}

    assert (await sweep(desk_on(MONDAY - timedelta(days=1)))).digests == 0
    assert (await sweep(desk_on(MONDAY))).digests == 1
    assert (await send(room, MONDAY)).as_dict() == {"sent": 1, "retried": 0, "failed": 0, "withdrawn": 0, "left": 0}

    (mail,) = room.sent
    assert mail["To"] == address(HENK)
    assert mail["Subject"] == ("Weekoverzicht, 3 termijnen: eerst Vroeg eropaf bij huurschulden (31 december 2027)")
    for reference in references:
        assert f"/beheer/afspraken/{reference}" in body(mail, "text/plain")
        assert f"/beheer/afspraken/{reference}" in body(mail, "text/html")
    assert {entry.state for entry in await alerts() if entry.recipient_id} == {MessageState.SENT}


async def test_its_calendar_file_holds_every_deadline_once() -> None:
    await wants_overview()
    references, room = await ends_are_near(2), MailRoom()
    await sweep(desk_on(MONDAY))
    await send(room, MONDAY)
    events = icalendar.Calendar.from_ical(body(room.sent[0], "text/calendar")).walk("VEVENT")

    assert [event["UID"] for event in events] == [f"{name}-einde@afspraken.example.org" for name in references]
    assert {event["DTSTART"].dt for event in events} == {ENDS_ON}


async def test_what_is_near_goes_at_once_whatever_somebody_chose() -> None:
    await wants_overview()
    await ends_are_near(day=ENDS_ON - timedelta(days=30))
    room = MailRoom()
    await send(room, ENDS_ON - timedelta(days=30))

    assert address(HENK) in room.recipients
    assert await entries(MessageKind.DIGEST) == []


async def test_others_get_their_mail_at_once() -> None:
    await wants_overview()
    (reference,) = await ends_are_near(day=ENDS_ON - timedelta(days=180))
    agreement = await owned(PETRA.id)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(desk_on(NINETY))
    room = MailRoom()
    await send(room, NINETY)

    assert reference != agreement.reference
    assert room.recipients == [address(PETRA)]


async def test_an_overview_missed_by_weeks_of_downtime_leaves_on_the_first_day_after() -> None:
    await wants_overview()
    await ends_are_near(2)
    room, later = MailRoom(), MONDAY + timedelta(days=16)

    assert (await sweep(desk_on(later))).digests == 1
    await send(room, later)
    assert len(room.sent) == 1
    assert "72 dagen" in body(room.sent[0], "text/plain")


async def test_sweeps_at_the_same_time_make_one_overview() -> None:
    await wants_overview()
    await ends_are_near(4)
    results: list[SweepResult] = await asyncio.gather(*(sweep(desk_on(MONDAY)) for _ in range(4)))

    assert sum(result.digests for result in results) == 1
    assert len(await entries(MessageKind.DIGEST)) == 1


async def test_what_is_decided_before_monday_is_not_in_the_overview() -> None:
    await wants_overview()
    first, second = await ends_are_near(2)
    await decide(desk_on(NINETY), HENK, first, 4, DecisionKind.LAPSE)
    await clear_notices_of_others()
    await sweep(desk_on(MONDAY))
    room = MailRoom()
    await send(room, MONDAY)

    assert second in body(room.sent[0], "text/plain")
    assert first not in body(room.sent[0], "text/plain")


async def clear_notices_of_others() -> None:
    """A decision brings the other deadlines of an agreement in step; here only its end counts."""
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})


async def test_an_overview_of_which_nothing_is_open_any_more_is_not_sent() -> None:
    await wants_overview()
    (reference,) = await ends_are_near()
    await sweep(desk_on(MONDAY))
    await decide(desk_on(MONDAY), HENK, reference, 4, DecisionKind.LAPSE)
    room = MailRoom()

    assert (await send(room, MONDAY)).withdrawn == 1
    assert room.sent == []


async def test_a_date_that_moved_behind_the_back_of_the_overview_is_left_out_with_the_reason() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(desk_on(MONDAY))
    await execute("UPDATE deadline SET armed = armed + 1 WHERE agreement_id = (SELECT min(id) FROM agreement)", {})
    room = MailRoom()
    await send(room, MONDAY)

    assert "1 termijn:" in room.subjects[0]
    (left_out,) = await alerts(MessageState.WITHDRAWN)
    assert left_out.reason == deadlines.DATE_MOVED


async def test_a_busy_server_gets_the_same_overview_later_under_the_same_name() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(desk_on(MONDAY))
    assert (await send(MailRoom({"*": BUSY}), MONDAY)).retried == 1
    assert len(await alerts(MessageState.WAITING)) == 2
    room = MailRoom()
    assert (await send(room, MONDAY, hours=1)).sent == 1

    (overview,) = await entries(MessageKind.DIGEST, MessageState.SENT)
    assert room.sent[0]["Message-ID"] == f"<{overview.message_id}@afspraken.example.org>"
    assert {entry.mail_id for entry in await alerts(MessageState.SENT)} == {overview.message_id}


async def test_of_an_overview_that_is_refused_the_fallback_recipient_gets_each_alert() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(desk_on(MONDAY))
    room = MailRoom({address(HENK): REFUSED})
    result = await send(room, MONDAY, fallback=True)

    assert (result.failed, result.sent, result.left) == (1, 2, 0)
    assert room.recipients == [FALLBACK, FALLBACK]
    assert len(await alerts(MessageState.FAILED)) == 2


async def test_an_alert_of_a_refused_overview_can_be_tried_again_by_itself_and_the_overview_cannot() -> None:
    await wants_overview()
    await ends_are_near()
    await sweep(desk_on(MONDAY))
    await send(MailRoom({address(HENK): REFUSED}), MONDAY)
    (failed,) = await alerts(MessageState.FAILED)
    (overview,) = await entries(MessageKind.DIGEST, MessageState.FAILED)
    await send_again(desk_on(MONDAY), PETRA, failed.id)
    with pytest.raises(NotFailed):
        await send_again(desk_on(MONDAY), PETRA, overview.id)
    room = MailRoom()
    await send(room, MONDAY)

    assert room.recipients == [address(HENK)]
    assert "Over 88 dagen loopt af" in room.subjects[0]


async def test_whoever_no_longer_wants_the_overview_gets_at_once_what_waited_for_it() -> None:
    await wants_overview()
    await ends_are_near(2)
    await wants_overview(rhythm=Rhythm.AT_ONCE)
    room = MailRoom()
    await send(room, NINETY)

    assert room.recipients == [address(HENK), address(HENK)]
    event = (await audit.events_about(f"user:{HENK.id}"))[-1]
    assert (event.action, event.actor) == ("choose_mail", HENK.id)


async def test_what_waits_for_the_overview_of_somebody_who_left_goes_to_whoever_stands_in() -> None:
    await wants_overview(PETRA)
    agreement = await owned(PETRA.id)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(desk_on(NINETY))
    await dismiss(PETRA, NINETY)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await sweep(desk_on(NINETY))
    room = MailRoom()
    await send(room, NINETY)

    assert room.recipients == [address(HENK)]
    assert agreement.reference in body(room.sent[0], "text/plain")


async def test_an_overview_for_somebody_who_just_left_is_left_to_the_fallback_recipient() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(desk_on(MONDAY))
    await execute("UPDATE account SET is_active = :no WHERE id = :id", {"no": False, "id": HENK.id})
    room = MailRoom()
    result = await send(room, MONDAY, fallback=True)

    assert (result.withdrawn, result.sent, result.left) == (1, 2, 0)
    assert {entry.reason for entry in await alerts(MessageState.WITHDRAWN)} == {ACCOUNT_STOPPED}


async def test_a_reminder_that_somebody_asked_for_does_not_wait_for_the_overview() -> None:
    await wants_overview()
    (reference,) = await ends_are_near()
    asked_for = NINETY + timedelta(days=11)
    await snooze(desk_on(NINETY), HENK, reference, 4, DeadlineKind.EXPIRY, "", asked_for, "De raad besluit later")
    await sweep(desk_on(asked_for))
    room = MailRoom()
    await send(room, asked_for)

    assert room.recipients == [address(HENK)]
    assert "Over 79 dagen loopt af" in room.subjects[0]


async def test_the_alert_of_thirty_days_replaces_one_that_still_waits_for_an_overview() -> None:
    await wants_overview()
    agreement = await owned()
    await entrust(agreement, Stewardship(owner_id=HENK.id, lead_days=(31, 30)))
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(desk_on(ENDS_ON - timedelta(days=31)))
    await sweep(desk_on(ENDS_ON - timedelta(days=30)))
    room = MailRoom()
    await send(room, ENDS_ON - timedelta(days=30))

    assert address(HENK) in room.recipients
    assert {(entry.rung, entry.state) for entry in await alerts() if entry.recipient_id == HENK.id} == {
        (31, MessageState.SUPERSEDED),
        (30, MessageState.SENT),
    }


async def test_what_waits_for_monday_is_not_late() -> None:
    await wants_overview()
    await ends_are_near()
    assert (await vital_signs()).oldest_waiting_at is None
    await sweep(desk_on(MONDAY))
    assert (await vital_signs()).oldest_waiting_at == desk_on(MONDAY).now


async def test_each_gets_an_overview_of_their_own() -> None:
    for person in (HENK, SANNE):
        await wants_overview(person)
    await ends_are_near()
    agreement = await owned(SANNE.id)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(desk_on(NINETY))
    assert (await sweep(desk_on(MONDAY))).digests == 2
    room = MailRoom()
    await send(room, MONDAY)

    assert room.recipients == [address(HENK), address(SANNE)]
    (for_sanne,) = [mail for mail in room.sent if mail["To"] == address(SANNE)]
    assert agreement.reference in body(for_sanne, "text/plain")
    assert "AFS-2025-0001" not in email.message_from_bytes(for_sanne.as_bytes()).as_string()
