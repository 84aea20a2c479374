"""What somebody said of the columns of lists of one shape; and what a run made of its sheets and columns."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE import_mapping (
  shape TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,
  said_at TIMESTAMPTZ NOT NULL,
  said_by TEXT NOT NULL
)""",
    "ALTER TABLE import_run ADD COLUMN table_read TEXT NOT NULL DEFAULT ''",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
