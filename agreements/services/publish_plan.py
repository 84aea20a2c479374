"""Let everyone read a submission and react before it is approved; and take such a plan back."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office


async def publish_plan(
    office: Office, actor: Actor, reference: str, revision: int, reactions_until: date | None = None
) -> Agreement:
    """People can react up to and including that day; four weeks from today unless given.

    Raises `OwnPlan` when the actor submitted it (rule 9), `PlanNotPublic`, `PlanStands`, `BeginsBeforehand`, or
    `DateNotAllowed`. The audit event holds the fingerprint of what people read.
    """
    async with in_turn(office, actor, Action.PUBLISH_PLAN, reference, revision) as record:
        after = transitions.publish_plan(record.agreement, actor.id, reactions_until, office.today)
        plan = after.plans[-1]
        details = {"content_sha256": digest(plan.content), "until_on": plan.reactions_until}
        return await store_step(office, actor, Action.PUBLISH_PLAN, record, after, details)


async def withdraw_plan(office: Office, actor: Actor, reference: str, revision: int, reason: str) -> Agreement:
    """End it with a reason that everyone reads; what was submitted goes on waiting.

    Raises `NoPlan` or `ReasonMissing`.
    """
    async with in_turn(office, actor, Action.WITHDRAW_PLAN, reference, revision) as record:
        after = transitions.withdraw_plan(record.agreement, reason, office.today)
        return await store_step(office, actor, Action.WITHDRAW_PLAN, record, after, {})
