"""The weekly overview: who chose it gets far alerts together on Monday, near ones at once, and loses none."""

from __future__ import annotations

import asyncio
import email
from datetime import timedelta

import pytest

from agreements.domain.agreement import DecisionKind, Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.digest import Rhythm
from agreements.domain.messages import MessageKind, MessageState
from agreements.services.decide import decide
from agreements.services.snooze import snooze
from agreements.storage import agreements
from agreements.storage.database.transaction import execute
from agreements.storage.liveness import read_liveness
from agreements.storage.trail import audit
from scheduler.sweep import SweepResult, sweep
from tests.alerts import (
    MailRoom,
    alerts,
    clear_notices,
    dismiss,
    entrust,
    only_the_end_is_left,
    owned,
    send,
)
from tests.calendars import read_events
from tests.office import address, office_on
from tests.overviews import MONDAY, NINETY, body, ends_are_near, entries, wants_overview
from tests.people import ENDS_ON, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")


async def test_what_is_far_off_waits_for_monday_and_leaves_in_one_mail() -> None:
    await wants_overview()
    references, room = await ends_are_near(3), MailRoom()
    assert {entry.digest_on for entry in await alerts(MessageState.WAITING)} == {MONDAY}
    assert (await send(room, NINETY)).as_dict() == {"sent": 0, "retried": 0, "failed": 0, "withdrawn": 0, "left": 3}

    assert (await sweep(office_on(MONDAY - timedelta(days=1)))).digests == 0
    assert (await sweep(office_on(MONDAY))).digests == 1
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
    await sweep(office_on(MONDAY))
    await send(room, MONDAY)
    events = read_events(body(room.sent[0], "text/calendar"))

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
    agreement = await only_the_end_is_left(PETRA.id)
    await sweep(office_on(NINETY))
    room = MailRoom()
    await send(room, NINETY)

    assert reference != agreement.reference
    assert room.recipients == [address(PETRA)]


async def test_an_overview_missed_by_weeks_of_downtime_leaves_on_the_first_day_after() -> None:
    await wants_overview()
    await ends_are_near(2)
    room, later = MailRoom(), MONDAY + timedelta(days=16)

    assert (await sweep(office_on(later))).digests == 1
    await send(room, later)
    assert len(room.sent) == 1
    assert "72 dagen" in body(room.sent[0], "text/plain")


async def test_sweeps_at_the_same_time_make_one_overview() -> None:
    await wants_overview()
    await ends_are_near(4)
    results: list[SweepResult] = await asyncio.gather(*(sweep(office_on(MONDAY)) for _ in range(4)))

    assert sum(result.digests for result in results) == 1
    assert len(await entries(MessageKind.DIGEST)) == 1


async def test_what_is_decided_before_monday_is_not_in_the_overview() -> None:
    await wants_overview()
    first, second = await ends_are_near(2)
    await decide(office_on(NINETY), HENK, first, 4, DecisionKind.LAPSE)
    await only_the_end_counts()
    await sweep(office_on(MONDAY))
    room = MailRoom()
    await send(room, MONDAY)

    assert second in body(room.sent[0], "text/plain")
    assert first not in body(room.sent[0], "text/plain")


async def only_the_end_counts() -> None:
    """A change brings the other deadlines of an agreement in step; here only its end counts."""
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()


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
    agreement = await only_the_end_is_left(PETRA.id)
    await sweep(office_on(NINETY))
    await dismiss(PETRA, NINETY)
    await only_the_end_counts()
    await sweep(office_on(NINETY))
    room = MailRoom()
    await send(room, NINETY)

    assert room.recipients == [address(HENK)]
    assert agreement.reference in body(room.sent[0], "text/plain")


async def test_a_reminder_that_somebody_asked_for_does_not_wait_for_the_overview() -> None:
    await wants_overview()
    (reference,) = await ends_are_near()
    asked_for = NINETY + timedelta(days=11)
    await snooze(office_on(NINETY), HENK, reference, 4, DeadlineKind.EXPIRY, "", asked_for, "De raad besluit later")
    await sweep(office_on(asked_for))
    room = MailRoom()
    await send(room, asked_for)

    assert room.recipients == [address(HENK)]
    assert "Loopt over 79 dagen af" in room.subjects[0]


async def test_the_alert_of_thirty_days_replaces_one_that_still_waits_for_an_overview() -> None:
    await wants_overview()
    agreement = await owned()
    await entrust(agreement, Stewardship(owner_id=HENK.id, lead_days=(31, 30)))
    await only_the_end_counts()
    await sweep(office_on(ENDS_ON - timedelta(days=31)))
    await sweep(office_on(ENDS_ON - timedelta(days=30)))
    room = MailRoom()
    await send(room, ENDS_ON - timedelta(days=30))

    assert address(HENK) in room.recipients
    assert {(entry.rung, entry.state) for entry in await alerts() if entry.recipient_id == HENK.id} == {
        (31, MessageState.SUPERSEDED),
        (30, MessageState.SENT),
    }


async def test_a_new_owner_who_chose_the_overview_learns_in_it_what_is_far_off() -> None:
    await wants_overview(SANNE)
    (reference,) = await ends_are_near()
    await send(MailRoom(), NINETY)
    agreement = (await agreements.load(reference)).agreement
    await entrust(agreement, Stewardship(owner_id=SANNE.id), NINETY)
    await only_the_end_counts()
    assert (await sweep(office_on(NINETY))).planned == 1
    room = MailRoom()
    assert (await send(room, NINETY)).sent == 0

    await sweep(office_on(MONDAY))
    await send(room, MONDAY)
    assert room.recipients == [address(SANNE)]
    assert reference in body(room.sent[0], "text/plain")


async def test_what_waits_for_monday_is_not_late() -> None:
    await wants_overview()
    await ends_are_near()
    assert (await read_liveness()).oldest_due_at is None
    await sweep(office_on(MONDAY))
    assert (await read_liveness()).oldest_due_at == office_on(MONDAY).now


async def test_each_gets_an_overview_of_their_own() -> None:
    for person in (HENK, SANNE):
        await wants_overview(person)
    await ends_are_near()
    agreement = await only_the_end_is_left(SANNE.id)
    await sweep(office_on(NINETY))
    assert (await sweep(office_on(MONDAY))).digests == 2
    room = MailRoom()
    await send(room, MONDAY)

    assert room.recipients == [address(HENK), address(SANNE)]
    (for_sanne,) = [mail for mail in room.sent if mail["To"] == address(SANNE)]
    assert agreement.reference in body(for_sanne, "text/plain")
    assert "AFS-2025-0001" not in email.message_from_bytes(for_sanne.as_bytes()).as_string()
