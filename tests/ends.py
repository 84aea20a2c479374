"""An agreement that ends on 31 January 2026, a successor, and what the ledger says until ten days after the end.

It runs from 1 February 2025, was reviewed in June 2025 and is looked after by Henk. Decisions are taken on 1 September.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.content import Party
from agreements.domain.deadlines import DeadlineKind
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.record_review import record_review
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.storage import agreements
from scheduler.sweep import sweep
from tests import people
from tests.alerts import alerts, entrust
from tests.office import in_force, office_on
from tests.people import HENK, PETRA

BEGAN, REVIEWED, SIGNED = date(2025, 2, 1), date(2025, 6, 2), date(2025, 1, 10)
DECIDED, LAST = date(2025, 9, 1), date(2026, 1, 31)
ENDS = {DeadlineKind.DECISION, DeadlineKind.EXPIRY}


def parties() -> tuple[Party, ...]:
    return tuple(replace(party, signed_on=SIGNED) for party in people.complete_content().parties)


async def base() -> Agreement:
    """Agreement A, reviewed and renewed by nobody yet."""
    made = await in_force(date(2025, 1, 15), starts_on=BEGAN, ends_on=LAST, review_dates=(REVIEWED,), parties=parties())
    owned = await entrust(made, Stewardship(owner_id=HENK.id), date(2025, 1, 15))
    return await record_review(
        office_on(REVIEWED),
        HENK,
        owned.reference,
        owned.revision,
        done_on=REVIEWED,
        planned_on=REVIEWED,
        purpose_reached="Ja",
        still_proportionate="Ja",
        incidents="Geen",
    )


async def now(reference: str) -> Agreement:
    return (await agreements.load(reference)).agreement


async def completed(reference: str, starts_on: date = LAST + timedelta(days=1), **changes: object) -> Agreement:
    """The draft of a successor with its dates and signatures, submitted by Petra and approved by Henk."""
    draft, office = await now(reference), office_on(DECIDED)
    content = replace(
        draft.content,
        parties=parties(),
        starts_on=starts_on,
        ends_on=date(2027, 12, 31),
        review_dates=(date(2027, 6, 1),),
        **changes,  # type: ignore[arg-type]
    )
    saved = await amend(office, PETRA, reference, draft.revision, content)
    waiting = await submit(office, PETRA, reference, saved.revision)
    return await approve(office, HENK, reference, waiting.revision)


async def renewed() -> tuple[Agreement, Agreement]:
    """A, and B that follows it."""
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    successor = await completed(draft.reference)
    return await now(old.reference), successor


async def told_of(reference: str, since: date = DECIDED) -> list[tuple[DeadlineKind, date]]:
    """What the ledger says about deciding and the end after a sweep on every day until ten days after the end."""
    for number in range((LAST - since).days + 11):
        await sweep(office_on(since + timedelta(days=number)))
    return [
        (entry.deadline_kind, entry.due_on)
        for entry in await alerts()
        if entry.deadline_kind in ENDS and entry.reference == reference and entry.due_on
    ]


async def kinds_told(reference: str) -> set[DeadlineKind]:
    return {kind for kind, _ in await told_of(reference)}
