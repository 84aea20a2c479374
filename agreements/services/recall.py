"""Take back what one submitted oneself."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.office import Office


async def recall(office: Office, actor: Actor, reference: str, revision: int) -> Agreement:
    """The proposal is a draft again. Nobody is told; who was to be asked and was not mailed yet, is not asked.

    Raises `NotYourSubmission`.
    """
    return await change_agreement(
        office,
        actor,
        Action.RECALL,
        reference,
        revision,
        lambda agreement: transitions.recall(agreement, actor.id, office.today),
    )
