"""Of each periodic job also when it last went wrong and why, and when it comes next."""

from __future__ import annotations

from typing import Literal

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        """CREATE TABLE heartbeat_anew (
  name TEXT PRIMARY KEY,
  beat_at TIMESTAMPTZ,
  failed_at TIMESTAMPTZ,
  failure TEXT NOT NULL DEFAULT '',
  next_at TIMESTAMPTZ
)""",
        "INSERT INTO heartbeat_anew (name, beat_at) SELECT name, beat_at FROM heartbeat",
        "DROP TABLE heartbeat",
        "ALTER TABLE heartbeat_anew RENAME TO heartbeat",
    ],
    "postgres": [
        "ALTER TABLE heartbeat ALTER COLUMN beat_at DROP NOT NULL",
        "ALTER TABLE heartbeat ADD COLUMN failed_at TIMESTAMPTZ",
        "ALTER TABLE heartbeat ADD COLUMN failure TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE heartbeat ADD COLUMN next_at TIMESTAMPTZ",
    ],
}
