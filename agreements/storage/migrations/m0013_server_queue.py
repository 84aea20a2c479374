"""Which messages wait because the mail server did not answer, and not because of their own mailbox."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = ["ALTER TABLE outbox ADD COLUMN waits_for_server BOOLEAN NOT NULL DEFAULT FALSE"]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
