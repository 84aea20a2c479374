"""Weekly overviews: a message of its own in the outbox, and the alerts that travel in it.

An alert with a `digest_on` waits for that day. Then it is tied to the overview's message by `digest_id`, and from
there shares its fate: sent with it, or left to the fallback recipient when it cannot be delivered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from agreements.domain.messages import MessageKind, MessageState
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.messages import outbox
from agreements.storage.messages.delivery import Claimed, claimed, shortened_error
from agreements.storage.messages.outbox import Message

_FREE = "state = 'waiting' AND digest_on IS NOT NULL AND digest_id IS NULL"


async def recipients_due(day: date) -> list[str]:
    """Whose overview must leave on `day`, or should have left before."""
    rows = await fetch(
        f"SELECT DISTINCT recipient_id FROM outbox WHERE {_FREE} AND digest_on <= :day ORDER BY recipient_id",  # noqa: S608
        {"day": day},
    )
    return [row["recipient_id"] for row in rows]


async def bundle(recipient_id: str, day: date, now: datetime) -> int:
    """Put one overview of all that is due for somebody in the outbox; returns how many alerts it holds.

    Inside a unit of work. The key names the day and the first alert, so two sweeps at the same time make one overview:
    the second waits for the first and then finds nothing that is free.
    """
    condition = f"recipient_id = :recipient AND {_FREE} AND digest_on <= :day"
    params = {"recipient": recipient_id, "day": day}
    rows = await fetch(f"SELECT min(id) AS first FROM outbox WHERE {condition}", params)  # noqa: S608 - constants only
    if rows[0]["first"] is None:
        return 0
    overview = Message(
        kind=MessageKind.DIGEST,
        key=f"digest:{day}:{rows[0]['first']}",
        agreement_id=None,
        recipient_id=recipient_id,
        planned_on=day,
    )
    await outbox.put(overview, now)
    # The overview is found by its key: when another sweep put it there, our insert gave no id.
    changed = await execute(
        "UPDATE outbox SET digest_id = (SELECT d.id FROM outbox d WHERE d.dedup_key = :key)"  # noqa: S608
        f" WHERE {condition}",
        {**params, "key": overview.dedup_key},
    )
    return changed if isinstance(changed, int) else 0


async def release(recipient_id: str, now: datetime) -> int:
    """What waits for somebody's overview leaves at once, each alert by itself; returns how many."""
    changed = await execute(
        f"UPDATE outbox SET digest_on = NULL, next_attempt_at = :now WHERE recipient_id = :recipient AND {_FREE}",  # noqa: S608
        {"recipient": recipient_id, "now": now},
    )
    return changed if isinstance(changed, int) else 0


async def alerts_in(digest_id: int) -> list[Claimed]:
    """The alerts of an overview that still wait, the nearest deadline first. The lease of the overview covers them."""
    rows = await fetch(
        "SELECT * FROM outbox WHERE digest_id = :id AND state = 'waiting' ORDER BY due_on, id", {"id": digest_id}
    )
    return [claimed(row) for row in rows]


async def mark_sent(ids: Sequence[int], now: datetime) -> None:
    """These alerts left in an overview. Also noted when one was withdrawn meanwhile, as for any mail."""
    marks, params = listed("id", ids)
    await execute(
        "UPDATE outbox SET state = 'sent', sent_at = :now, last_error = ''"  # noqa: S608 - constants only
        f" WHERE id IN ({marks}) AND state <> 'sent'",
        {**params, "now": now},
    )


async def settle(digest_id: int, state: MessageState, *, reason: str = "", error: str = "") -> list[Claimed]:
    """The overview will not leave: the alerts in it end in the same state; returns them."""
    rows = await fetch(
        "UPDATE outbox SET state = :state, reason = :reason, last_error = :error"
        " WHERE digest_id = :id AND state = 'waiting' RETURNING *",
        {"id": digest_id, "state": state.value, "reason": reason, "error": shortened_error(error)},
    )
    return [claimed(row) for row in rows]


async def withdraw(alert_id: int, reason: str) -> None:
    """An alert of an overview that no longer makes sense."""
    await execute(
        "UPDATE outbox SET state = 'withdrawn', reason = :reason WHERE id = :id AND state = 'waiting'",
        {"id": alert_id, "reason": reason},
    )
