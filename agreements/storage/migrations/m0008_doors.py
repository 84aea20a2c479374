"""For the doors: wrong attempts counted once, refusals counted by the day, the kind of device of a session, and who
registered an agreement (of those that stand there already: who the trail says)."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    "ALTER TABLE sign_in_failure ADD COLUMN is_attempt BOOLEAN NOT NULL DEFAULT false",
    "CREATE INDEX sign_in_failure_at ON sign_in_failure (failed_at)",
    "ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE refusal_count (
  day DATE NOT NULL,
  whose TEXT NOT NULL,
  what TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, whose, what)
)""",
    "ALTER TABLE agreement ADD COLUMN registered_by TEXT NOT NULL DEFAULT ''",
    "UPDATE agreement SET registered_by = COALESCE((SELECT e.actor FROM audit_event e"
    " WHERE e.object = agreement.reference AND e.result = 'ok' ORDER BY e.seq LIMIT 1), '')",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
