"""The rows of runs in the database: what became of each, as people see it page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final

from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import execute, fetch, insert


@dataclass(frozen=True, slots=True)
class StoredRow:
    """What became of one row; its columns as they are stored. Messages and differences are JSON."""

    number: int
    outcome: str
    is_unsure: bool
    reference: str
    title: str
    starts: str
    ends: str
    messages: str
    differences: str
    revision: int | None = None
    """Of the agreement, as the run left it; None for a row that changed none."""
    before: str = ""
    """What undoing puts back, as JSON; empty: the agreement was made by this row."""
    is_undone: bool | None = None
    """Whether undoing took it back; False: it was changed since, and stayed. None: it was not undone."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows somebody wants to see: with one of these outcomes, or those that they must look at; empty: all."""

    outcomes: tuple[str, ...] = ()
    unsure: bool = False
    stayed: bool = False
    """Those alone that undoing left, as they were changed since."""


ALL_ROWS: Final = Chosen()

_COLUMNS: Final = [field.name for field in fields(StoredRow)]
_VALUES: Final = attrgetter(*_COLUMNS)


async def replace_all(run_id: int, rows: Sequence[StoredRow]) -> None:
    """These are the rows of the run from now on."""
    await execute("DELETE FROM import_row WHERE run_id = :run", {"run": run_id})
    await insert("import_row", ["run_id", *_COLUMNS], [(run_id, *_VALUES(row)) for row in rows])


async def page(run_id: int, chosen: Chosen, after: int, most: int) -> list[StoredRow]:
    """So many rows at most, those behind the row `after` in the order of the list."""
    condition, params = _condition(chosen)
    rows = await fetch(
        f"SELECT {', '.join(_COLUMNS)} FROM import_row WHERE run_id = :run AND number > :after{condition}"  # noqa: S608
        " ORDER BY number LIMIT :most",
        {**params, "run": run_id, "after": after, "most": most},
    )
    return [_row(row) for row in rows]


async def to_undo(run_id: int, most: int) -> list[StoredRow]:
    """Some rows that made or changed an agreement and were not looked at yet by undoing, the last one first: who
    follows another in the list may follow it in the register."""
    rows = await fetch(
        f"SELECT {', '.join(_COLUMNS)} FROM import_row WHERE run_id = :run AND revision IS NOT NULL"  # noqa: S608
        " AND is_undone IS NULL ORDER BY number DESC LIMIT :most",
        {"run": run_id, "most": most},
    )
    return [_row(row) for row in rows]


async def mark_undone(run_id: int, number: int, *, is_undone: bool) -> None:
    """Undoing took back what this row did, or left it."""
    await execute(
        "UPDATE import_row SET is_undone = :undone WHERE run_id = :run AND number = :number",
        {"run": run_id, "number": number, "undone": is_undone},
    )


async def counts(run_id: int) -> dict[str, int]:
    """How many rows have each outcome."""
    rows = await fetch(
        "SELECT outcome, count(*) AS times FROM import_row WHERE run_id = :run GROUP BY outcome", {"run": run_id}
    )
    return {row["outcome"]: row["times"] for row in rows}


async def unsure(run_id: int) -> int:
    """How many rows somebody must look at."""
    rows = await fetch(
        "SELECT count(*) AS times FROM import_row WHERE run_id = :run AND is_unsure = :yes",
        {"run": run_id, "yes": True},
    )
    return int(rows[0]["times"])


def _condition(chosen: Chosen) -> tuple[str, dict[str, object]]:
    marks, params = listed("outcome", chosen.outcomes)
    outcomes = f" AND outcome IN ({marks})" if params else ""
    unsure = " AND is_unsure = :yes" if chosen.unsure else ""
    stayed = " AND is_undone = :no" if chosen.stayed else ""
    return outcomes + unsure + stayed, {**params, "yes": True, "no": False}


def _row(row: Mapping[str, Any]) -> StoredRow:
    return StoredRow(**{**row, "is_unsure": bool(row["is_unsure"]), "is_undone": _truth(row["is_undone"])})


def _truth(value: object) -> bool | None:
    return None if value is None else bool(value)
