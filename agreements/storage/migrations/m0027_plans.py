"""Plans beforehand, to be found: since when the last one can be read, the last day to react, and how it ended."""

from __future__ import annotations

from typing import Literal

_COLUMNS = [
    "ALTER TABLE agreement ADD COLUMN plan_from DATE",
    "ALTER TABLE agreement ADD COLUMN plan_until DATE",
    "ALTER TABLE agreement ADD COLUMN plan_ended_on DATE",
    "ALTER TABLE agreement ADD COLUMN plan_ending TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX agreement_plan ON agreement (plan_until, reference) WHERE plan_from IS NOT NULL",
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _COLUMNS, "postgres": _COLUMNS}
