"""Which kinds of deadline there are stands in one place, the rows of `agreements.domain.deadlines`; not in tables too.

What the program does not know it refuses when it reads it.
"""

from __future__ import annotations

from typing import Literal

_DEADLINE = """CREATE TABLE deadline_anew (
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_on DATE NOT NULL,
  armed INTEGER NOT NULL DEFAULT 1,
  is_settled BOOLEAN NOT NULL,
  next_alert_on DATE,
  snoozed_until DATE,
  is_handed_over BOOLEAN NOT NULL DEFAULT 0,
  PRIMARY KEY (agreement_id, kind, subject),
  CONSTRAINT deadline_kind CHECK (kind <> ''),
  CONSTRAINT deadline_waits CHECK (is_settled = (next_alert_on IS NULL)),
  CONSTRAINT snooze_before_deadline CHECK (snoozed_until <= due_on)
)"""
_SNOOZE = """CREATE TABLE snooze_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  deadline_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_on DATE NOT NULL,
  until_on DATE NOT NULL,
  reason TEXT NOT NULL,
  snoozed_by TEXT NOT NULL,
  snoozed_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT snooze_kind CHECK (deadline_kind <> ''),
  CONSTRAINT snooze_until_deadline CHECK (until_on <= due_on),
  CONSTRAINT snooze_has_reason CHECK (reason <> '')
)"""
_DEADLINE_COLUMNS = (
    "agreement_id, kind, subject, due_on, armed, is_settled, next_alert_on, snoozed_until, is_handed_over"
)
_SNOOZE_COLUMNS = "id, agreement_id, deadline_kind, subject, due_on, until_on, reason, snoozed_by, snoozed_at"


def _made_anew(table: str, made: str, columns: str, index: str) -> list[str]:
    """SQLite takes no constraint away: the rows go over to a new table of the same name."""
    return [
        made,
        f"INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}",  # noqa: S608 - constants only
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_anew RENAME TO {table}",
        index,
    ]


def _loosened(table: str, constraint: str, column: str) -> list[str]:
    return [
        f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
        f"ALTER TABLE {table} ADD CONSTRAINT {constraint} CHECK ({column} <> '')",
    ]


SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        *_made_anew(
            "deadline",
            _DEADLINE,
            _DEADLINE_COLUMNS,
            "CREATE INDEX deadline_waiting ON deadline (next_alert_on) WHERE next_alert_on IS NOT NULL",
        ),
        *_made_anew(
            "snooze",
            _SNOOZE,
            _SNOOZE_COLUMNS,
            "CREATE INDEX snooze_deadline ON snooze (agreement_id, deadline_kind, subject, id)",
        ),
    ],
    "postgres": [
        *_loosened("deadline", "deadline_kind", "kind"),
        *_loosened("snooze", "snooze_kind", "deadline_kind"),
    ],
}
