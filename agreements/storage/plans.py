"""Plans beforehand that anyone can read, and those that ended without approval: found by the columns of the last one.

On a past day those are found of which it was the last; an earlier plan of the same agreement stands on its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.domain.plan import PlanEnding
from agreements.domain.record import Record
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch

_OPEN = "a.plan_from <= :day AND (a.plan_ended_on IS NULL OR a.plan_ended_on > :day)"
_OVER = f"a.plan_from <= :day AND a.plan_ended_on <= :day AND a.plan_ending <> '{PlanEnding.APPROVED.value}'"
"""What a plan began on is asked each time: by that SQLite finds the index on what ever was a plan."""
_LATELY = "a.plan_ended_on <= :day AND a.plan_ended_on >= :since"


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many plans people can read, and how many ended without approval."""

    open: int
    over: int


async def counts_on(day: date) -> PlanCounts:
    """Of the whole register."""
    rows = await fetch(
        f"SELECT count(CASE WHEN {_OPEN} THEN 1 END) AS open, count(CASE WHEN {_OVER} THEN 1 END) AS over"  # noqa: S608
        " FROM agreement a WHERE a.plan_from <= :day",
        {"day": day},
    )
    return PlanCounts(int(rows[0]["open"]), int(rows[0]["over"]))


async def open_on(day: date, limit: int) -> list[Record]:
    """Those of which people can react least long first."""
    return await _found(f"{_OPEN} ORDER BY a.plan_until, a.reference LIMIT :limit", {"day": day, "limit": limit})


async def over_on(day: date, limit: int) -> list[Record]:
    """Those that ended last first."""
    order = "ORDER BY a.plan_ended_on DESC, a.reference LIMIT :limit"
    return await _found(f"{_OVER} {order}", {"day": day, "limit": limit})


async def all_on(day: date, lately: timedelta) -> list[Record]:
    """For files: those, and what was approved in the last days, by reference."""
    where = f"({_OPEN}) OR ({_OVER}) OR ({_LATELY})"
    return await _found(f"a.plan_from <= :day AND ({where}) ORDER BY a.reference", {"day": day, "since": day - lately})


async def _found(where: str, params: dict[str, object]) -> list[Record]:
    rows = await fetch(f"SELECT a.id FROM agreement a WHERE {where}", params)  # noqa: S608 - constants only
    return await agreements.load_in_order([row["id"] for row in rows])
