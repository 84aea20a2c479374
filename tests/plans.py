"""How the database goes about a question, in its own words."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

import pytest

from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer

_MADE: Final = re.compile(r"^(?:CO-ROUTINE|MATERIALIZE) (\S+)$", re.MULTILINE)
_OF_ONE_ROW: Final = ("outbox_hold", "public_shape")


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
    return await explained(engine, asked)


async def explained(engine: Engine, asked: Iterable[tuple[str, Sequence[object]]]) -> list[str]:
    """How the database goes about each of these questions."""
    explain = "EXPLAIN QUERY PLAN" if engine.dialect == "sqlite" else "EXPLAIN"
    async with engine.unit() as unit:
        found = [(await unit.run(f"{explain} {sql}", args)).rows or [] for sql, args in asked]
    return ["\n".join(str(list(row.values())[-1]) for row in rows) for rows in found]


def reads_a_table(found: str) -> list[str]:
    """The steps that go through a whole table; SQLite also goes through what it found. A few tables have one row."""
    made = set(_MADE.findall(found)) | {"CONSTANT"}
    return [
        step
        for step in found.splitlines()
        if not any(table in step for table in _OF_ONE_ROW)
        and ("Seq Scan" in step or (step.startswith("SCAN ") and "INDEX" not in step and step.split()[1] not in made))
    ]
