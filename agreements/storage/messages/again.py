"""Taking a message off the list of failures, to be tried once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.storage.database.transaction import execute, fetch


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that will not be tried again by itself, and the agreement it is about."""

    id: int
    reference: str


async def failed_message(message_id: int) -> FailedMessage | None:
    """The failed message with this number; None when there is none, or when it no longer counts as failed.

    An overview that failed is not tried again: each alert of it is on the list of failures itself.
    """
    rows = await fetch(
        "SELECT o.id, a.reference FROM outbox o LEFT JOIN agreement a ON a.id = o.agreement_id"
        " WHERE o.id = :id AND o.state = 'failed' AND o.kind <> 'digest'",
        {"id": message_id},
    )
    return FailedMessage(rows[0]["id"], rows[0]["reference"] or "") if rows else None


async def wait_again(message_id: int, now: datetime) -> bool:
    """It waits again from `now` on, with the same Message-ID. False when somebody else was first.

    The count of attempts goes on: with the name of the worker it tells one lease from another.
    """
    changed = await execute(
        "UPDATE outbox SET state = 'waiting', next_attempt_at = :now, lease_until = NULL, leased_by = '',"
        " digest_on = NULL, digest_id = NULL, last_error = '' WHERE id = :id AND state = 'failed'",
        {"id": message_id, "now": now},
    )
    return changed == 1
