"""For the pages of beheer: which drafts were thrown away, and small indexes on what waits and on departments."""

from __future__ import annotations

from typing import Literal

_THROWN_AWAY = "version = 0 AND facts LIKE '%\"withdrawal\":{%'"
_INDEXES = [
    "CREATE INDEX agreement_at_work ON agreement (reference) WHERE withdrawn_on IS NULL",
    "CREATE INDEX version_department ON agreement_version (department, agreement_id, number, status)",
    "CREATE INDEX version_proposed ON agreement_version (status, agreement_id) WHERE status <> 'approved'",
    "CREATE INDEX deadline_open ON deadline (due_on, agreement_id) WHERE NOT is_settled",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        "ALTER TABLE agreement ADD COLUMN withdrawn_on DATE",
        f"UPDATE agreement SET withdrawn_on = json_extract(facts, '$.withdrawal.on') WHERE {_THROWN_AWAY}",  # noqa: S608
        *_INDEXES,
    ],
    "postgres": [
        "ALTER TABLE agreement ADD COLUMN withdrawn_on DATE",
        f"UPDATE agreement SET withdrawn_on = (facts::json #>> '{{withdrawal,on}}')::date WHERE {_THROWN_AWAY}",  # noqa: S608
        *_INDEXES,
    ],
}
