"""Record what the owner decided about the end of the term."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.desk import Desk


async def decide(desk: Desk, actor: Actor, reference: str, revision: int, kind: DecisionKind) -> Agreement:
    """The decision stops the reminders to decide."""
    return await change_agreement(
        desk,
        actor,
        Action.DECIDE,
        reference,
        revision,
        lambda agreement: transitions.decide(agreement, kind, actor.id, desk.today),
        {"decision": kind.value},
    )
