"""Throw away a draft, or a submission."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.succession import keep_in_step


async def withdraw(office: Office, actor: Actor, reference: str, revision: int, reason: str = "") -> Agreement:
    """What was never approved stays, as withdrawn; of an amendment the event keeps the fingerprint.

    The agreement that it would follow is free again. Raises `NothingProposed`.
    """
    async with in_turn(office, actor, Action.WITHDRAW, reference, revision) as record:
        return await withdraw_in_turn(office, actor, record, reason)


async def withdraw_in_turn(
    office: Office, actor: Actor, record: Record, reason: str, because: Mapping[str, object] | None = None
) -> Agreement:
    """The same inside `in_turn`. `because`: what else the event says."""
    after = transitions.withdraw(record.agreement, actor.id, reason, office.today)
    details = {"content_sha256": digest(record.agreement.latest), **(because or {})}
    saved = await store_step(office, actor, Action.WITHDRAW, record, after, details)
    await keep_in_step(office, actor, record.agreement, saved)
    return saved
