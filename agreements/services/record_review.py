"""Record a review of an agreement."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Review
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.desk import Desk


async def record_review(
    desk: Desk,
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
    return await change_agreement(
        desk,
        actor,
        Action.REVIEW,
        reference,
        revision,
        lambda agreement: transitions.record_review(agreement, review, desk.today),
        {"done_on": done_on, "planned_on": planned_on},
    )
