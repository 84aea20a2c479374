"""A slow mailbox holds up nobody else (R6), and after an outage the whole queue leaves at once, in portions (R5)."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from email.message import EmailMessage

import pytest

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.domain.vocabulary import Role
from agreements.services.users import add_user
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute
from agreements.storage.messages.ledger_view import count_waiting
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.alerts import AWAY, DAY, OPERATOR, SETTINGS, MailRoom, alerts, clear_notices, end_is_near, moment_on, owned
from tests.office import address, office_on
from tests.people import HENK

pytestmark = pytest.mark.usefixtures("staffed")
TICK = timedelta(seconds=30)
"""The bell rings so often."""
SLOW = 15


@pytest.mark.parametrize(("hours", "between"), [(5, timedelta(minutes=5)), (72, timedelta(hours=1))])
async def test_after_an_outage_all_leave_as_soon_as_the_server_answers(
    staffed: Engine, hours: int, between: timedelta
) -> None:
    for _ in range(26):
        await owned()
    await clear_notices()
    await sweep(office_on(DAY))
    queue, room = await count_waiting(), MailRoom({"*": AWAY})
    now = begin = moment_on(DAY).now
    while now < begin + timedelta(hours=hours):
        await deliver(SETTINGS, lambda now=now: Moment(now, DAY), room)  # type: ignore[misc]
        now += between
    most = max(entry.attempts for entry in await alerts(MessageState.WAITING))
    room.refuse = {}
    rounds = 0
    while await count_waiting():
        rounds += 1
        now += TICK
        await deliver(SETTINGS, lambda now=now: Moment(now, DAY), room)  # type: ignore[misc]
        assert rounds < 10, "the queue waits for its own hour"
    sys.stdout.write(
        f"\n{staffed.dialect}: {queue} mails after {hours} hours without a mail server: all left in {rounds} ticks"
        f" of half a minute after it answered, {len(room.sent) - queue} copies, at most {most + 1} attempts for one\n"
    )
    assert len(room.sent) == queue
    assert most < 100


async def test_slow_mailboxes_hold_up_nobody_elses_mail(staffed: Engine) -> None:
    await only_henk_is_to_be_told()
    slow = {f"slow{number}@example.org" for number in range(SLOW)}
    for email in slow:
        await before_henk(email)
    all_others_have_theirs = asyncio.Event()

    class Room(MailRoom):
        async def send(self, mail: EmailMessage) -> None:
            if str(mail["To"]) in slow:
                await all_others_have_theirs.wait()
            await super().send(mail)
            if str(mail["To"]) == address(HENK):
                all_others_have_theirs.set()

    began = asyncio.get_running_loop().time()
    room = Room()
    sending = asyncio.create_task(deliver(SETTINGS, lambda: moment_on(DAY), room))
    await all_others_have_theirs.wait()
    waited = asyncio.get_running_loop().time() - began
    await sending
    sys.stdout.write(
        f"\n{staffed.dialect}: {SLOW} mailboxes that do not answer held somebody else's mail up {waited:.1f} s\n"
    )
    assert len(room.sent) == SLOW + 1


async def only_henk_is_to_be_told() -> None:
    await end_is_near()
    await execute("DELETE FROM outbox WHERE coalesce(recipient_id, '') <> :henk", {"henk": HENK.id})


async def before_henk(email: str) -> None:
    """The same alert for a colleague, whose turn came before that of Henk."""
    colleague, _ = await add_user(office_on(DAY), OPERATOR, email, Role.DEPARTMENT_HEAD)
    await execute(
        "INSERT INTO outbox (dedup_key, kind, agreement_id, deadline_kind, subject, due_on, armed, rung, audience,"
        " recipient_id, state, planned_on, created_at, message_id, next_attempt_at)"
        " SELECT dedup_key || :who, kind, agreement_id, deadline_kind, subject, due_on, armed, rung, audience,"
        " :who, state, planned_on, created_at, message_id || :who, :earlier FROM outbox WHERE recipient_id = :henk",
        {"who": colleague, "henk": HENK.id, "earlier": office_on(DAY - timedelta(days=1)).now},
    )
