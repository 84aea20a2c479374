"""Put in the outbox what the ladder has to say today: the alerts of some agreements, or somebody's weekly overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agreements.services.office import Office
from agreements.services.planning import plan_deadline
from agreements.storage import agreements, deadlines, snoozes
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.deadlines import StoredDeadline
from agreements.storage.messages import delivery, digests, outbox
from agreements.storage.people import accounts


async def plan_alerts(office: Office, ids: Sequence[int]) -> Counter[str]:
    """Plan what is due for some agreements, in one transaction; returns what was planned, superseded and announced.

    It takes the writers' turn before it reads: otherwise a date could move, or somebody leave, between reading and
    planning.
    """
    done: Counter[str] = Counter()
    async with unit_of_work():
        await append_lock("audit")
        people, records = await accounts.active(), await agreements.load_ids(ids)
        told = await outbox.told_rungs_of(ids)
        plans = []
        for row in await deadlines.due_of(ids, office.today):
            agreement = records[row.agreement_id].agreement
            plans.append(plan_deadline(office, agreement, row, told[row.agreement_id], people, await _answers(row)))
        for plan in plans:
            if plan.replaces:
                done["superseded"] += await delivery.supersede_waiting(plan.replaces)
            if plan.concerned:
                await outbox.hand_over(plan.concerned, deadlines.NEW_OWNER)
            await deadlines.set_next_alert(plan.row, plan.next_on, plan.snoozed_until)
            done["deadlines"] += plan.speaks
        for outcome in ("planned", "superseded"):
            messages = [message for plan in plans for message in getattr(plan, outcome)]
            done[outcome] += await outbox.put_all(messages, office.now)
    return done


async def bundle_overview(office: Office, recipient_id: str) -> bool:
    """Make somebody's weekly overview of what waits for it; False when nothing does."""
    async with unit_of_work():
        return bool(await digests.bundle(recipient_id, office.today, office.now))


async def _answers(row: StoredDeadline) -> str:
    """What tells a reminder that somebody asked for apart from the alert of the same rung; empty without a snooze."""
    if row.snoozed_until is None:
        return ""
    return f":snooze{await snoozes.latest_number(row.agreement_id, row.kind, row.subject)}"
