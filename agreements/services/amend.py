"""Save a draft: of a new agreement, or of the next version of one in force."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor, require
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.succession import keep_in_step


async def amend(office: Office, actor: Actor, reference: str, revision: int, content: Content) -> Agreement:
    """What is in force goes on unchanged until the draft is approved.

    A first draft that no longer follows the agreement it was made to follow lets that one go.
    """
    async with in_turn(office, actor, Action.AMEND, reference, revision) as record:
        return await amend_in_turn(office, actor, record, content)


async def amend_in_turn(
    office: Office, actor: Actor, record: Record, content: Content, because: Mapping[str, object] | None = None
) -> Agreement:
    """The same inside `in_turn`. `because`: what else the event says.

    Nobody gives an agreement to a department of which they may not amend agreements: raises `NotAllowed`.
    """
    require(actor, Action.AMEND, content.department)
    after = transitions.amend(record.agreement, content, office.today, office.policy)
    details = {"content_sha256": digest(content), **(because or {})}
    saved = await store_step(office, actor, Action.AMEND, record, after, details)
    await keep_in_step(office, actor, record.agreement, saved)
    return saved
