"""The outbox: one row for each message to one recipient. It is also the ledger of all alerts.

Rows are put in the transaction of the change that causes them; `scheduler` sends them afterwards. The unique
`dedup_key` makes a second row for the same message impossible, whoever plans it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agreements.domain.deadlines import DeadlineKind
from agreements.storage.transaction import execute, fetch


class MessageKind(StrEnum):
    """What a message is about; each has its own mail templates."""

    DEADLINE = "deadline"
    APPROVAL_ASKED = "approval_asked"
    RETURNED = "returned"
    APPROVED = "approved"


class MessageState(StrEnum):
    """Where a message stands. Only waiting ones are sent."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to put in the outbox. `recipient_id` None goes to the fallback recipient of the settings."""

    kind: MessageKind
    key: str
    """What makes this message unlike any other, without the recipient."""
    agreement_id: int
    recipient_id: str | None
    planned_on: date
    deadline_kind: DeadlineKind | None = None
    subject: str = ""
    due_on: date | None = None
    armed: int = 0
    rung: int | None = None
    audience: str = ""
    reason: str = ""
    state: MessageState = MessageState.WAITING

    @property
    def dedup_key(self) -> str:
        """Unique for ever; the row's constraint rests on it."""
        return f"{self.key}:{self.recipient_id or 'fallback'}"

    @property
    def message_id(self) -> str:
        """The part before the @ of the mail's Message-ID: the same at every attempt (RFC 5322 section 3.6.4)."""
        return hashlib.sha256(self.dedup_key.encode()).hexdigest()[:40]


async def put(message: Message, now: datetime) -> bool:
    """Put a message in the outbox; False when it is there already."""
    rows = await fetch(
        "INSERT INTO outbox (dedup_key, kind, agreement_id, deadline_kind, subject, due_on, armed, rung, audience,"
        " recipient_id, reason, state, planned_on, created_at, message_id, next_attempt_at)"
        " VALUES (:dedup_key, :kind, :agreement_id, :deadline_kind, :subject, :due_on, :armed, :rung, :audience,"
        " :recipient_id, :reason, :state, :planned_on, :now, :message_id, :now)"
        " ON CONFLICT (dedup_key) DO NOTHING RETURNING id",
        {
            "dedup_key": message.dedup_key,
            "kind": message.kind.value,
            "agreement_id": message.agreement_id,
            "deadline_kind": message.deadline_kind.value if message.deadline_kind else "",
            "subject": message.subject,
            "due_on": message.due_on,
            "armed": message.armed,
            "rung": message.rung,
            "audience": message.audience,
            "recipient_id": message.recipient_id,
            "reason": message.reason,
            "state": message.state.value,
            "planned_on": message.planned_on,
            "message_id": message.message_id,
            "now": now,
        },
    )
    return bool(rows)


async def withdraw(agreement_id: int, kind: DeadlineKind, subject: str, reason: str) -> int:
    """Take back the messages about a deadline that still wait; returns how many."""
    changed = await execute(
        "UPDATE outbox SET state = 'withdrawn', reason = :reason WHERE agreement_id = :id AND deadline_kind = :kind"
        " AND subject = :subject AND state = 'waiting'",
        {"id": agreement_id, "kind": kind.value, "subject": subject, "reason": reason},
    )
    return changed if isinstance(changed, int) else 0


async def told_rungs(agreement_id: int) -> dict[tuple[str, str, int], frozenset[int]]:
    """For each (kind, subject, armed) of an agreement: the rungs that were announced or superseded."""
    rows = await fetch(
        "SELECT deadline_kind, subject, armed, rung FROM outbox WHERE agreement_id = :id AND rung IS NOT NULL"
        " AND state <> 'withdrawn'",
        {"id": agreement_id},
    )
    told: dict[tuple[str, str, int], set[int]] = {}
    for row in rows:
        told.setdefault((row["deadline_kind"], row["subject"], row["armed"]), set()).add(row["rung"])
    return {key: frozenset(rungs) for key, rungs in told.items()}
