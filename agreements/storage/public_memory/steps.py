"""What became of agreements entry by entry: whether residents could read them before, and can since."""

from __future__ import annotations

from datetime import date

from agreements.domain.projection import Shows, Step
from agreements.storage.database.transaction import as_instant, fetch
from agreements.storage.messages.delivery import required


async def between(first: int, last: int, day: date | None = None) -> list[Step]:
    """The entries about agreements with these numbers, in their order; of a past `day` those that were known at its
    end."""
    known = (
        ""
        if day is None
        else (
            " AND EXISTS (SELECT 1 FROM public_row n WHERE n.reference = r.reference AND n.seq >= r.seq"
            " AND n.known_on <= :day)"
        )
    )
    rows = await fetch(
        "SELECT r.seq, r.reference, r.known_at, r.shows, b.shows AS before FROM public_row r"  # noqa: S608
        f" LEFT JOIN public_row b ON b.seq = r.replaces WHERE r.seq BETWEEN :first AND :last{known} ORDER BY r.seq",
        {"first": first, "last": last, "day": day},
    )
    return [
        Step(
            row["seq"],
            row["reference"],
            required(as_instant(row["known_at"])),
            Shows(row["shows"]),
            Shows(row["before"]) if row["before"] else None,
        )
        for row in rows
    ]
