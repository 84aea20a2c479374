"""Close an agreement for good."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.desk import Desk
from agreements.services.succession import withdraw_plan


async def close(desk: Desk, actor: Actor, reference: str, revision: int) -> Agreement:
    """Raises `NotYetDestroyed` while a receiving party has not confirmed (rule 8). Drafts end with it."""
    async with in_turn(desk, actor, Action.CLOSE, reference, revision) as record:
        after = transitions.close(record.agreement, desk.today)
        saved = await store_step(desk, actor, Action.CLOSE, record, after, {})
        await withdraw_plan(desk, actor, record.agreement, saved)
        return saved
