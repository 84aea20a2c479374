"""Return a submission to its maker."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.office import Office


async def send_back(office: Office, actor: Actor, reference: str, revision: int, reason: str) -> Agreement:
    """The proposal becomes a draft again, with the reason. Raises `ReasonMissing`."""
    return await change_agreement(
        office,
        actor,
        Action.RETURN,
        reference,
        revision,
        lambda agreement: transitions.send_back(agreement, reason, office.today),
    )
