"""When each account signed in last; of the sessions that are open now it is known already."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE last_sign_in (
  account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE RESTRICT,
  signed_in_at TIMESTAMPTZ NOT NULL
)""",
    "INSERT INTO last_sign_in (account_id, signed_in_at)"
    " SELECT account_id, max(created_at) FROM session GROUP BY account_id",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
