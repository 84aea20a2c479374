"""Close an agreement for good."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.desk import Desk


async def close(desk: Desk, actor: Actor, reference: str, revision: int) -> Agreement:
    """Raises `NotYetDestroyed` while a receiving party has not confirmed (rule 8)."""
    return await change_agreement(
        desk, actor, Action.CLOSE, reference, revision, lambda agreement: transitions.close(agreement, desk.today)
    )
