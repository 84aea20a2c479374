"""When agreements end: for the pictures of a selection over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pyroaring import BitMap

from agreements.domain.filters import FILTERS
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import as_date, dialect, fetch
from agreements.storage.public_memory.index import Found

Month = tuple[int, int]
"""Year and month."""


async def by_month(found: Found, first: date, last: date) -> Counter[Month]:
    """How many of what was found have their last day in each month between two days, both included."""
    rows = await fetch(
        f"SELECT value, {numbers_in(dialect())} AS numbers FROM public_mark"  # noqa: S608
        " WHERE filter = :mark AND value BETWEEN :first AND :last GROUP BY value",
        {"mark": FILTERS["ends_until"].mark, "first": first.isoformat(), "last": last.isoformat()},
    )
    months: Counter[Month] = Counter()
    for row in rows:
        day = date.fromisoformat(row["value"])
        months[day.year, day.month] += BitMap(as_numbers(row["numbers"])).intersection_cardinality(found.chosen)
    return months


async def starts(numbers: Sequence[int]) -> list[date | None]:
    """The first day of the agreements of these entries, in this order; None where it is not known."""
    marks, params = listed("seq", numbers)
    rows = await fetch(f"SELECT seq, starts_on FROM public_row WHERE seq IN ({marks})", params)  # noqa: S608
    known = {row["seq"]: as_date(row["starts_on"]) for row in rows}
    return [known[number] for number in numbers]
