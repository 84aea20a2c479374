"""Save a draft: of a new agreement, or of the next version of one in force."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.content_digest import digest
from agreements.services.desk import Desk


async def amend(desk: Desk, actor: Actor, reference: str, revision: int, content: Content) -> Agreement:
    """What is in force goes on unchanged until the draft is approved."""
    return await change_agreement(
        desk,
        actor,
        Action.AMEND,
        reference,
        revision,
        lambda agreement: transitions.amend(agreement, content, desk.today, desk.policy),
        {"content_sha256": digest(content)},
    )
