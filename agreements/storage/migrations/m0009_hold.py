"""Whether the outbox is held: one row at most, and nothing leaves while it is there."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE outbox_hold (
  id INTEGER PRIMARY KEY,
  held_at TIMESTAMPTZ NOT NULL,
  restored BOOLEAN NOT NULL,
  CONSTRAINT outbox_hold_one CHECK (id = 1)
)"""
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
