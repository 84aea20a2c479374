"""End an agreement early."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.desk import Desk


async def terminate(desk: Desk, actor: Actor, reference: str, revision: int, ends_on: date, reason: str) -> Agreement:
    """`ends_on` is the last day on which the agreement holds."""
    return await change_agreement(
        desk,
        actor,
        Action.TERMINATE,
        reference,
        revision,
        lambda agreement: transitions.terminate(agreement, ends_on, reason, actor.id, desk.today),
        {"ends_on": ends_on},
    )
