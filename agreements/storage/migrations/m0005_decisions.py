"""Finding decisions in the audit trail without reading the rest of it."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    # The words of the condition are those of `agreements.storage.decisions`: else neither database uses the index.
    "CREATE INDEX audit_decision ON audit_event (seq)"
    " WHERE action IN ('decide', 'renew', 'snooze', 'terminate') AND result = 'ok'"
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
