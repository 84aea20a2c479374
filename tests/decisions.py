"""For the tests of decisions: Henk decides about an agreement of his, in each way there is."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.roles import Actor
from agreements.services.decide import decide
from agreements.services.record_review import record_review
from agreements.services.renew import renew
from agreements.services.snooze import snooze
from agreements.services.terminate import terminate
from agreements.storage import agreements
from tests.office import office_on
from tests.people import ENDS_ON, HENK

FIRST = ENDS_ON - timedelta(days=80)
UNTIL = ENDS_ON - timedelta(days=20)
REASON = "Wacht op de raad"
LAST = FIRST + timedelta(days=4)
"""The day of the last decision of `decided_in_every_way`; there is one a day."""


async def later(
    reference: str, day: date = FIRST, until_on: date = UNTIL, reason: str = REASON, actor: Actor = HENK
) -> None:
    """The reminder of the end is postponed."""
    revision = await revision_of(reference)
    await snooze(office_on(day), actor, reference, revision, DeadlineKind.EXPIRY, "", until_on, reason)


async def choose(reference: str, kind: DecisionKind, day: date = FIRST, actor: Actor = HENK) -> None:
    """It is decided to renew the agreement, or to let it end."""
    await decide(office_on(day), actor, reference, await revision_of(reference), kind)


async def reviewed(reference: str, day: date = FIRST) -> None:
    """A review is recorded."""
    answers = {"purpose_reached": "Ja", "still_proportionate": "Ja", "incidents": "Geen"}
    revision = await revision_of(reference)
    await record_review(office_on(day), HENK, reference, revision, done_on=day, planned_on=None, **answers)


async def renewed(reference: str, day: date = FIRST) -> Agreement:
    """A successor is drafted; returns it."""
    await reviewed(reference, day)
    return (await renew(office_on(day), HENK, reference, await revision_of(reference)))[1]


async def ended(reference: str, day: date = FIRST) -> None:
    """The agreement ends early, today."""
    await terminate(office_on(day), HENK, reference, await revision_of(reference), day, "Het doel is bereikt")


async def decided_in_every_way(reference: str) -> Agreement:
    """Postponed, to be renewed, renewed, yet to end, and terminated: a decision a day. Returns the successor."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    await later(reference, days[0])
    await choose(reference, DecisionKind.RENEW, days[1])
    successor = await renewed(reference, days[2])
    await choose(reference, DecisionKind.LAPSE, days[3])
    await ended(reference, days[4])
    return successor


async def revision_of(reference: str) -> int:
    """As the one who decides sees it."""
    return (await agreements.load(reference)).agreement.revision
