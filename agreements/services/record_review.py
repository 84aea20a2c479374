"""Record a review of an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Review
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.office import Office


async def record_review(
    office: Office,
    actor: Actor,
    reference: str,
    revision: int,
    *,
    done_on: date,
    planned_on: date | None,
    purpose_reached: str,
    still_proportionate: str,
    incidents: str,
) -> Agreement:
    """Was the purpose reached, is it still proportionate, what went wrong (rule 7)?"""
    review = Review(
        done_on=done_on,
        planned_on=planned_on,
        purpose_reached=purpose_reached.strip(),
        still_proportionate=still_proportionate.strip(),
        incidents=incidents.strip(),
        by=actor.id,
    )
    async with in_turn(office, actor, Action.REVIEW, reference, revision) as record:
        return (await store_review(office, actor, record, review)).agreement


async def store_review(office: Office, actor: Actor, record: Record, review: Review) -> Record:
    """The same inside the caller's transaction."""
    after = transitions.record_review(record.agreement, review, office.today)
    details = {"done_on": review.done_on, "planned_on": review.planned_on}
    return replace(record, agreement=await store_step(office, actor, Action.REVIEW, record, after, details))
