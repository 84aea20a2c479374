"""Whose end falls silent: told from what the parties agreed and decided, whatever the table of deadlines says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from agreements.storage.messages.ledger_view import LedgerFilter, ledger

DAY = timedelta(days=1)
MANY = 5000


async def silent_ends(ids: Sequence[int], today: date) -> set[tuple[str, date]]:
    """After the sweep of today: agreements that end within a day, which nobody decided to let lapse and nothing follows
    the day after, while nobody was told, or is about to be, that this is the last day."""
    if not await _somebody_ends(today):
        return set()
    known = [record.agreement for record in (await agreements.load_ids(list(ids))).values()]
    ending = [one for one in known if one.last_day in (today, today + DAY) and not _is_cared_for(one, known)]
    return {(one.reference, one.last_day) for one in ending if one.last_day and not await _is_told(one, one.last_day)}


async def _somebody_ends(today: date) -> bool:
    return bool(
        await fetch(
            "SELECT 1 AS one FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id"
            " AND v.number = a.version WHERE a.terminated_on IN (:today, :tomorrow)"
            " OR v.ends_on IN (:today, :tomorrow) LIMIT 1",
            {"today": today, "tomorrow": today + DAY},
        )
    )


def _is_cared_for(agreement: Agreement, known: Sequence[Agreement]) -> bool:
    content = agreement.in_force.content if agreement.in_force else None
    if content is None or agreement.last_day is None or agreement.closed_on or agreement.is_called_off:
        return True
    standing = [one for one in agreement.decisions if one.withdrawn_on is None and one.ends_on == content.ends_on]
    if not agreement.termination and any(one.kind is DecisionKind.LAPSE for one in standing[-1:]):
        return True
    return any(
        other.in_force
        and other.content.predecessor == agreement.reference
        and not other.is_called_off
        and other.content.starts_on == agreement.last_day + DAY
        for other in known
    )


async def _is_told(agreement: Agreement, last_day: date) -> bool:
    """Somebody has it in the ledger, or asked to hear of it on a day that is still to come."""
    entries = await ledger(LedgerFilter(reference=agreement.reference), limit=MANY)
    if any(one.deadline_kind == "expiry" and one.due_on == last_day and one.audience for one in entries):
        return True
    rows = await fetch(
        "SELECT 1 AS one FROM deadline d JOIN agreement a ON a.id = d.agreement_id WHERE a.reference = :reference"
        " AND d.kind = 'expiry' AND d.due_on = :day AND d.snoozed_until IS NOT NULL",
        {"reference": agreement.reference, "day": last_day},
    )
    return bool(rows)
