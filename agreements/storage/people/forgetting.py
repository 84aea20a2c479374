"""What the register holds about a person, and how it goes away: the account stays as a number without a face.

The audit trail names accounts by that number only, so it stays whole.
"""

from __future__ import annotations

from datetime import datetime

from agreements.domain.messages import MessageState
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.trail.fingerprints import new_salt

_WIPED = (
    "DELETE FROM session WHERE account_id = :id",
    "DELETE FROM sign_in_token WHERE account_id = :id",
    "DELETE FROM calendar_feed WHERE account_id = :id",
    "DELETE FROM api_key WHERE account_id = :id",
    "UPDATE webhook SET stopped_at = coalesce(stopped_at, :now), stopped_why = 'ended' WHERE account_id = :id",
    "DELETE FROM last_sign_in WHERE account_id = :id",
    "UPDATE outbox SET last_error = '' WHERE recipient_id = :id",
    "UPDATE account SET email = :email, function_title = '', password_hash = '', rhythm = 'at_once', language = 'nl',"
    # Another salt, so that what earlier fingerprints are of cannot be guessed either.
    " fingerprint_salt = :salt"
    " WHERE id = :id",
)


async def duties_of(account_id: str) -> int:
    """How many agreements that are not closed this account owns or is deputy of."""
    rows = await fetch(
        "SELECT count(*) AS n FROM agreement WHERE (owner_id = :id OR deputy_id = :id) AND closed_on IS NULL",
        {"id": account_id},
    )
    return int(rows[0]["n"])


async def waiting_for(account_id: str) -> int:
    """How many messages still wait for this account."""
    rows = await fetch(
        "SELECT count(*) AS n FROM outbox WHERE recipient_id = :id AND state = :state",
        {"id": account_id, "state": MessageState.WAITING.value},
    )
    return int(rows[0]["n"])


async def mails_of(account_id: str) -> list[str]:
    """The Message-IDs (the part before the @) of what was sent to this account."""
    rows = await fetch("SELECT message_id FROM outbox WHERE recipient_id = :id ORDER BY id", {"id": account_id})
    return [str(row["message_id"]) for row in rows]


async def wipe(account_id: str, email: str, now: datetime) -> None:
    """Take away what points at a person; `email` takes the place of the address. Inside a unit of work."""
    for statement in _WIPED:
        await execute(statement, {"id": account_id, "email": email, "salt": new_salt(), "now": now})
