"""News about agreements, and the addresses to which it is told. An address goes through the news by its number, so what
it was told is one number, and nothing can be left out."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE announcement (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  on_day DATE NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  entry INTEGER NOT NULL REFERENCES public_entry (seq) ON DELETE RESTRICT
)""",
    "CREATE TABLE announced_day (id INTEGER PRIMARY KEY CHECK (id = 1), day DATE NOT NULL)",
    """CREATE TABLE webhook (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  kinds TEXT NOT NULL CHECK (kinds <> ''),
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  made_at TIMESTAMPTZ NOT NULL,
  told_upto INTEGER NOT NULL,
  told_at TIMESTAMPTZ,
  attempts INTEGER NOT NULL DEFAULT 0,
  failing_since TIMESTAMPTZ,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  last_error TEXT NOT NULL DEFAULT '',
  lease_until TIMESTAMPTZ,
  leased_by TEXT NOT NULL DEFAULT '',
  stopped_at TIMESTAMPTZ,
  stopped_why TEXT NOT NULL DEFAULT '',
  CONSTRAINT webhook_stopped CHECK ((stopped_at IS NULL) = (stopped_why = ''))
)""",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
