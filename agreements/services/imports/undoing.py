"""Take back what a run made: each draft that nobody changed since. The others stay, and are named."""

from __future__ import annotations

import json
from typing import Any

from agreements.content_json import content_from_json
from agreements.domain.errors import AgreementError, NotAllowed
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.services.amend import amend_in_turn
from agreements.services.change import in_turn
from agreements.services.office import Office
from agreements.services.withdraw import withdraw_in_turn
from agreements.storage.imports import origins
from agreements.storage.imports import rows as stored_rows
from agreements.storage.imports.origins import Origin
from agreements.storage.imports.rows import StoredRow

TOGETHER = 100
"""Rows that are fetched at a time."""


async def undo_some(office: Office, actor: Actor, run: int) -> int:
    """Look at some rows that were not looked at yet; returns at how many. A row is done in a transaction of its own, so
    that others who write wait for one only, and that it can go on after a stop. Raises `NotAllowed`."""
    some = await stored_rows.to_undo(run, TOGETHER)
    for row in some:
        await _undo_row(office, actor, run, row)
    return len(some)


async def _undo_row(office: Office, actor: Actor, run: int, row: StoredRow) -> None:
    try:
        before: dict[str, Any] = json.loads(row.before) if row.before else {}
        action = Action.AMEND if before.get("content") else Action.WITHDRAW
        async with in_turn(office, actor, action, row.reference, row.revision or 0) as record:
            if action is Action.AMEND:
                await amend_in_turn(office, actor, record, content_from_json(before["content"]), {"import_run": run})
            else:
                await withdraw_in_turn(office, actor, record, "", {"import_run": run})
            await _forget(record, before)
            await stored_rows.mark_undone(run, row.number, is_undone=True)
    except NotAllowed:
        raise
    except AgreementError:  # it was changed, submitted or thrown away since
        await stored_rows.mark_undone(run, row.number, is_undone=False)


async def _forget(record: Record, before: dict[str, Any]) -> None:
    """What the agreement came from is as it was before the run."""
    if before:
        await origins.write([Origin(**before["origin"])])
    else:
        await origins.remove(record.id)
