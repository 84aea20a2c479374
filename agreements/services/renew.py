"""Renew an agreement: a new one that follows it."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_new, store_step
from agreements.services.content_digest import digest
from agreements.services.desk import Desk
from agreements.services.register import free_reference


async def renew(desk: Desk, actor: Actor, reference: str, revision: int) -> tuple[Agreement, Agreement]:
    """The agreement with its successor named, and that successor as a draft to complete (rule 7).

    Raises `ReviewMissing`, `AlreadyRenewed`, `WrongStatus`, `NotAllowed` or `Conflict`.
    """
    async with in_turn(desk, actor, Action.RENEW, reference, revision) as record:
        name = await free_reference(desk)
        after, draft = transitions.renew(record.agreement, name, actor.id, desk.today, desk.policy)
        draft = replace(draft, registered_by=actor.id)
        details = {"content_sha256": digest(draft.content), "predecessor": reference}
        await store_new(desk, actor, Action.REGISTER, draft, details)
        saved = await store_step(desk, actor, Action.RENEW, record, after, {"successor": name})
        return saved, draft
