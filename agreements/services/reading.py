"""Reading an agreement whole as somebody: what they may not see does not exist for them."""

from __future__ import annotations

from agreements.domain.errors import NotFound
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.domain.viewing import viewing_of
from agreements.storage import agreements


async def readable(actor: Actor, reference: str, action: Action = Action.READ_INTERNAL) -> Record:
    """The agreement with its drafts and internal fields, of who may do `action` with it. Raises `NotFound` also for
    other departments' heads."""
    record = await agreements.load(reference)
    if not viewing_of(actor, action).sees(record.agreement):
        raise NotFound(reference=reference)
    return record
