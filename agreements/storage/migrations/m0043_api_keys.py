"""The keys with which programs come in at the API. Of the secret part only its hash is kept."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  scopes TEXT NOT NULL CHECK (scopes <> ''),
  department TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  last_used_on DATE,
  CONSTRAINT api_key_expires CHECK (expires_at > created_at)
)""",
    "CREATE INDEX api_key_account ON api_key (account_id)",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
