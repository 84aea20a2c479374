"""What bringing an older register up to date needs of the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.trail.fingerprints import of_agreements

RULES: Final = "2026-12"
"""The rules by which this release derives what is stored. Another name when a release derives something in another
way: then every register is looked through once more."""


async def is_done(rules: str = RULES) -> bool:
    """Whether the register is up to date with these rules."""
    return bool(await fetch("SELECT 1 AS one FROM mended WHERE rules = :rules", {"rules": rules}))


async def note_done(now: datetime, rules: str = RULES) -> None:
    """From now on it is."""
    await execute(
        "INSERT INTO mended (rules, mended_at) VALUES (:rules, :now) ON CONFLICT (rules) DO NOTHING",
        {"rules": rules, "now": now},
    )


async def agreements_after(last: int, count: int) -> list[int]:
    """The next row ids, in order."""
    rows = await fetch(
        "SELECT id FROM agreement WHERE id > :last ORDER BY id LIMIT :count", {"last": last, "count": count}
    )
    return [row["id"] for row in rows]


async def as_history_left_them(ids: Sequence[int]) -> Collection[str]:
    """Of these agreements the references of those that are as their last event left them.

    One that somebody changed behind the register's back is left alone: a new event would vouch for it.
    """
    states = await of_agreements(ids)
    marks, params = listed("object", list(states))
    # The newest event of each object, by a subquery on the index of (object, seq) rather than a window over the trail.
    # Where it is older than fingerprints, the newest baseline vouches for the object.
    rows = await fetch(
        "SELECT e.object, coalesce(e.state, b.state) AS state FROM audit_event e"  # noqa: S608 - constants only
        " LEFT JOIN audit_baseline b ON b.object = e.object AND b.seq = (SELECT max(seq) FROM audit_baseline l"
        " WHERE l.object = e.object) WHERE e.result = 'ok' AND e.seq = (SELECT max(seq) FROM audit_event n"
        f" WHERE n.object = e.object AND n.result = 'ok') AND e.object IN ({marks})",
        params,
    )
    return {row["object"] for row in rows if row["state"] == states[row["object"]]}
