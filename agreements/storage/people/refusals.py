"""How often something was refused on a day: counts, from which the trail is told now and then."""

from __future__ import annotations

from datetime import date

from agreements.storage.database.transaction import execute, fetch


async def is_counted(day: date, whose: str, what: str) -> bool:
    """Whether this was refused before on that day."""
    found = await fetch(
        "SELECT 1 AS one FROM refusal_count WHERE day = :day AND whose = :whose AND what = :what",
        {"day": day, "whose": whose, "what": what},
    )
    return bool(found)


async def kinds(day: date, whose: str) -> int:
    """How many different things were refused on that day."""
    rows = await fetch(
        "SELECT count(*) AS n FROM refusal_count WHERE day = :day AND whose = :whose", {"day": day, "whose": whose}
    )
    return int(rows[0]["n"])


async def count(day: date, whose: str, what: str) -> int:
    """Count one more; returns how often it is now."""
    rows = await fetch(
        "INSERT INTO refusal_count (day, whose, what, times) VALUES (:day, :whose, :what, 1)"
        " ON CONFLICT (day, whose, what) DO UPDATE SET times = refusal_count.times + 1 RETURNING times",
        {"day": day, "whose": whose, "what": what},
    )
    return int(rows[0]["times"])


async def forget(before: date) -> None:
    """Remove the counts of days before this one."""
    await execute("DELETE FROM refusal_count WHERE day < :before", {"before": before})
