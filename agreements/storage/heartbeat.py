"""When each periodic job last did its work, for health checks and for a monitor outside."""

from __future__ import annotations

from datetime import datetime

from agreements.storage.database.transaction import as_instant, execute, fetch

SWEEP, DELIVER = "sweep", "deliver"
"""The jobs without which no alert goes out."""


async def beat(name: str, now: datetime) -> None:
    """Note that the job `name` came to a good end at `now`."""
    await execute(
        "INSERT INTO heartbeat (name, beat_at) VALUES (:name, :now)"
        " ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at",
        {"name": name, "now": now},
    )


async def last_beats() -> dict[str, datetime]:
    """For each job that ever ended well: when it last did."""
    rows = await fetch("SELECT name, beat_at FROM heartbeat ORDER BY name", {})
    return {row["name"]: beat_at for row in rows if (beat_at := as_instant(row["beat_at"]))}
