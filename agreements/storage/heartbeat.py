"""When each periodic job last did its work, and when it comes next: for health checks, monitors outside and beheer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.storage.database.transaction import as_instant, execute, fetch


@dataclass(frozen=True, slots=True)
class Beat:
    """How a job went: when it last ended well, when it last went wrong with the kind of error, and its next time."""

    well_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""
    next_at: datetime | None = None
    """None while nobody knows: it was done by hand, or nothing does it now."""

    @property
    def is_failing(self) -> bool:
        """Whether it went wrong the last time."""
        return self.failed_at is not None and (self.well_at is None or self.failed_at > self.well_at)


async def beat(name: str, now: datetime, next_at: datetime | None = None) -> None:
    """Note that the job `name` came to a good end at `now`, and when it comes next if that is known."""
    await execute(
        "INSERT INTO heartbeat (name, beat_at, next_at) VALUES (:name, :now, :next_at) ON CONFLICT (name) DO UPDATE"
        " SET beat_at = excluded.beat_at, next_at = coalesce(excluded.next_at, heartbeat.next_at)",
        {"name": name, "now": now, "next_at": next_at},
    )


async def failed(name: str, now: datetime, failure: str, next_at: datetime | None = None) -> None:
    """Note that the job `name` went wrong at `now`. `failure` is the kind of error: its text may quote a record."""
    await execute(
        "INSERT INTO heartbeat (name, failed_at, failure, next_at) VALUES (:name, :now, :failure, :next_at)"
        " ON CONFLICT (name) DO UPDATE SET failed_at = excluded.failed_at, failure = excluded.failure,"
        " next_at = coalesce(excluded.next_at, heartbeat.next_at)",
        {"name": name, "now": now, "failure": failure, "next_at": next_at},
    )


async def beats() -> dict[str, Beat]:
    """How each job went that was ever done."""
    rows = await fetch("SELECT name, beat_at, failed_at, failure, next_at FROM heartbeat ORDER BY name", {})
    return {
        str(row["name"]): Beat(
            as_instant(row["beat_at"]), as_instant(row["failed_at"]), str(row["failure"]), as_instant(row["next_at"])
        )
        for row in rows
    }


async def last_beats() -> dict[str, datetime]:
    """For each job that ever ended well: when it last did."""
    return {name: one.well_at for name, one in (await beats()).items() if one.well_at}
