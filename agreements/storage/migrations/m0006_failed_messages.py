"""An index on messages that failed, so that a monitor may ask for their number all day, however long the ledger is."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = ["CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed'"]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
