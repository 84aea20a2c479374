"""Close an agreement for good."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.office import Office
from agreements.services.succession import throw_renewal_away


async def close(office: Office, actor: Actor, reference: str, revision: int) -> Agreement:
    """Raises `NotYetDestroyed` while a receiving party has not confirmed (rule 8). Drafts end with it."""
    async with in_turn(office, actor, Action.CLOSE, reference, revision) as record:
        after = transitions.close(record.agreement, office.today)
        saved = await store_step(office, actor, Action.CLOSE, record, after, {})
        await throw_renewal_away(office, actor, record.agreement, saved)
        return saved
