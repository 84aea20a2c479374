"""Ask for approval of a draft."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.desk import Desk
from agreements.services.succession import check_succession


async def submit(desk: Desk, actor: Actor, reference: str, revision: int) -> Agreement:
    """Raises `Incomplete` with everything the draft still lacks; else asks those who may approve."""
    async with in_turn(desk, actor, Action.SUBMIT, reference, revision) as record:
        after = transitions.submit(record.agreement, actor.id, desk.today, desk.policy)
        await check_succession(desk, after)
        return await store_step(desk, actor, Action.SUBMIT, record, after, {})
