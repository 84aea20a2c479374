"""Record what the owner decided about the end of the term."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.office import Office
from agreements.services.succession import throw_renewal_away


async def decide(office: Office, actor: Actor, reference: str, revision: int, kind: DecisionKind) -> Agreement:
    """The decision stops the reminders to decide, and takes the place of an earlier one with its draft."""
    async with in_turn(office, actor, Action.DECIDE, reference, revision) as record:
        after = transitions.decide(record.agreement, kind, actor.id, office.today)
        saved = await store_step(office, actor, Action.DECIDE, record, after, {"decision": kind.value})
        await throw_renewal_away(office, actor, record.agreement, saved)
        return saved
