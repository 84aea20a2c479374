"""A deadline that is settled is not postponed any more: until now the day of its reminder stayed behind."""

from __future__ import annotations

from typing import Literal

_STATEMENTS = ["UPDATE deadline SET snoozed_until = NULL WHERE is_settled AND snoozed_until IS NOT NULL"]

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _STATEMENTS, "postgres": _STATEMENTS}
