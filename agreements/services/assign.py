"""Say who looks after an agreement."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.preconditions import check_not_withdrawn
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.office import Office
from agreements.services.stewards import require_able


async def assign(office: Office, actor: Actor, reference: str, revision: int, stewardship: Stewardship) -> Agreement:
    """Owner, deputy and lead times; not part of what the parties agreed, so no approval is needed.

    Raises `CannotLookAfter` for an owner or deputy who may not decide on the agreement.
    """
    async with in_turn(office, actor, Action.ASSIGN, reference, revision) as record:
        check_not_withdrawn(record.agreement)
        await require_able(stewardship, record.agreement.content.department)
        after = replace(record.agreement, stewardship=stewardship)
        details = {
            "owner": stewardship.owner_id,
            "deputy": stewardship.deputy_id,
            "lead_days": list(stewardship.lead_days),
        }
        return await store_step(office, actor, Action.ASSIGN, record, after, details)
