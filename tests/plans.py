"""How the database goes about a question, in its own words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest

from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer


async def plan(engine: Engine, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Awaitable[object]]) -> str:
    """How the database goes about the one thing that `ask` asks."""
    (found,) = await plans(engine, monkeypatch, ask)
    return found


async def plans(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Awaitable[object]], answer: Answer | None = None
) -> list[str]:
    """How the database goes about each thing that `ask` asks; to all of them the answer is the same."""
    asked: list[tuple[str, Sequence[object]]] = []

    async def remember(sql: str, args: Sequence[object] = ()) -> Answer:
        asked.append((sql, args))
        return answer or Answer([], 0)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "run", remember)
        await ask()
    explain = "EXPLAIN QUERY PLAN" if engine.dialect == "sqlite" else "EXPLAIN"
    async with engine.unit() as unit:
        explained = [(await unit.run(f"{explain} {sql}", args)).rows or [] for sql, args in asked]
    return ["\n".join(str(list(row.values())[-1]) for row in rows) for rows in explained]


def reads_a_table(found: str) -> list[str]:
    """The steps that go through a whole table; that of the hold has one row at most."""
    return [
        step
        for step in found.splitlines()
        if "outbox_hold" not in step
        and ("Seq Scan" in step or (step.startswith("SCAN ") and "INDEX" not in step and "SUBQUERY" not in step))
    ]
