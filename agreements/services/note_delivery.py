"""What became of a message: sent, withdrawn or given up, with all that hangs on it in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from agreements.domain.messages import MessageKind, MessageState
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.messages import delivery, digests, outbox
from agreements.storage.messages.delivery import Claimed


async def note_withdrawn(message: Claimed, reason: str) -> bool:
    """It no longer makes sense; nor, when it is an overview, what it held. False when somebody else was first."""
    async with unit_of_work():
        marked = await delivery.mark_withdrawn(message, reason)
        if marked and message.kind is MessageKind.DIGEST:
            await digests.settle(message.id, MessageState.WITHDRAWN, reason=reason)
    return marked


async def note_sent(
    message: Claimed, now: datetime, told: Sequence[int] = (), left_out: Iterable[tuple[int, str]] = ()
) -> bool:
    """The server took it. `told` and `left_out`: of an overview the alerts in it, and the others, each with the reason.

    False when somebody else was first.
    """
    if message.kind is not MessageKind.DIGEST:
        return await delivery.mark_sent(message, now)
    async with unit_of_work():
        marked = await delivery.mark_sent(message, now)
        if marked:
            await digests.mark_sent(told, now)
            for alert_id, reason in left_out:
                await digests.withdraw(alert_id, reason)
    return marked


async def leave_to_fallback(message: Claimed, state: MessageState, why: str, now: datetime) -> bool:
    """Note why this recipient does not get it, and let the fallback recipient get it: both, or neither.

    Of an overview the fallback recipient gets each alert by itself. False when somebody else was first.
    """
    mark = delivery.mark_failed if state is MessageState.FAILED else delivery.mark_withdrawn
    error, reason = (why, "") if state is MessageState.FAILED else ("", why)
    async with unit_of_work():
        if not await mark(message, why):
            return False
        alerts = [message]
        if message.kind is MessageKind.DIGEST:
            alerts = await digests.settle(message.id, state, reason=reason, error=error)
        await outbox.put_all([found for alert in alerts if (found := alert.for_fallback())], now)
    return True


async def withdraw_waiting(worker: str, until: datetime, reason: str, most: int) -> int:
    """Withdraw what could have been sent by an instant, so many at most; returns how many there were."""
    async with unit_of_work():
        old = await delivery.claim(worker, until, most)
        for message in old:
            await delivery.mark_withdrawn(message, reason)
    return len(old)
