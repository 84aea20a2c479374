"""Make drafts of the rows of a list, and change what its corrections change: all of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from agreements.content_json import content_to_json
from agreements.domain.content import Content
from agreements.domain.roles import Action, Actor, department_of, require
from agreements.importing.identity import Shape
from agreements.importing.import_row import ImportRow, Outcome
from agreements.services.amend import amend_in_turn
from agreements.services.imports.correcting import Correction, corrected
from agreements.services.imports.kept_rows import to_kept
from agreements.services.imports.known import origin_of, recognised
from agreements.services.imports.reading import Rows
from agreements.services.office import Office
from agreements.services.register import TOGETHER, Registered, register_many_in_turn
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


def kept(rows: Sequence[ImportRow]) -> list[StoredRow]:
    """The rows as they are kept while nothing is stored of them."""
    return [to_kept(row) for row in rows]


async def store_rows(office: Office, actor: Actor, plan: Plan, run: int) -> tuple[list[ImportRow], list[StoredRow]]:
    """Inside the caller's transaction, with the writers' turn: each draft is made, and each correction taken over.
    Returns the rows with their references, and as they are kept."""
    references = await _make_drafts(office, actor, plan, run)
    rows = list[ImportRow]()
    stored = list[StoredRow]()
    for row in plan.rows:
        if row.row in references:
            row = replace(row, reference=references[row.row])
            stored.append(to_kept(row, FIRST_REVISION))
        elif row.row in plan.corrections:
            stored.append(await _correct(office, actor, plan, row, run))
        else:
            stored.append(to_kept(row))
        rows.append(row)
    return rows, stored


async def _make_drafts(office: Office, actor: Actor, plan: Plan, run: int) -> dict[int, str]:
    """The references that rows got, by their numbers."""
    new = [(row, _registered(row, row.content, plan.shape)) for row in plan.rows if _is_draft(row) and row.content]
    ids = await register_many_in_turn(office, actor, Action.IMPORT, [given for _, given in new])
    made = [(row, given.text, reference, id) for (row, given), (reference, id) in zip(new, ids.items(), strict=True)]
    for start in range(0, len(made), TOGETHER):
        some = made[start : start + TOGETHER]
        await origins.write([origin_of(row, plan.shape, id, text, run) for row, text, _, id in some])
    return {row.row: reference for row, _, reference, _ in made}


def _is_draft(row: ImportRow) -> bool:
    return row.outcome is Outcome.DRAFT


def _registered(row: ImportRow, content: Content, shape: Shape) -> Registered:
    reference = row.source_reference if shape.is_own else ""
    return Registered(content, content_to_json(content), reference or None, row.termination)


async def _correct(office: Office, actor: Actor, plan: Plan, row: ImportRow, run: int) -> StoredRow:
    """Keep what the list says now, and take over of it what the register does not say otherwise."""
    record = await agreements.load(row.reference)
    came_from = (await origins.of([row.reference]))[row.reference]
    said = content_to_json(row.content) if row.content else ""
    await origins.write([origin_of(row, plan.shape, record.id, said, run)])
    content = plan.corrections[row.row].content
    if content is None:
        return to_kept(row)
    require(actor, Action.AMEND, department_of(record.agreement, Action.AMEND))
    proposal = record.agreement.proposal
    before = {"content": content_to_json(proposal.content) if proposal else None, "origin": asdict(came_from)}
    saved = await amend_in_turn(office, actor, record, content, {"import_run": run})
    return to_kept(row, saved.revision, json.dumps(before, ensure_ascii=False))
