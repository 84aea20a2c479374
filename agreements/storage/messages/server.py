"""What waits in the outbox because the mail server did not answer. When it answers again, it need not wait longer."""

from __future__ import annotations

from datetime import datetime

from agreements.storage.database.transaction import execute, fetch

_WAITS = "state = 'waiting' AND digest_on IS NULL AND waits_for_server AND next_attempt_at > :now"
MOST_ATTEMPTS = 50
"""A message that was tried more often keeps to its own hour, whatever the server seems to say."""


async def waits_for_server(now: datetime) -> bool:
    """Whether a message waits for a later moment only because the server did not answer."""
    rows = await fetch(f"SELECT 1 AS one FROM outbox WHERE {_WAITS} LIMIT 1", {"now": now})  # noqa: S608 - constants
    return bool(rows)


async def call_forward(now: datetime, most: int) -> int:
    """Up to `most` of them may be sent `now`, those tried least first; returns how many."""
    changed = await execute(
        "UPDATE outbox SET next_attempt_at = :now WHERE id IN (SELECT id FROM outbox"  # noqa: S608 - constants only
        f" WHERE {_WAITS} AND attempts < :limit ORDER BY attempts, next_attempt_at, id LIMIT :most)",
        {"now": now, "limit": MOST_ATTEMPTS, "most": most},
    )
    return changed if isinstance(changed, int) else 0
