"""Record that somebody asked for an early review of a running agreement."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.planned_review import ReviewRequest
from agreements.domain.roles import Action, Actor
from agreements.domain.vocabulary import AskedBy
from agreements.services.change import change_agreement
from agreements.services.office import Office


async def ask_review(
    office: Office,
    actor: Actor,
    reference: str,
    revision: int,
    *,
    planned_on: date,
    asked_by: AskedBy,
    asked_on: date,
    reason: str,
) -> Agreement:
    """Plan it by `planned_on`, with the alerts of every review. `reason` is public."""
    request = ReviewRequest(
        asked_by=asked_by, asked_on=asked_on, reason=reason.strip(), recorded_on=office.today, recorded_by=actor.id
    )
    return await change_agreement(
        office,
        actor,
        Action.ASK_REVIEW,
        reference,
        revision,
        lambda agreement: transitions.ask_review(agreement, planned_on, request),
        {"asked_by": asked_by, "asked_on": asked_on, "planned_on": planned_on},
    )
