"""Entries of the public memory by a day that is kept of them (`domain.projection.Mark`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap

from agreements.domain.period import Period
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import dialect, fetch


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry, and its day."""

    seq: int
    day: date


async def marked_in(mark: str, period: Period) -> list[int]:
    """All entries that have a day in the period under this name, in the order of their days; the known ones of each
    agreement and those that were replaced."""
    rows = await fetch(
        f"SELECT {numbers_in(dialect())} AS numbers FROM (SELECT seq FROM public_mark WHERE filter = :mark"  # noqa: S608
        " AND value BETWEEN :first AND :last ORDER BY value, seq) found",
        {"mark": mark, "first": period.from_on.isoformat(), "last": period.until_on.isoformat()},
    )
    return list(as_numbers(rows[0]["numbers"]))


async def having(mark: str) -> BitMap:
    """All entries that have something under this name."""
    rows = await fetch(
        f"SELECT {numbers_in(dialect())} AS numbers FROM (SELECT DISTINCT seq FROM public_mark"  # noqa: S608
        " WHERE filter = :mark) found",
        {"mark": mark},
    )
    return BitMap(as_numbers(rows[0]["numbers"]))


async def page_by_day(among: BitMap, mark: str, period: Period, *, limit: int, offset: int = 0) -> list[Marked]:
    """Some of these entries in the order of the one day in the period that each has under this name."""
    shown = [seq for seq in await marked_in(mark, period) if seq in among][offset : offset + limit]
    marks, params = listed("seq", shown)
    rows = await fetch(
        f"SELECT seq, value FROM public_mark WHERE filter = :mark AND seq IN ({marks})",  # noqa: S608 - all fixed
        {**params, "mark": mark},
    )
    days = {row["seq"]: date.fromisoformat(row["value"]) for row in rows}
    return [Marked(seq, days[seq]) for seq in shown]
