"""Decides which alerts are due and writes them in the outbox. Sending is another step: see `scheduler.delivery`.

Due is a range test on the table of deadlines, so a register that was down for weeks catches up by itself.
Several sweeps may run at once: they take turns per agreement, and the unique key of the outbox refuses a double.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.errors import AgreementError
from agreements.domain.ladder import AlertDue, alert_due, ladder_for, next_alert_on
from agreements.domain.wording import N_
from agreements.services.desk import Desk
from agreements.storage import accounts, agreements, deadlines, outbox, outbox_delivery
from agreements.storage.accounts import Account
from agreements.storage.deadlines import StoredDeadline
from agreements.storage.errors import Busy, StorageUnavailable
from agreements.storage.outbox import Message, MessageKind, MessageState
from agreements.storage.transaction import append_lock, unit_of_work
from scheduler.recipients import recipients_of

log = logging.getLogger(__name__)

BATCH = 200


class SweepIncomplete(AgreementError):
    """Some agreements could not be handled; all others were."""

    sentence = N_("The alerts of %(count)s agreements could not be planned; the log says why. All others were planned.")


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a sweep did: messages put in the outbox, alerts that a later one replaced, deadlines announced."""

    planned: int
    superseded: int
    deadlines: int
    on: date

    def as_dict(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "planned": self.planned,
            "superseded": self.superseded,
            "deadlines": self.deadlines,
            "on": self.on.isoformat(),
        }


async def sweep(desk: Desk) -> SweepResult:
    """Plan every alert that is due on `desk.today`, which may be any day.

    Each agreement is a transaction of its own, handled once: one that cannot be read stops no other, and one
    whose rows stay due is left to the next sweep. Raises `SweepIncomplete` when there were such, after the rest.
    """
    people = await accounts.active()
    done: Counter[str] = Counter()
    seen: set[int] = set()
    failed = 0
    while fresh := await _due_agreements(desk.today, seen):
        seen.update(fresh)
        for agreement_id in fresh:
            try:
                done.update(await _plan_agreement(desk, agreement_id, people))
            except (Busy, StorageUnavailable):
                raise
            except Exception:
                log.exception("the alerts of agreement %s could not be planned", agreement_id)
                failed += 1
    if failed:
        raise SweepIncomplete(count=failed)
    return SweepResult(done["planned"], done["superseded"], done["deadlines"], desk.today)


async def _due_agreements(day: date, seen: set[int]) -> list[int]:
    """The next agreements with something due that this sweep has not handled yet; empty when there are no more."""
    limit = BATCH
    while True:
        rows = await deadlines.due(day, limit)
        fresh = list(dict.fromkeys(row.agreement_id for row in rows if row.agreement_id not in seen))
        if fresh or len(rows) < limit:
            return fresh
        limit += BATCH


async def _plan_agreement(desk: Desk, agreement_id: int, people: Sequence[Account]) -> Counter[str]:
    """Plan what is due for one agreement.

    It takes the writers' turn before it reads: otherwise a date could move between reading and planning.
    """
    done: Counter[str] = Counter()
    async with unit_of_work():
        await append_lock("audit")
        record = (await agreements.load_ids([agreement_id]))[agreement_id]
        told = await outbox.told_rungs(agreement_id)
        for row in await deadlines.of_agreement(agreement_id):
            if row.next_alert_on is not None and row.next_alert_on <= desk.today:
                rungs = told.get((row.kind.value, row.subject, row.armed), frozenset())
                done.update(await _plan_deadline(desk, record.agreement, row, rungs, people))
    return done


async def _plan_deadline(
    desk: Desk, agreement: Agreement, row: StoredDeadline, told: frozenset[int], people: Sequence[Account]
) -> Counter[str]:
    """1. Ask the ladder. 2. One message per recipient. 3. Note the rungs it replaces. 4. Note when to look again."""
    done: Counter[str] = Counter()
    ladder = ladder_for(row.kind, agreement)
    alert = alert_due(ladder, row.due_on, desk.today, told=told, snoozed_until=row.snoozed_until)
    if alert is not None:
        told = told | {alert.rung, *alert.superseded}
        for recipient in recipients_of(alert.audience, agreement, people):
            message = _message(desk, agreement, row, alert.rung)
            told_to = replace(message, recipient_id=recipient.account_id, audience=recipient.audience.value)
            done["planned"] += await outbox.put(told_to, desk.now)
        done["superseded"] += await _supersede(desk, agreement, row, alert)
        done["deadlines"] += 1
    next_on = next_alert_on(ladder, row.due_on, told=told, snoozed_until=row.snoozed_until)
    await deadlines.set_next_alert(row, next_on)
    return done


async def _supersede(desk: Desk, agreement: Agreement, row: StoredDeadline, alert: AlertDue) -> int:
    """The rungs skipped while the register was down, and alerts that still wait because the mail server was."""
    count = await outbox_delivery.supersede_waiting(row.agreement_id, row.kind, row.subject, row.armed, alert.rung)
    for rung in alert.superseded:
        skipped = _message(desk, agreement, row, rung)
        silent = replace(skipped, state=MessageState.SUPERSEDED, reason=outbox_delivery.REPLACED)
        count += await outbox.put(silent, desk.now)
    return count


def _message(desk: Desk, agreement: Agreement, row: StoredDeadline, rung: int) -> Message:
    return Message(
        kind=MessageKind.DEADLINE,
        key=_key(agreement, row, rung),
        agreement_id=row.agreement_id,
        recipient_id=None,
        planned_on=desk.today,
        deadline_kind=row.kind,
        subject=row.subject,
        due_on=row.due_on,
        armed=row.armed,
        rung=rung,
    )


def _key(agreement: Agreement, row: StoredDeadline, rung: int) -> str:
    """Unlike any other rung of any other deadline; a date that moved arms it again and so has keys of its own."""
    return f"deadline:{agreement.reference}:{row.kind}:{row.subject}:{row.armed}:{rung}"
