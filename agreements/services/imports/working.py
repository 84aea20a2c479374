"""What the register does by itself about runs that wait: one step of one run at a time, until none waits.

A process holds the lease of the run it is at. One that dies leaves the step to the next one, which begins it anew:
reading stores nothing, storing is one transaction that ends the lease too, and undoing goes on where it was.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from agreements.domain.errors import AgreementError
from agreements.domain.import_runs import (
    NOT_REFUSED,
    WAITING,
    BodyErased,
    GivenUp,
    Refused,
    RegisterMoved,
    Run,
    RunElsewhere,
    RunState,
)
from agreements.domain.roles import Action, Actor, require
from agreements.importing.formats.source import Source
from agreements.importing.mapping.wishes_file import of_document
from agreements.services.imports.kept_table import table_of, to_kept
from agreements.services.imports.mappings import remember
from agreements.services.imports.reading import Abandoned, Listed, Progress, read_list, source_of
from agreements.services.imports.storing import Plan, kept, planned, planned_again, store_rows
from agreements.services.imports.undoing import undo_some
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.imports import rows as stored_rows
from agreements.storage.imports import runs
from agreements.storage.imports.rows import ALL_ROWS, StoredRow
from agreements.storage.people import accounts

MOST_ATTEMPTS: Final = 3
"""After so many beginnings without an end, a list may be what ends the process."""
SMALL, SMALL_ROWS = 100_000, 300
"""Bytes and rows that are read, stored or undone in about a second."""
KEEP_FILES: Final = timedelta(days=30)
"""So long a list can be read again after it was stored, undone or refused; it may name people (AVG art. 5(1)(e))."""


@dataclass(frozen=True, slots=True)
class At:
    """A step in hand: the run, who asked for it, the name under which its lease is held, and what the moment is."""

    run: Run
    actor: Actor
    worker: str
    read_office: Callable[[], Office]

    async def tell(self, progress: Progress) -> bool:
        """Note how far it is; False when another has taken over."""
        now = self.read_office().now
        return await runs.note_progress(self.run.id, self.worker, progress.done, progress.total, now)

    async def finish(self, to: RunState, refusal: Refused = NOT_REFUSED) -> None:
        """The step is done. Raises `RunElsewhere` when another has taken over."""
        await runs.finish(self.run.id, self.worker, to, self.read_office().now, refusal)


async def work_on(read_office: Callable[[], Office]) -> int:
    """Do what runs wait for, until none waits that nobody is at; returns how many steps were done."""
    worker, done = uuid.uuid4().hex, 0
    while run := await runs.next_waiting(read_office().now):
        if await runs.take(run, worker, read_office().now):
            await _do(run, worker, read_office)
            done += 1
    return done


async def at_once(read_office: Callable[[], Office], number: int) -> None:
    """Do what a small list waits for while somebody waits for the page; what is large or taken is left to the job."""
    run = await runs.load(number, read_office().now)
    worker = uuid.uuid4().hex
    if (
        await _is_small(run)
        and run.state in WAITING
        and not run.is_at_work
        and await runs.take(run, worker, read_office().now)
    ):
        await _do(run, worker, read_office)


async def _is_small(run: Run) -> bool:
    """What packs well may be long: so the file itself is measured, but only when it can be small."""
    if run.total > SMALL_ROWS or await runs.packed_size(run.id) > 2 * SMALL:
        return False
    body = await runs.body_of(run.id)
    return body is None or len(body) <= SMALL


async def erase_old_files(now: datetime) -> int:
    """Erase the bytes of lists that were done with a month ago; returns of how many."""
    return await runs.erase_bodies(now - KEEP_FILES)


async def _do(run: Run, worker: str, read_office: Callable[[], Office]) -> None:
    asker = await accounts.by_id(run.asked_by)
    nobody = Actor(id=run.asked_by, role=None)
    at = At(run, asker.actor if asker and asker.is_active else nobody, worker, read_office)
    try:
        require(at.actor, Action.IMPORT)
        if run.attempts >= MOST_ATTEMPTS:
            raise GivenUp()
        await _STEPS[run.state](at)
    except (Abandoned, RunElsewhere):
        return
    except AgreementError as error:
        to = RunState.STORED if run.state is RunState.TO_UNDO else RunState.REFUSED
        await at.finish(to, Refused(error.sentence, error.values))
    except asyncio.CancelledError:
        await runs.let_go(run.id, worker)
        raise


async def _source(at: At) -> Source:
    """The list, with what was said of it; what its columns are is kept for people to look at, whatever comes of it."""
    body = await runs.body_of(at.run.id)
    if body is None:
        raise BodyErased()
    said = of_document(at.run.mapping)
    source = await source_of(at.read_office(), Listed(at.run.name, body, at.run.sheet, said))
    await runs.keep_table(at.run.id, at.worker, to_kept(table_of(source)))
    return source


async def _read_ahead(at: At) -> None:
    """Read the list and show what would become of it."""
    plan = await planned(at.read_office(), await read_list(at.read_office(), await _source(at), at.tell))
    await _show(at, plan)


async def _show(at: At, plan: Plan, refusal: Refused = NOT_REFUSED) -> None:
    rows = await kept(plan.rows)
    async with unit_of_work():
        await stored_rows.replace_all(at.run.id, rows)
        await at.finish(RunState.READ, refusal)


async def _store(at: At) -> None:
    """Make the drafts that somebody saw; if they would be others by now, show those first."""
    source = await _source(at)
    read = await read_list(at.read_office(), source, at.tell)
    plan = await planned(at.read_office(), read)
    was_seen = [_promise(row) for row in await _all_kept(at.run.id)]
    async with unit_of_work():
        await append_lock("audit")
        await _keep_hold(at, len(plan.rows))
        plan = await planned_again(at.read_office(), read, plan)
        is_as_seen = [_promise(row) for row in await kept(plan.rows)] == was_seen
        if is_as_seen:
            _, stored = await store_rows(at.read_office(), at.actor, plan, at.run.id)
            await stored_rows.replace_all(at.run.id, stored)
            await remember(at.read_office(), at.actor, source)
            await at.finish(RunState.STORED)
    if not is_as_seen:
        await _show(at, plan, Refused(RegisterMoved.sentence))


async def _keep_hold(at: At, rows: int) -> None:
    """From here to the end of the transaction nobody can take the run over, however long that lasts: its row is
    written. Raises `Abandoned` when somebody has."""
    if not await at.tell(Progress(done=rows, total=rows)):
        raise Abandoned


async def _all_kept(run: int) -> list[StoredRow]:
    found = list[StoredRow]()
    while some := await stored_rows.page(run, ALL_ROWS, found[-1].number if found else 0, 1_000):
        found += some
    return found


def _promise(row: StoredRow) -> tuple[object, ...]:
    """What somebody counts on who stores a row that they saw."""
    return row.number, row.outcome, row.reference, row.differences


async def _undo(at: At) -> None:
    """Take back what nobody changed since."""
    require(at.actor, Action.WITHDRAW)
    progress = Progress(total=at.run.total)
    while done := await undo_some(at.read_office(), at.actor, at.run.id):
        progress.done += done
        if not await at.tell(progress):
            raise Abandoned
    await at.finish(RunState.UNDONE)


_STEPS: Final[dict[RunState, Callable[[At], Awaitable[None]]]] = {
    RunState.TO_READ: _read_ahead,
    RunState.TO_STORE: _store,
    RunState.TO_UNDO: _undo,
}
