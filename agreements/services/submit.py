"""Ask for approval of a draft."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.departments import NoHead, departments, no_head, require_head
from agreements.services.desk import Desk
from agreements.services.succession import check_succession


async def hindrance(actor: Actor, agreement: Agreement) -> NoHead | None:
    """What stands in the way of submitting this draft that its record alone does not tell."""
    department = agreement.latest.department
    return no_head(department, await departments(besides=actor.id))


async def submit(desk: Desk, actor: Actor, reference: str, revision: int) -> Agreement:
    """Ask those who may approve. Raises `Incomplete` with everything the draft still lacks, `NoHead`, or what a
    succession refuses.
    """
    async with in_turn(desk, actor, Action.SUBMIT, reference, revision) as record:
        after = transitions.submit(record.agreement, actor.id, desk.today, desk.policy)
        await require_head(after.latest.department, actor.id)
        await check_succession(desk, actor, after)
        return await store_step(desk, actor, Action.SUBMIT, record, after, {})
