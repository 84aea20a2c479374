"""Deadlines whose agreement was handed over: the sweep tells the new owner or deputy what is known already."""

from __future__ import annotations

from typing import Literal

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": ["ALTER TABLE deadline ADD COLUMN is_handed_over BOOLEAN NOT NULL DEFAULT 0"],
    "postgres": ["ALTER TABLE deadline ADD COLUMN is_handed_over BOOLEAN NOT NULL DEFAULT FALSE"],
}
