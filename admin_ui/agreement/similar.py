"""Agreements that look the same as a draft, for people who read it."""

from __future__ import annotations

from agreements.domain.agreement import Agreement
from agreements.domain.roles import Actor
from agreements.domain.viewing import viewing_of
from agreements.services.likeness import Lookalike, lookalikes


async def similar(agreement: Agreement | None, actor: Actor) -> list[Lookalike]:
    """Those that nobody said yet why they differ, as far as this person may read them; none once it is approved."""
    if agreement is None or agreement.proposal is None or agreement.withdrawal:
        return []
    return [one for one in await lookalikes(agreement) if not one.is_answered and viewing_of(actor).sees(one.agreement)]
