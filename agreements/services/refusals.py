"""What was refused stands in the trail (BIO2 8.15.01: result), and cannot be used to flood it.

Of one kind of refusal (who, what, about what, on one day) the 1st, the 10th, the 100th and so on leave an event, which
says how many there were. Whoever makes more than a hundred kinds a day has the rest of them counted as one.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from agreements.domain.errors import NotAllowed
from agreements.domain.roles import Action, Actor
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import refusals
from agreements.storage.trail import audit

MOST_KINDS = 100
"""A day, of one person, or of strangers at the doors."""

REST = "others"
"""What further kinds are counted as."""


@asynccontextmanager
async def noted_refusals(office: Office, actor: Actor, action: Action, object: str) -> AsyncIterator[None]:
    """Whoever tries in the body what is not allowed leaves a trace; the refusal goes on to the caller."""
    try:
        yield
    except NotAllowed:
        async with unit_of_work():
            await note_refusal(office, actor, action, object)
        raise


async def note_refusal(
    office: Office,
    actor: Actor,
    action: str,
    object: str,
    *,
    result: str = "refused",
    whose: str = "",
    kind: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Count a refusal, inside the caller's transaction, and write an event when its turn has come.

    `whose` is whom the kinds are counted for, usually the actor; `kind` tells kinds apart that differ in more than
    action, result and object. `details` holds no personal data.
    """
    await append_lock("audit")
    owner, what = whose or actor.id, f"{action} {result} {object} {kind}".strip()
    told = dict(details or {})
    if await _are_too_many_kinds(office, owner, what):
        what, object, told = REST, "register", {"kinds": REST}
    times = await refusals.count(office.today, owner, what)
    if not _is_power_of_ten(times):
        return
    if times > 1:
        told["times"] = times
    await audit.append(
        at=office.now,
        actor=actor.id,
        origin=actor.origin,
        action=str(action),
        object=object,
        changes=json.dumps(told, sort_keys=True, ensure_ascii=False, default=str),
        result=result,
    )


async def _are_too_many_kinds(office: Office, owner: str, what: str) -> bool:
    if await refusals.is_counted(office.today, owner, what):
        return False
    return await refusals.kinds(office.today, owner) >= MOST_KINDS


def _is_power_of_ten(number: int) -> bool:
    return str(number).rstrip("0") == "1"
