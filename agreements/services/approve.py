"""Approve a submission: it becomes the version in force."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.plan import Reactions
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.likeness import check_transitional
from agreements.services.office import Office
from agreements.services.succession import check_succession, keep_in_step


async def approve(
    office: Office, actor: Actor, reference: str, revision: int, reactions: Reactions | None = None
) -> Agreement:
    """Raises `FourEyes` when the actor submitted it (rule 9), `Incomplete`, `TransitionalAgain`, or what a succession
    refuses; `PlanStillOpen` or `ReactionsMissing` after a plan, whose `reactions` are answered along with it.

    The audit event holds the fingerprint of what was approved.
    """
    async with in_turn(office, actor, Action.APPROVE, reference, revision) as record:
        await check_succession(office, actor, record.agreement)
        after = transitions.approve(record.agreement, actor.id, office.today, office.policy, reactions)
        await check_transitional(after)
        details: dict[str, object] = {"content_sha256": digest(after.content)}
        if reactions:
            details["reactions"] = reactions.count
        approved = await store_step(office, actor, Action.APPROVE, record, after, details)
        await keep_in_step(office, actor, record.agreement, approved)
        return approved
