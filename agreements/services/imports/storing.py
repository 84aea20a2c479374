"""Make drafts of the rows of a list, and change what its corrections change: all of it, or nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from agreements.content_json import content_to_json
from agreements.domain.roles import Action, Actor, department_of, require
from agreements.importing.identity import Shape
from agreements.importing.import_row import ImportRow, Outcome
from agreements.services.amend import amend_in_turn
from agreements.services.imports.correcting import Correction, corrected
from agreements.services.imports.kept_rows import to_kept
from agreements.services.imports.known import origin_of, recognised
from agreements.services.imports.reading import Rows
from agreements.services.office import Office
from agreements.services.register import Registered, free_references, last_reference, register_many_in_turn
from agreements.storage import agreements
from agreements.storage.imports import origins
from agreements.storage.imports.rows import StoredRow
from agreements.storage.trail import audit
from agreements.storage.trail.audit import Head


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of each row, as the register was when its history ended at `head`; `corrections` by the
    numbers of the rows that make them."""

    rows: tuple[ImportRow, ...]
    corrections: Mapping[int, Correction]
    shape: Shape
    head: Head


TOGETHER: Final = 50
"""So many drafts are made and stored at a time: between them others have a turn."""
FIRST_REVISION = 1
"""Of a new draft."""


async def planned(office: Office, read: Rows) -> Plan:
    """What becomes of each row, beside what the register has already."""
    head = await audit.head()
    found = await recognised(read.rows, read.shape)
    rows, corrections = await corrected(office, found.rows, found.matches, read.shape)
    return Plan(tuple(rows), corrections, read.shape, head)


async def planned_again(office: Office, read: Rows, plan: Plan) -> Plan:
    """The same, inside the transaction that stores it: made anew only if anything happened since."""
    return plan if await audit.head() == plan.head else await planned(office, read)


@dataclass(frozen=True, slots=True)
class Done:
    """What a row did to an agreement: the revision that it left, and what undoing puts back (see `StoredRow`)."""

    revision: int | None = None
    before: str = ""


async def kept(rows: Sequence[ImportRow], done: Mapping[int, Done] | None = None) -> list[StoredRow]:
    """The rows as they are kept, with what those did that did something."""
    did = done or {}
    return await asyncio.to_thread(lambda: [_kept(row, did.get(row.row, NOTHING_DONE)) for row in rows])


NOTHING_DONE = Done()


def _kept(row: ImportRow, done: Done) -> StoredRow:
    return to_kept(row, done.revision, done.before)


async def store_rows(office: Office, actor: Actor, plan: Plan, run: int) -> tuple[list[ImportRow], list[StoredRow]]:
    """Inside the caller's transaction, with the writers' turn: each draft is made, and each correction taken over.
    Returns the rows with their references, and as they are kept."""
    references = await _make_drafts(office, actor, plan, run)
    done = {number: Done(FIRST_REVISION) for number in references}
    for row in plan.rows:
        if row.row in plan.corrections and (corrected := await _correct(office, actor, plan, row, run)):
            done[row.row] = corrected
    rows = [replace(row, reference=references[row.row]) if row.row in references else row for row in plan.rows]
    return rows, await kept(rows, done)


async def _make_drafts(office: Office, actor: Actor, plan: Plan, run: int) -> dict[int, str]:
    """The references that rows got, by their numbers."""
    new = [row for row in plan.rows if row.outcome is Outcome.DRAFT]
    own = {row.source_reference for row in new} if plan.shape.is_own else set[str]()
    free = free_references(office.today.year, await last_reference(office), own)
    made = dict[int, str]()
    for start in range(0, len(new), TOGETHER):
        some = new[start : start + TOGETHER]
        given = [_registered(row, plan.shape) for row in some]
        ids = await register_many_in_turn(office, actor, Action.IMPORT, given, free)
        stored = list(zip(some, given, ids.items(), strict=True))
        await origins.write([origin_of(row, plan.shape, id, one.text, run) for row, one, (_, id) in stored])
        made |= {row.row: reference for row, _, (reference, _) in stored}
    return made


def _registered(row: ImportRow, shape: Shape) -> Registered:
    if row.content is None:
        raise ValueError(f"row {row.row} becomes a draft without a content")
    reference = row.source_reference if shape.is_own else ""
    return Registered(row.content, content_to_json(row.content), reference or None, row.termination)


async def _correct(office: Office, actor: Actor, plan: Plan, row: ImportRow, run: int) -> Done | None:
    """Keep what the list says now, and take over of it what the register does not say otherwise."""
    record = await agreements.load(row.reference)
    came_from = (await origins.of([row.reference]))[row.reference]
    said = content_to_json(row.content) if row.content else ""
    await origins.write([origin_of(row, plan.shape, record.id, said, run)])
    content = plan.corrections[row.row].content
    if content is None:
        return None
    require(actor, Action.AMEND, department_of(record.agreement, Action.AMEND))
    proposal = record.agreement.proposal
    before = {"content": content_to_json(proposal.content) if proposal else None, "origin": asdict(came_from)}
    saved = await amend_in_turn(office, actor, record, content, {"import_run": run})
    return Done(saved.revision, json.dumps(before, ensure_ascii=False))
