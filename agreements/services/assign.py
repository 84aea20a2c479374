"""Say who looks after an agreement."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.desk import Desk


async def assign(desk: Desk, actor: Actor, reference: str, revision: int, stewardship: Stewardship) -> Agreement:
    """Owner, deputy and lead times; not part of what the parties agreed, so no approval is needed."""
    return await change_agreement(
        desk,
        actor,
        Action.ASSIGN,
        reference,
        revision,
        lambda agreement: replace(agreement, stewardship=stewardship),
        {
            "owner": stewardship.owner_id,
            "deputy": stewardship.deputy_id,
            "lead_days": list(stewardship.lead_days),
        },
    )
