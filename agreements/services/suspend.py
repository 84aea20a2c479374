"""Let the exchange of data rest, longer or shorter, and take it up again."""

from __future__ import annotations

from datetime import date

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import change_agreement
from agreements.services.office import Office


async def suspend(
    office: Office, actor: Actor, reference: str, revision: int, from_on: date, until_on: date | None, reason: str
) -> Agreement:
    """Suspend from a day, up to and including `until_on` or until somebody resumes."""
    return await change_agreement(
        office,
        actor,
        Action.SUSPEND,
        reference,
        revision,
        lambda agreement: transitions.suspend(agreement, from_on, until_on, reason, office.today),
        {"from_on": from_on, "until_on": until_on},
    )


async def resume(office: Office, actor: Actor, reference: str, revision: int) -> Agreement:
    """Resume from today."""
    return await change_agreement(
        office,
        actor,
        Action.RESUME,
        reference,
        revision,
        lambda agreement: transitions.resume(agreement, office.today),
    )


async def extend_suspension(
    office: Office, actor: Actor, reference: str, revision: int, until_on: date | None, reason: str
) -> Agreement:
    """Another last day for the suspension that runs; None: until somebody resumes."""
    return await change_agreement(
        office,
        actor,
        Action.EXTEND_SUSPENSION,
        reference,
        revision,
        lambda agreement: transitions.extend_suspension(agreement, until_on, reason, office.today),
        {"until_on": until_on},
    )


async def cancel_suspension(
    office: Office, actor: Actor, reference: str, revision: int, from_on: date, reason: str
) -> Agreement:
    """Take back a suspension that is planned from this day."""
    return await change_agreement(
        office,
        actor,
        Action.CANCEL_SUSPENSION,
        reference,
        revision,
        lambda agreement: transitions.cancel_suspension(agreement, from_on, reason, office.today),
        {"from_on": from_on},
    )
