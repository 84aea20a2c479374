"""By the rules of which releases what is stored was derived."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = [
    """CREATE TABLE mended (
  rules TEXT PRIMARY KEY,
  mended_at TIMESTAMPTZ NOT NULL
)"""
]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
