"""Renew an agreement: a new one that follows it."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Review
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_new, store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.record_review import store_review
from agreements.services.register import free_reference


async def renew(
    office: Office, actor: Actor, reference: str, revision: int, review: Review | None = None
) -> tuple[Agreement, Agreement]:
    """The agreement with its successor named, and that successor as a draft to complete (rule 7).

    A `review` given along is recorded first: renewing is one act. Raises what `check_recent_review` raises,
    `AlreadyRenewed`, `TerminationStands`, `WrongStatus`, `NotAllowed` or `Conflict`.
    """
    async with in_turn(office, actor, Action.RENEW, reference, revision) as record:
        if review:
            record = await store_review(office, actor, record, review)
        name = await free_reference(office)
        after, draft = transitions.renew(record.agreement, name, actor.id, office.today, office.policy)
        draft = replace(draft, registered_by=actor.id)
        details = {"content_sha256": digest(draft.content), "predecessor": reference}
        await store_new(office, actor, Action.REGISTER, draft, details)
        saved = await store_step(office, actor, Action.RENEW, record, after, {"successor": name})
        return saved, draft
