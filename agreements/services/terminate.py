"""End an agreement early, and take that back before it has passed."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.office import Office
from agreements.services.succession import keep_in_step, throw_renewal_away


async def terminate(
    office: Office, actor: Actor, reference: str, revision: int, ends_on: date, reason: str
) -> Agreement:
    """`ends_on` is the last day on which the agreement holds.

    The draft of a renewal is thrown away with it. When the day lies before its first day, it never began: the
    agreement it would follow is free again.
    """
    async with in_turn(office, actor, Action.TERMINATE, reference, revision) as record:
        after = transitions.terminate(record.agreement, ends_on, reason, actor.id, office.today)
        saved = await store_step(office, actor, Action.TERMINATE, record, after, {"ends_on": ends_on})
        await throw_renewal_away(office, actor, record.agreement, saved)
        await keep_in_step(office, actor, record.agreement, saved)
        return saved


async def withdraw_termination(office: Office, actor: Actor, reference: str, revision: int, reason: str) -> Agreement:
    """The agreed end counts again. Of what was called off before it began, what it follows must still be free."""
    async with in_turn(office, actor, Action.WITHDRAW_TERMINATION, reference, revision) as record:
        after = transitions.withdraw_termination(record.agreement, reason, actor.id, office.today)
        saved = await store_step(office, actor, Action.WITHDRAW_TERMINATION, record, after, {})
        await keep_in_step(office, actor, record.agreement, saved)
        return saved
