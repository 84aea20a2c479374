"""What is to be written about one deadline that the ladder has something to say about. Pure: `scheduler.sweep` reads
and writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.ladder import alert_due, ladder_for, next_alert_on
from agreements.services.desk import Desk
from agreements.storage import outbox_delivery
from agreements.storage.accounts import Account
from agreements.storage.deadlines import StoredDeadline
from agreements.storage.outbox import Message, MessageKind, MessageState, Told
from scheduler.recipients import recipients_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written about one deadline: messages, the rungs they skip, and when to look again."""

    row: StoredDeadline
    next_on: date
    snoozed_until: date | None = None
    planned: tuple[Message, ...] = ()
    superseded: tuple[Message, ...] = ()
    replaces: Message | None = None
    """Earlier alerts than this one may still wait, because the mail server was away."""

    @property
    def speaks(self) -> bool:
        """Whether the ladder has an alert now."""
        return bool(self.planned)


def plan_deadline(
    desk: Desk, agreement: Agreement, row: StoredDeadline, told: Told, people: Sequence[Account], answers: str
) -> Plan:
    """1. Ask the ladder. 2. One message per recipient. 3. The rungs it replaces. 4. When to look again.

    An alert answers a snooze, which is over then.
    """
    ladder = ladder_for(row.kind, agreement)
    rungs = told.get((row.kind.value, row.subject, row.armed), frozenset())
    alert = alert_due(ladder, row.due_on, desk.today, told=rungs, snoozed_until=row.snoozed_until)
    if alert is None:
        next_on = next_alert_on(ladder, row.due_on, told=rungs, snoozed_until=row.snoozed_until)
        return Plan(row, next_on, row.snoozed_until)
    message = _message(desk, agreement, row, alert.rung, answers)
    return Plan(
        row,
        next_alert_on(ladder, row.due_on, told=rungs | {alert.rung, *alert.superseded}),
        planned=tuple(
            replace(message, recipient_id=recipient.account_id, audience=recipient.audience.value)
            for recipient in recipients_of(alert.audience, agreement, people)
        ),
        superseded=tuple(_silent(_message(desk, agreement, row, rung, "")) for rung in alert.superseded),
        replaces=message if any(rung > alert.rung for rung in rungs) else None,
    )


def _silent(message: Message) -> Message:
    """A rung that was skipped while the register was down, for the ledger."""
    return replace(message, state=MessageState.SUPERSEDED, reason=outbox_delivery.REPLACED)


def _message(desk: Desk, agreement: Agreement, row: StoredDeadline, rung: int, answers: str) -> Message:
    return Message(
        kind=MessageKind.DEADLINE,
        key=_key(agreement, row, rung) + answers,
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
