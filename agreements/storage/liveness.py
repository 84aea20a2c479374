"""Signs of life for those who watch: when the periodic jobs last ran, since when a message waits, and how many do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agreements.domain.jobs import DELIVER, SWEEP
from agreements.domain.liveness import Liveness
from agreements.storage import heartbeat
from agreements.storage.database.transaction import as_instant, fetch

_IN_LINE = "state = 'waiting' AND digest_on IS NULL"
"""To be sent by itself. What waits for an overview is not late before its day, and then the overview stands in line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsOfLife:
    """The liveness, every job that ever ended well with when it last did, and how the outbox stands."""

    liveness: Liveness
    beats: Mapping[str, datetime]
    waiting: int
    retrying: int
    """Of those that wait: how many went wrong before."""
    failed: int


async def read_liveness() -> Liveness:
    """Whether alerts are planned and sent: two small questions, so that every page can ask them."""
    return await _liveness_with(await heartbeat.last_beats())


async def signs_of_life() -> SignsOfLife:
    """The liveness and the counts. Goes by the indexes on what waits and what failed, however long the ledger is."""
    beats = await heartbeat.last_beats()
    return SignsOfLife(
        liveness=await _liveness_with(beats),
        beats=beats,
        waiting=await _count(_IN_LINE),
        retrying=await _count(f"{_IN_LINE} AND last_error <> ''"),
        failed=await _count("state = 'failed'"),
    )


async def _liveness_with(beats: Mapping[str, datetime]) -> Liveness:
    rows = await fetch(
        "SELECT min(next_attempt_at) AS at, min(CASE WHEN last_error <> '' THEN created_at END) AS tried,"  # noqa: S608
        " (SELECT held_at FROM outbox_hold WHERE id = 1) AS held"
        f" FROM outbox WHERE {_IN_LINE}",
        {},
    )
    return Liveness(
        swept_at=beats.get(SWEEP),
        delivered_at=beats.get(DELIVER),
        oldest_due_at=as_instant(rows[0]["at"]),
        trying_since=as_instant(rows[0]["tried"]),
        held_since=as_instant(rows[0]["held"]),
    )


async def _count(condition: str) -> int:
    rows = await fetch(f"SELECT count(*) AS n FROM outbox WHERE {condition}", {})  # noqa: S608 - constants only
    return int(rows[0]["n"])
