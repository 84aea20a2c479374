"""What becomes of messages in the outbox, on both databases. The mail server is a stand-in."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from agreements.domain.agreement import DecisionKind
from agreements.domain.messages import MessageKind, MessageState
from agreements.mail.prepare import ACCOUNT_STOPPED, NO_ADDRESS
from agreements.mail.transport import NotDelivered
from agreements.services.approve import approve
from agreements.services.decide import decide
from agreements.services.notices import NO_LONGER_ASKED
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.messages import delivery, ledger_view
from agreements.storage.messages.delivery import UNDELIVERED
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, ledger
from scheduler.sweep import sweep
from tests.alerts import (
    AWAY,
    BUSY,
    DAY,
    FALLBACK,
    REFUSED,
    MailRoom,
    alerts,
    clear_notices,
    dismiss,
    end_is_near,
    moment_on,
    owned,
    send,
)
from tests.office import address, in_force, in_review, office_on
from tests.people import HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")


async def entry_for(recipient_id: str | None) -> LedgerEntry:
    (entry,) = [e for e in await alerts() if e.recipient_id == recipient_id and e.state is not MessageState.SUPERSEDED]
    return entry


async def test_everyone_gets_a_mail_and_the_ledger_says_when() -> None:
    await end_is_near()
    room = MailRoom()
    assert (await send(room)).as_dict() == {"sent": 3, "retried": 0, "failed": 0, "withdrawn": 0, "left": 0}
    assert room.recipients == [address(HENK), address(PETRA), address(SANNE)]
    assert (await entry_for(HENK.id)).sent_at == moment_on(DAY).now


async def test_alerts_planned_for_a_later_day_count_from_that_day() -> None:
    await owned()
    await clear_notices()
    earlier = office_on(DAY - timedelta(days=100))
    await sweep(replace(earlier, today=DAY))
    room = MailRoom()
    await send(room, day=earlier.today)
    assert "Loopt over 30 dagen af: Vroeg eropaf bij huurschulden (31 december 2027)" in room.subjects


async def test_a_late_delivery_counts_the_days_that_are_left() -> None:
    await end_is_near()
    room = MailRoom()
    await send(room, day=DAY + timedelta(days=4))
    assert {subject.partition(":")[0] for subject in room.subjects} == {"Loopt over 26 dagen af"}


async def test_a_second_delivery_sends_nothing_more() -> None:
    await end_is_near()
    await send(MailRoom())
    again = MailRoom()
    assert (await send(again)).sent == 0
    assert again.sent == []


async def test_deliveries_at_the_same_time_send_each_mail_once() -> None:
    for _ in range(4):
        await owned()
    await clear_notices()
    await sweep(office_on(DAY))
    waiting = await ledger_view.count_waiting()
    room = MailRoom()
    await asyncio.gather(*(send(room) for _ in range(3)))
    assert set(Counter(str(mail["Message-ID"]) for mail in room.sent).values()) == {1}
    assert len(room.sent) == waiting


async def test_a_temporary_refusal_waits_and_is_sent_later_under_the_same_name() -> None:
    await end_is_near()
    first = await send(MailRoom({address(HENK): BUSY}))
    assert (first.sent, first.retried, first.left) == (2, 1, 1)
    entry = await entry_for(HENK.id)
    assert (entry.state, entry.last_error) == (MessageState.WAITING, "451 try again later")
    assert timedelta() < entry.next_attempt_at - moment_on(DAY).now <= timedelta(minutes=1)
    room = MailRoom()
    await send(room, hours=1)
    assert [str(mail["Message-ID"]) for mail in room.sent] == [f"<{entry.message_id}@afspraken.example.org>"]


async def test_a_permanent_refusal_fails_for_that_recipient_only_and_the_fallback_is_told() -> None:
    await end_is_near()
    room = MailRoom({address(HENK): REFUSED})
    result = await send(room, fallback=True)
    assert (result.sent, result.failed, result.left) == (3, 1, 0)
    assert room.recipients == [address(PETRA), address(SANNE), FALLBACK]
    assert (await entry_for(HENK.id)).state is MessageState.FAILED
    assert (await entry_for(None)).audience == UNDELIVERED


async def test_a_refusal_by_the_fallback_recipient_fails_and_goes_no_further() -> None:
    await end_is_near(owner_id=None)
    await execute("UPDATE outbox SET recipient_id = NULL WHERE recipient_id = 'henk'", {})
    result = await send(MailRoom({FALLBACK: REFUSED}), fallback=True)
    assert (result.sent, result.failed, result.left) == (2, 1, 0)


async def test_a_stopped_account_leaves_its_mail_to_the_fallback_recipient() -> None:
    await end_is_near()
    await dismiss(HENK)
    room = MailRoom()
    result = await send(room, fallback=True)
    assert (result.sent, result.withdrawn) == (3, 1)
    assert room.recipients == [address(PETRA), address(SANNE), FALLBACK]
    assert (await entry_for(HENK.id)).reason == ACCOUNT_STOPPED


async def test_without_a_fallback_address_the_mail_waits_is_tried_hourly_and_is_never_given_up() -> None:
    await end_is_near()
    await dismiss(HENK)
    for hours in range(0, 200, 8):
        result = await send(MailRoom(), hours=hours)
        assert result.left == 1
    entry = await entry_for(None)
    assert (entry.state, entry.last_error, entry.attempts) == (MessageState.WAITING, NO_ADDRESS, 0)
    room = MailRoom()
    await send(room, hours=201, fallback=True)
    assert room.recipients == [FALLBACK]


async def test_after_a_week_of_trying_a_mail_fails_and_says_so() -> None:
    await end_is_near()
    for hours in range(0, 24 * 8, 6):
        await send(MailRoom({"*": BUSY}), hours=hours)
    entry = await entry_for(HENK.id)
    assert entry.state is MessageState.FAILED
    assert entry.last_error.startswith("given up after a week of trying")


async def test_a_mail_server_that_is_away_is_left_in_peace_and_nothing_is_lost() -> None:
    for _ in range(3):
        await owned()
    await clear_notices()
    await sweep(office_on(DAY))
    waiting = await ledger_view.count_waiting()
    result = await send(MailRoom({"*": AWAY}))
    assert result.left == waiting
    assert result.retried < 12 < waiting
    room = MailRoom()
    await send(room, hours=2)
    assert len(room.sent) == waiting


async def test_a_mail_that_cannot_be_made_fails_and_holds_up_no_other() -> None:
    await end_is_near()
    await execute("UPDATE account SET email = 'geen-adres' WHERE id = :id", {"id": HENK.id})
    room = MailRoom()
    result = await send(room, fallback=True)
    assert (result.sent, result.failed) == (3, 1)
    assert "cannot be used" in (await entry_for(HENK.id)).last_error


async def test_an_unexpected_error_in_sending_is_tried_again() -> None:
    await end_is_near()
    result = await send(MailRoom({address(HENK): KeyError("surprise")}))
    assert (result.sent, result.retried, result.failed) == (2, 1, 0)


async def test_an_alert_for_a_deadline_that_was_armed_again_is_not_sent() -> None:
    await end_is_near()
    await execute("UPDATE deadline SET armed = 2, due_on = :day", {"day": date(2028, 2, 1)})
    room = MailRoom()
    assert (await send(room)).withdrawn == 3
    assert room.sent == []


async def test_an_alert_for_a_deadline_that_is_settled_is_not_sent() -> None:
    agreement = await owned()
    await sweep(office_on(DAY))
    await execute(
        "UPDATE outbox SET state = 'sent', sent_at = :now WHERE deadline_kind <> 'expiry'", {"now": office_on(DAY).now}
    )
    await decide(office_on(DAY), HENK, agreement.reference, agreement.revision, DecisionKind.LAPSE)
    await execute("UPDATE outbox SET state = 'waiting' WHERE state = 'withdrawn'", {})
    await clear_notices()
    room = MailRoom()
    await send(room)
    assert room.sent == []


async def test_approval_is_asked_of_the_head_and_the_answer_goes_to_the_officers() -> None:
    await in_force()
    room = MailRoom()
    await send(room)
    kinds = {(e.kind, e.recipient_id, e.state) for e in await ledger(LedgerFilter())}
    assert kinds == {
        (MessageKind.APPROVAL_ASKED, HENK.id, MessageState.WITHDRAWN),
        (MessageKind.APPROVED, PETRA.id, MessageState.SENT),
        (MessageKind.APPROVED, SANNE.id, MessageState.SENT),
    }


async def test_approval_that_is_still_asked_reaches_the_head() -> None:
    agreement = await in_review()
    room = MailRoom()
    await send(room)
    assert [(str(mail["To"]), str(mail["Subject"])) for mail in room.sent] == [
        (address(HENK), "Wilt u goedkeuren: Vroeg eropaf bij huurschulden")
    ]
    await approve(office_on(DAY), HENK, agreement.reference, agreement.revision)
    assert {e.reason for e in await ledger(LedgerFilter(state=MessageState.WITHDRAWN))} <= {NO_LONGER_ASKED}


async def test_a_worker_that_died_leaves_its_message_to_the_next_when_the_lease_is_over() -> None:
    await end_is_near()
    dead = await delivery.claim("dead", office_on(DAY).now, 10)
    assert len(dead) == 3
    assert (await send(MailRoom())).left == 3
    await lease_runs_out()
    room = MailRoom()
    await send(room)
    assert len(room.sent) == 3


async def test_a_worker_that_was_only_slow_cannot_overwrite_what_the_next_one_noted() -> None:
    await end_is_near()
    slow = (await delivery.claim("slow", office_on(DAY).now, 1))[0]
    await lease_runs_out()
    (next_one,) = await delivery.claim("next", office_on(DAY).now, 1)
    assert (next_one.id, next_one.attempts) == (slow.id, 2)
    assert not await delivery.mark_failed(slow, "too late")
    assert not await delivery.mark_retry(slow, office_on(DAY).now, "too late")
    assert not await delivery.mark_sent(slow, office_on(DAY).now)
    assert await delivery.mark_sent(next_one, office_on(DAY).now)


async def lease_runs_out() -> None:
    await execute(
        "UPDATE outbox SET lease_until = :past WHERE state = 'waiting'", {"past": office_on(date(2020, 1, 1)).now}
    )


async def test_a_mail_that_left_while_it_was_withdrawn_is_in_the_ledger_as_sent() -> None:
    await end_is_near()
    message = (await delivery.claim("me", office_on(DAY).now, 1))[0]
    await execute("UPDATE outbox SET state = 'withdrawn' WHERE id = :id", {"id": message.id})
    assert await delivery.mark_sent(message, office_on(DAY).now)
    assert not await delivery.mark_retry(message, office_on(DAY).now, "no")


async def test_a_lost_answer_says_nothing_about_the_next_mail() -> None:
    await end_is_near()
    lost = NotDelivered("TimeoutError", server_away=True)
    assert (await send(MailRoom({address(HENK): lost}))).sent == 2


async def test_a_mail_withdrawn_while_it_was_refused_is_not_tried_again() -> None:
    await end_is_near()

    class Slow(MailRoom):
        async def send(self, mail: EmailMessage) -> None:
            await execute("UPDATE outbox SET state = 'withdrawn' WHERE state = 'waiting'", {})
            await super().send(mail)

    result = await send(Slow({"*": BUSY}))
    assert (result.retried, result.left) == (0, 0)


async def test_a_mistake_of_ours_in_making_a_mail_is_tried_again_and_the_ledger_says_why() -> None:
    await end_is_near()
    facts = (await fetch("SELECT facts FROM agreement", {}))[0]["facts"]
    await execute("UPDATE agreement SET facts = 'rubbish'", {})
    result = await send(MailRoom(), fallback=True)
    assert (result.sent, result.retried, result.failed, result.left) == (0, 3, 0, 3)
    assert {entry.last_error for entry in await alerts(MessageState.WAITING)} == {
        "a mistake of the program (ValidationError); see its log"
    }
    await execute("UPDATE agreement SET facts = :facts", {"facts": facts})
    assert (await send(MailRoom(), hours=1)).sent == 3
