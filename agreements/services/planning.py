"""What is to be written about one deadline that the ladder has something to say about. Pure:
`agreements.services.plan_alerts` reads and writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import ladder_for
from agreements.domain.digest import Rhythm, digest_on
from agreements.domain.ladder import (
    STEWARDS,
    AlertDue,
    alert_due,
    handover_alert,
    next_alert_on,
    too_late_to_tell,
)
from agreements.domain.messages import MessageKind, MessageState
from agreements.services.office import Office
from agreements.services.recipients import recipients_of
from agreements.storage.deadlines import StoredDeadline
from agreements.storage.messages import delivery
from agreements.storage.messages.outbox import Message, Told
from agreements.storage.people.accounts import Account


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
    concerned: tuple[Message, ...] = ()
    """After a handover: everybody whom the known rung concerns, and on what ground. What waits for a former owner or
    deputy who is not among them is taken back."""

    @property
    def speaks(self) -> bool:
        """Whether somebody is told now."""
        return bool(self.planned)


def plan_deadline(
    office: Office, agreement: Agreement, row: StoredDeadline, told: Told, people: Sequence[Account], answers: str
) -> Plan:
    """What the ladder says today; else, after a handover, what a new owner or deputy has to know.

    `answers` tells a reminder that somebody asked for apart from the alert of the same rung.
    """
    ladder = ladder_for(row.kind, agreement)
    rungs = told.get((row.kind, row.subject, row.armed_count), frozenset())
    alert = alert_due(ladder, row.due_on, office.today, told=rungs, snoozed_until=row.snoozed_until)
    if missed := too_late_to_tell(ladder, row.due_on, office.today, told=rungs):
        skipped = tuple(_silent(_message(office, agreement, row, rung, "")) for rung in missed)
        return Plan(row, next_alert_on(ladder, row.due_on, told=rungs | {*missed}), superseded=skipped)
    if alert is None:
        quiet = Plan(
            row, next_alert_on(ladder, row.due_on, told=rungs, snoozed_until=row.snoozed_until), row.snoozed_until
        )
        known = handover_alert(ladder, row.due_on, office.today, told=rungs) if row.is_handed_over else None
        if known is None:
            return quiet
        everybody = _addressed(office, _message(office, agreement, row, known.rung, ""), known, agreement, people)
        new = tuple(message for message in everybody if message.audience in STEWARDS)
        return replace(quiet, planned=new, concerned=everybody)
    first = _message(office, agreement, row, alert.rung, answers)
    return Plan(
        row,
        next_alert_on(ladder, row.due_on, told=rungs | {alert.rung, *alert.superseded}),
        planned=_addressed(office, first, alert, agreement, people, is_asked_for=bool(answers)),
        superseded=tuple(_silent(_message(office, agreement, row, rung, "")) for rung in alert.superseded),
        replaces=first if any(rung > alert.rung for rung in rungs) else None,
    )


def _addressed(
    office: Office,
    message: Message,
    alert: AlertDue,
    agreement: Agreement,
    people: Sequence[Account],
    *,
    is_asked_for: bool = False,
) -> tuple[Message, ...]:
    """One message for each recipient. A reminder that somebody asked for never waits for an overview."""
    rhythms: dict[str | None, Rhythm] = {} if is_asked_for else {account.id: account.rhythm for account in people}
    return tuple(
        replace(
            message,
            recipient_id=recipient.account_id,
            audience=recipient.audience.value,
            digest_on=_digest_on(office, message, rhythms.get(recipient.account_id, Rhythm.AT_ONCE)),
        )
        for recipient in recipients_of(alert.audience, agreement, people)
    )


def _digest_on(office: Office, message: Message, rhythm: Rhythm) -> date | None:
    if message.rung is None or message.due_on is None:
        return None
    return digest_on(rhythm, message.rung, message.due_on, office.today)


def _silent(message: Message) -> Message:
    """A rung that was skipped while the register was down, for the ledger."""
    return replace(message, state=MessageState.SUPERSEDED, reason=delivery.REPLACED)


def _message(office: Office, agreement: Agreement, row: StoredDeadline, rung: int, answers: str) -> Message:
    return Message(
        kind=MessageKind.DEADLINE,
        key=_key(agreement, row, rung) + answers,
        agreement_id=row.agreement_id,
        recipient_id=None,
        planned_on=office.today,
        deadline_kind=row.kind,
        subject=row.subject,
        due_on=row.due_on,
        armed_count=row.armed_count,
        rung=rung,
    )


def _key(agreement: Agreement, row: StoredDeadline, rung: int) -> str:
    """Unlike any other rung of any other deadline; a date that moved arms it again and so has keys of its own."""
    return f"deadline:{agreement.reference}:{row.kind}:{row.subject}:{row.armed_count}:{rung}"
