"""Take back what a run made: each draft that nobody changed since. The others stay, and are named."""

from __future__ import annotations

from agreements.domain.errors import AgreementError, NotAllowed
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn
from agreements.services.office import Office
from agreements.services.withdraw import withdraw_in_turn
from agreements.storage.imports import rows as stored_rows
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
        async with in_turn(office, actor, Action.WITHDRAW, row.reference, row.revision or 0) as record:
            await withdraw_in_turn(office, actor, record, "", {"import_run": run})
            await stored_rows.mark_undone(run, row.number, is_undone=True)
    except NotAllowed:
        raise
    except AgreementError:  # it was changed, submitted or thrown away since
        await stored_rows.mark_undone(run, row.number, is_undone=False)
