"""Who wants one overview a week, and the alerts that wait for it or left in it."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    "ALTER TABLE account ADD COLUMN rhythm TEXT NOT NULL DEFAULT 'at_once'"
    " CONSTRAINT account_rhythm CHECK (rhythm IN ('at_once', 'weekly'))",
    "ALTER TABLE outbox ADD COLUMN digest_on DATE",
    "ALTER TABLE outbox ADD COLUMN digest_id INTEGER REFERENCES outbox (id) ON DELETE RESTRICT",
    # What waits for an overview is not sent by itself.
    "DROP INDEX outbox_waiting",
    "CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE state = 'waiting' AND digest_on IS NULL",
    "CREATE INDEX outbox_for_digest ON outbox (digest_on, recipient_id)"
    " WHERE state = 'waiting' AND digest_on IS NOT NULL AND digest_id IS NULL",
    "CREATE INDEX outbox_in_digest ON outbox (digest_id) WHERE digest_id IS NOT NULL",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
