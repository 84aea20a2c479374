"""The one road by which an agreement changes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from agreements.content_json import content_hash
from agreements.domain.agreement import Agreement
from agreements.domain.errors import Conflict
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor, department_of, require
from agreements.services import notices
from agreements.services.office import Office
from agreements.services.publish import keep_public
from agreements.services.refusals import noted_refusals
from agreements.storage import agreements, deadlines, publicity
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.trail import audit

Transition = Callable[[Agreement], Agreement]


async def change_agreement(
    office: Office,
    actor: Actor,
    action: Action,
    reference: str,
    revision: int,
    step: Transition,
    details: Mapping[str, object] | None = None,
) -> Agreement:
    """Do `step` with an agreement as `actor`, if it still has the `revision` that the actor saw.

    In one transaction: 1. take the writers' turn, 2. read the agreement, 3. check the actor's right, 4. check the
    revision, 5. let the domain take the step, 6. store it, 7. bring its deadlines in step, 8. write what residents
    see of it to the public memory, 9. write the audit event, 10. put messages in the outbox. Raises whatever refuses;
    then nothing is stored, except an audit event when the actor was not allowed to.
    """
    async with in_turn(office, actor, action, reference, revision) as record:
        return await store_step(office, actor, action, record, step(record.agreement), details or {})


@asynccontextmanager
async def in_turn(office: Office, actor: Actor, action: Action, reference: str, revision: int) -> AsyncIterator[Record]:
    """Steps 1 to 4; the body does the others. For steps that need more than one agreement."""
    async with noted_refusals(office, actor, action, reference), unit_of_work():
        await append_lock("audit")
        record = await agreements.load(reference)
        require(actor, action, department_of(record.agreement, action))
        if record.agreement.revision != revision:
            raise Conflict()
        yield record


async def store_step(
    office: Office, actor: Actor, action: Action, record: Record, after: Agreement, details: Mapping[str, object]
) -> Agreement:
    """Steps 6 to 10, inside the caller's transaction."""
    saved = await agreements.save(record, after, office.now)
    await deadlines.synchronise(record.id, saved, office.today, record.agreement.looked_after_by)
    told = {**details, **_plan_ended(record.agreement, saved), **await keep_public(office, record, saved)}
    await note(office, actor, action, saved.reference, told)
    await notices.take_back(record, saved)
    await notices.put_notices(office, actor, action, record, saved)
    return saved


def _plan_ended(before: Agreement, after: Agreement) -> Mapping[str, object]:
    """How a plan ended, if it did: by that residents hear of steps that are not public otherwise."""
    ending = after.plans[-1].ending if before.open_plan and after.plans else None
    return {publicity.ENDS_PLAN: ending.value} if ending else {}


async def store_new(
    office: Office, actor: Actor, action: Action, draft: Agreement, details: Mapping[str, object], form: str = ""
) -> int:
    """Store a new draft with its audit event, inside the caller's transaction; returns its row id."""
    agreement_id = await agreements.insert(draft, office.now, form)
    await note(office, actor, action, draft.reference, details)
    return agreement_id


async def store_many_new(
    office: Office, actor: Actor, action: Action, drafts: Sequence[Agreement], texts: Mapping[str, str]
) -> dict[str, int]:
    """The same for many drafts, with what each proposes as JSON; returns their row ids by reference."""
    ids = await agreements.insert_many(drafts, office.now, texts=texts)
    told = [audit.Told(name, _details({"content_sha256": content_hash(texts[name])})) for name in ids]
    await audit.append_many(at=office.now, actor=actor.id, origin=actor.origin, action=str(action), told=told)
    return ids


async def note(office: Office, actor: Actor, action: str, object: str, details: Mapping[str, object]) -> None:
    """Write an audit event inside the caller's transaction. `details` holds no personal data."""
    await audit.append(
        at=office.now,
        actor=actor.id,
        origin=actor.origin,
        action=str(action),
        object=object,
        changes=_details(details),
    )


def _details(details: Mapping[str, object]) -> str:
    return json.dumps(details, sort_keys=True, ensure_ascii=False, default=str)
