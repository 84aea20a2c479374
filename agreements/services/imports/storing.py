"""Make drafts of the rows of a list: of all of them, or of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agreements.domain.roles import Action, Actor
from agreements.importing.import_row import ImportRow, Outcome
from agreements.services.imports.kept_rows import to_kept
from agreements.services.imports.known import known
from agreements.services.imports.reading import Rows
from agreements.services.office import Office
from agreements.services.register import register_in_turn
from agreements.storage.agreements import Origin
from agreements.storage.imports.rows import StoredRow
from agreements.storage.trail import audit
from agreements.storage.trail.audit import Head


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of each row, as the register was when its history ended at `head`."""

    rows: tuple[ImportRow, ...]
    is_own: bool
    head: Head


FIRST_REVISION = 1
"""Of a new draft."""


async def planned(read: Rows) -> Plan:
    """What becomes of each row, beside what the register has already."""
    head = await audit.head()
    has = await known()
    return Plan(tuple(has.recognised(row) for row in read.rows), read.is_own, head)


async def planned_again(read: Rows, plan: Plan) -> Plan:
    """The same, inside the transaction that stores it: made anew only if anything happened since."""
    return plan if await audit.head() == plan.head else await planned(read)


async def store_rows(office: Office, actor: Actor, plan: Plan) -> tuple[list[ImportRow], list[StoredRow]]:
    """Inside the caller's transaction, with the writers' turn: each draft is made. Returns the rows with their
    references, and as they are kept."""
    stored = [await _store_row(office, actor, row, plan.is_own) for row in plan.rows]
    return stored, kept(stored)


def kept(rows: Sequence[ImportRow]) -> list[StoredRow]:
    """The rows as they are kept; those that became a draft with the revision it has."""
    is_made = {row.row for row in rows if row.outcome is Outcome.DRAFT and row.reference}
    return [to_kept(row, FIRST_REVISION if row.row in is_made else None) for row in rows]


async def _store_row(office: Office, actor: Actor, row: ImportRow, keeps_reference: bool) -> ImportRow:
    if row.outcome is not Outcome.DRAFT or row.content is None:
        return row
    draft = await register_in_turn(
        office,
        actor,
        Action.IMPORT,
        row.content,
        row.source_reference if keeps_reference else None,
        origin=Origin(row.source_key, row.fingerprint),
        termination=row.termination,
    )
    return replace(row, reference=draft.reference)
