"""Save a draft: of a new agreement, or of the next version of one in force."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.desk import Desk
from agreements.services.succession import keep_in_step


async def amend(desk: Desk, actor: Actor, reference: str, revision: int, content: Content) -> Agreement:
    """What is in force goes on unchanged until the draft is approved.

    A first draft that no longer follows the agreement it was made to follow lets that one go.
    """
    async with in_turn(desk, actor, Action.AMEND, reference, revision) as record:
        after = transitions.amend(record.agreement, content, desk.today, desk.policy)
        saved = await store_step(desk, actor, Action.AMEND, record, after, {"content_sha256": digest(content)})
        await keep_in_step(desk, actor, record.agreement, saved)
        return saved
