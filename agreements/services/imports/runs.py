"""What people ask of a run: begin it, choose how it is read, look at it, store it, undo it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from agreements.domain.import_runs import BodyErased, Run, RunState
from agreements.domain.roles import Action, Actor, require
from agreements.importing import report
from agreements.importing.import_row import ImportRow
from agreements.services.imports.kept_rows import from_kept
from agreements.services.imports.kept_table import Table
from agreements.services.imports.kept_table import from_kept as table_from_kept
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.storage.imports import rows as stored_rows
from agreements.storage.imports import runs as stored_runs
from agreements.storage.imports.rows import ALL_ROWS, Chosen
from agreements.texts import Texts

ON_A_PAGE = 100
"""Rows that people look at together."""
IN_A_PAGE_OF_REPORT = 1_000


@dataclass(frozen=True, slots=True)
class Seen:
    """Some rows of a run, and after which row the next page begins (None: there is none)."""

    rows: tuple[ImportRow, ...]
    next_after: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows have each outcome (its Dutch word), and how many somebody must look at."""

    by_outcome: Mapping[str, int]
    unsure: int


def fresh(office: Office, actor: Actor, name: str, data: bytes, state: RunState, rows: int = 0) -> Run:
    """A new run with this file; its number comes when it is kept."""
    return Run(
        id=0,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        state=state,
        total=rows,
        done=rows,
        begun_by=actor.id,
        begun_at=office.now,
        asked_by=actor.id,
        ended_at=office.now if state is RunState.STORED else None,
    )


async def begin(office: Office, actor: Actor, name: str, data: bytes) -> int:
    """Keep a file that somebody uploaded, to be read; returns the number of its run. Raises `NotAllowed`."""
    await _require_noted(office, actor)
    return await stored_runs.insert(fresh(office, actor, name, data, RunState.TO_READ), data)


async def choose(
    office: Office, actor: Actor, number: int, *, sheet: str | None = None, mapping: Mapping[str, object] | None = None
) -> None:
    """Let the file be read once more, from another sheet or with other meanings of columns; None: as it was.

    Raises `NotAllowed`, `NoSuchRun`, `BodyErased`, and `RunElsewhere` once its rows were stored.
    """
    await _require_noted(office, actor)
    run = await stored_runs.load(number, office.now)
    if not run.has_body:
        raise BodyErased()
    given = {"sheet": sheet, "mapping": None if mapping is None else json.dumps(mapping, ensure_ascii=False)}
    columns = {name: value for name, value in given.items() if value is not None}
    states = (RunState.TO_READ, RunState.READ, RunState.REFUSED)
    await stored_runs.move_on(number, states, RunState.TO_READ, refusal="", ended_at=None, asked_by=actor.id, **columns)


async def store(office: Office, actor: Actor, number: int) -> None:
    """Let the drafts be made that the rows show. Raises `NotAllowed`, `BodyErased`, `RunElsewhere`."""
    await _require_noted(office, actor)
    if not (await stored_runs.load(number, office.now)).has_body:
        raise BodyErased()
    await stored_runs.move_on(number, (RunState.READ,), RunState.TO_STORE, refusal="", asked_by=actor.id)


async def _require_noted(office: Office, actor: Actor) -> None:
    """Raises `NotAllowed`, which leaves a trace: they tried to change something."""
    async with noted_refusals(office, actor, Action.IMPORT, "lists"):
        require(actor, Action.IMPORT)


async def undo(actor: Actor, number: int) -> None:
    """Let what this run made be taken back, where nobody changed it since. Raises `NotAllowed`, `RunElsewhere`."""
    require(actor, Action.IMPORT)
    await stored_runs.move_on(number, (RunState.STORED,), RunState.TO_UNDO, refusal="", asked_by=actor.id)


async def runs(office: Office, actor: Actor) -> list[Run]:
    """The newest first. Raises `NotAllowed`."""
    require(actor, Action.IMPORT)
    return await stored_runs.newest(office.now)


async def run_of(office: Office, actor: Actor, number: int) -> Run:
    """How a run stands. Raises `NotAllowed`, `NoSuchRun`."""
    require(actor, Action.IMPORT)
    return await stored_runs.load(number, office.now)


async def file_of(actor: Actor, number: int) -> bytes:
    """The bytes of its file, to look at its sheets and columns. Raises `NotAllowed`, `BodyErased`."""
    require(actor, Action.IMPORT)
    body = await stored_runs.body_of(number)
    if body is None:
        raise BodyErased()
    return body


async def table_of(actor: Actor, number: int) -> Table | None:
    """The sheets and columns of its list; None while nobody read it, and for files that say themselves what is in them.

    Raises `NotAllowed`.
    """
    require(actor, Action.IMPORT)
    return table_from_kept(await stored_runs.table_of(number))


async def seen(actor: Actor, number: int, chosen: Chosen = ALL_ROWS, after: int = 0) -> Seen:
    """A page of its rows, those behind row `after` of the list. Raises `NotAllowed`."""
    require(actor, Action.IMPORT)
    found = await stored_rows.page(number, chosen, after, ON_A_PAGE + 1)
    some = tuple(map(from_kept, found[:ON_A_PAGE]))
    return Seen(some, some[-1].row if len(found) > ON_A_PAGE else None)


async def counts(actor: Actor, number: int) -> Counts:
    """What became of its rows, in numbers. Raises `NotAllowed`."""
    require(actor, Action.IMPORT)
    return Counts(await stored_rows.counts(number), await stored_rows.unsure(number))


async def report_csv(actor: Actor, number: int, speak: Texts) -> bytes:
    """The report of all rows, as a CSV file. Raises `NotAllowed`."""
    return report.report_csv([row async for row in all_rows(actor, number)], speak)


async def all_rows(actor: Actor, number: int) -> AsyncIterator[ImportRow]:
    """Every row, read page by page; `report.cells_of` says what the report shows of it. Raises `NotAllowed`."""
    require(actor, Action.IMPORT)
    after = 0
    while found := await stored_rows.page(number, ALL_ROWS, after, IN_A_PAGE_OF_REPORT):
        for one in found:
            yield from_kept(one)
        after = found[-1].number
