"""Record that a receiving party no longer holds the data."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Destruction
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.office import Office


async def confirm_destruction(
    office: Office, actor: Actor, reference: str, revision: int, destruction: Destruction
) -> Agreement:
    """The first confirmation of a party, or a correction of an earlier one; both are kept."""
    return await change_agreement(
        office,
        actor,
        Action.CONFIRM_DESTRUCTION,
        reference,
        revision,
        lambda agreement: transitions.confirm_destruction(agreement, destruction, office.today),
        {
            "party": destruction.party,
            "method": destruction.method.value,
            "done_on": destruction.done_on,
            **({"kept_by_law_until_on": destruction.kept_until} if destruction.kept_until else {}),
            **({"is_correction": True} if destruction.correction.strip() else {}),
        },
    )
