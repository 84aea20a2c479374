"""The outbox is held: nothing leaves until an administrator says so, and nothing is lost meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agreements.domain.messages import MessageState
from agreements.services.hold_alerts import NotHeld, hold_alerts, release_alerts
from agreements.services.verify_history import verify_history
from agreements.storage.liveness import read_liveness
from agreements.storage.messages.holding import BEFORE_THE_RESTORE
from agreements.storage.trail import audit
from scheduler.sweep import sweep
from tests.alerts import DAY, OPERATOR, MailRoom, alerts, clear_notices, end_is_near, owned, send
from tests.office import office_on

pytestmark = pytest.mark.usefixtures("staffed")
LATER = DAY + timedelta(days=16)
"""Fourteen days before the end: the next rung."""


async def test_while_held_nothing_leaves_and_at_the_release_all_of_it_does() -> None:
    await end_is_near()
    await hold_alerts(office_on(DAY), OPERATOR)
    room = MailRoom()
    assert (await send(room)).as_dict() == {"sent": 0, "retried": 0, "failed": 0, "withdrawn": 0, "left": 3}
    assert (await release_alerts(office_on(DAY), OPERATOR)).as_dict() == {"superseded": 0, "waiting": 3}
    assert (await send(room)).sent == 3


async def test_a_restored_register_sends_nothing_that_was_planned_before_the_copy_was_put_back() -> None:
    for _ in range(5):
        await owned()
    await clear_notices()
    await sweep(office_on(DAY))
    waiting = len(await alerts(MessageState.WAITING))
    await hold_alerts(office_on(DAY), OPERATOR, restored=True)
    room = MailRoom()
    await send(room)
    assert room.sent == []
    released = await release_alerts(office_on(DAY), OPERATOR)
    await sweep(office_on(DAY))
    await send(room)
    assert (released.superseded, room.sent) == (waiting, [])
    assert [entry.reason for entry in await alerts(MessageState.SUPERSEDED)].count(BEFORE_THE_RESTORE) == waiting


async def test_what_became_due_since_leaves_and_the_same_rung_is_not_told_again() -> None:
    await end_is_near()
    await hold_alerts(office_on(DAY), OPERATOR, restored=True)
    await sweep(office_on(LATER))
    await release_alerts(office_on(LATER), OPERATOR)
    room = MailRoom()
    await send(room, day=LATER)
    assert {entry.rung for entry in await alerts(MessageState.SENT)} == {14}
    assert {subject.partition(":")[0] for subject in room.subjects} == {"Loopt over 14 dagen af"}


async def test_who_asks_for_it_gets_what_was_planned_before_too() -> None:
    await end_is_near()
    await hold_alerts(office_on(DAY), OPERATOR, restored=True)
    assert (await release_alerts(office_on(DAY), OPERATOR, again=True)).as_dict() == {"superseded": 0, "waiting": 3}
    room = MailRoom()
    await send(room)
    assert len(room.sent) == 3


async def test_a_hold_of_the_lost_register_becomes_one_of_the_restored_register() -> None:
    await hold_alerts(office_on(DAY - timedelta(days=3)), OPERATOR)
    await end_is_near()
    await hold_alerts(office_on(DAY), OPERATOR, restored=True)
    assert (await release_alerts(office_on(DAY), OPERATOR)).superseded == 3


async def test_holding_and_releasing_are_in_the_trail_and_leave_it_whole() -> None:
    await hold_alerts(office_on(DAY), OPERATOR)
    await hold_alerts(replace(office_on(DAY), now=office_on(DAY).now + timedelta(hours=1)), OPERATOR)
    assert (await read_liveness()).held_since == office_on(DAY).now
    await release_alerts(office_on(DAY), OPERATOR)
    assert (await read_liveness()).held_since is None
    with pytest.raises(NotHeld):
        await release_alerts(office_on(DAY), OPERATOR)
    about = [event.action for event in await audit.events_about("register")]
    assert about[-3:] == ["hold_alerts", "hold_alerts", "release_alerts"]
    await verify_history()
