"""The baseline: fingerprints of all that was last changed by a version of the register that knew none.

One event holds the fingerprint of the whole list; the list stands in a table of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, execute, fetch, unit_of_work
from agreements.storage.trail import audit, fingerprints
from agreements.storage.trail.fingerprints import USER, digest

ACTION: Final = "baseline"
_PAGE: Final = 200
_UNCOVERED: Final = (
    "FROM audit_event WHERE state IS NULL AND result = 'ok' AND object <> 'register' AND object NOT LIKE 'message:%'"
    " AND object NOT LIKE 'question:%'"
    " AND seq > (SELECT coalesce(max(seq), 0) FROM audit_baseline)"
)


async def lay_baseline(now: datetime, engine: Engine | None = None) -> int:
    """Vouch from now on for every object whose last event carries no fingerprint; returns how many objects.

    Done when a version that knows fingerprints opens a register for the first time, and again when an older node
    wrote meanwhile. What was changed behind the register's back before that cannot be told. `engine` is one that is
    open, and not bound.
    """
    if engine is None and not await _is_needed():
        return 0
    async with unit_of_work(engine):
        await append_lock("audit")
        return await lay_in_turn(now)


async def lay_in_turn(now: datetime) -> int:
    """The same inside a transaction that has the writers' turn."""
    states = await _states() if await _is_needed() else []
    if not states:
        return 0
    details = {"objects": len(states), "sha256": digest(states), "heads": digest(await audit.published_heads())}
    event = await audit.append(
        at=now, actor="register", origin="cli", action=ACTION, object="register", changes=json.dumps(details)
    )
    for row in states:
        await execute(
            "INSERT INTO audit_baseline (seq, object, state) VALUES (:seq, :object, :state)", {**row, "seq": event.seq}
        )
    return len(states)


async def _is_needed() -> bool:
    return bool(await fetch(f"SELECT 1 AS one {_UNCOVERED} LIMIT 1", {}))


async def _states() -> list[dict[str, str]]:
    """Object and state of each object that is not covered, in the order of their names.

    The first baseline takes accounts that no event made too: earlier versions did not ask for one.
    """
    found: dict[str, str] = {}
    if not await events():
        rows = await fetch(
            "SELECT id FROM account WHERE NOT EXISTS (SELECT 1 FROM audit_event WHERE object = :user || account.id)",
            {"user": USER},
        )
        found = await fingerprints.of_accounts([row["id"] for row in rows])
    # Page by page on the name: while a page is laid, no list of all objects is in memory. An object with a later event
    # that carries a fingerprint is vouched for by that one.
    last = ""
    while rows := await fetch(
        f"SELECT DISTINCT object {_UNCOVERED} AND object > :last AND NOT EXISTS (SELECT 1 FROM audit_event later"  # noqa: S608
        " WHERE later.object = audit_event.object AND later.seq > audit_event.seq AND later.state IS NOT NULL)"
        f" ORDER BY object LIMIT {_PAGE}",
        {"last": last},
    ):
        last = rows[-1]["object"]
        found |= await fingerprints.states_of([row["object"] for row in rows])
    return [{"object": name, "state": state} for name, state in sorted(found.items())]


async def of_event(seq: int) -> list[Mapping[str, Any]]:
    """Object and state of each row of the baseline that this event laid, in the order of their names."""
    rows = await fetch("SELECT object, state FROM audit_baseline WHERE seq = :seq", {"seq": seq})
    return sorted(rows, key=lambda row: str(row["object"]))


async def events() -> set[int]:
    """The numbers of the events that rows of a baseline name."""
    return {row["seq"] for row in await fetch("SELECT DISTINCT seq FROM audit_baseline", {})}
