"""Who gets mails about changes that anyone can read. A row is erased when the mails stop."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE subscription (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  themes TEXT NOT NULL,
  rhythm TEXT NOT NULL,
  language TEXT NOT NULL,
  asked_at TIMESTAMPTZ NOT NULL,
  confirmed_at TIMESTAMPTZ,
  asked_by_mail_at TIMESTAMPTZ,
  told_upto INTEGER NOT NULL,
  telling_upto INTEGER,
  next_on DATE NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  failing_since TIMESTAMPTZ,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  lease_until TIMESTAMPTZ,
  leased_by TEXT NOT NULL DEFAULT ''
)""",
    "CREATE INDEX subscription_next ON subscription (next_on, next_attempt_at)",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
