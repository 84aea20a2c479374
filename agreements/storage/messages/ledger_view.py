"""Looking at the outbox: what was sent, waits, failed, was withdrawn or superseded. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.domain.deadlines import DeadlineKind, kind_named
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.viewing import EVERYTHING, Viewing
from agreements.domain.vocabulary import Role
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, as_instant, fetch
from agreements.storage.messages.delivery import required
from agreements.storage.viewing import seen_by

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """What to show; empty fields do not filter."""

    state: MessageState | None = None
    kind: MessageKind | None = None
    reference: str = ""
    recipient_id: str = ""
    among: Viewing = EVERYTHING
    """Only about agreements that somebody may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A message as people look at it. The recipient is named by role and function, never by address."""

    id: int
    reference: str
    kind: MessageKind
    state: MessageState
    deadline_kind: DeadlineKind | None
    subject: str
    due_on: date | None
    rung: int | None
    audience: str
    recipient_id: str | None
    """None for the fallback recipient, and for a rung that was superseded before anyone was told."""
    recipient_role: Role | None
    recipient_function: str
    recipient_department: str
    reason: str
    planned_on: date
    created_at: datetime
    attempts: int
    next_attempt_at: datetime
    sent_at: datetime | None
    last_error: str
    message_id: str
    digest_on: date | None
    """The day of the weekly overview it waits for or left in; None when it is sent by itself."""
    mail_id: str
    """The part before the @ of the Message-ID under which it leaves: its own, or that of the overview."""


async def ledger(chosen: LedgerFilter, *, before_id: int | None = None, limit: int = PAGE) -> list[LedgerEntry]:
    """Messages, the newest first. For the next page give the `id` of the last one as `before_id`."""
    where, params = _where(chosen)
    if before_id is not None:
        where, params = f"{where} AND o.id < :before_id", {**params, "before_id": before_id}
    rows = await fetch(
        "SELECT o.*, a.reference, r.role AS recipient_role, r.function_title AS recipient_function,"  # noqa: S608
        " r.department AS recipient_department, coalesce(d.message_id, o.message_id) AS mail_id"
        " FROM outbox o LEFT JOIN agreement a ON a.id = o.agreement_id LEFT JOIN outbox d ON d.id = o.digest_id"
        f" LEFT JOIN account r ON r.id = o.recipient_id WHERE {where} ORDER BY o.id DESC LIMIT :limit",
        {**params, "limit": limit},
    )
    return [_entry(row) for row in rows]


async def count_entries(chosen: LedgerFilter) -> int:
    """How many messages a filter shows in all."""
    where, params = _where(chosen)
    rows = await fetch(
        f"SELECT count(*) AS n FROM outbox o LEFT JOIN agreement a ON a.id = o.agreement_id WHERE {where}",  # noqa: S608
        params,
    )
    return int(rows[0]["n"])


async def count_by_state() -> dict[MessageState, int]:
    """How many messages are in each state; 0 where there is none."""
    rows = await fetch("SELECT state, count(*) AS n FROM outbox GROUP BY state", {})
    found = {row["state"]: int(row["n"]) for row in rows}
    return {state: found.get(state.value, 0) for state in MessageState}


async def count_waiting() -> int:
    """How many messages still wait, those of which the next attempt is later included."""
    rows = await fetch("SELECT count(*) AS n FROM outbox WHERE state = 'waiting'", {})
    return int(rows[0]["n"])


async def mails_about(audience: str, subjects: Sequence[int]) -> list[str]:
    """The Message-IDs (the part before the @) of what was sent to people without an account about these."""
    marks, params = listed("subject", [str(number) for number in subjects])
    rows = await fetch(
        f"SELECT message_id FROM outbox WHERE audience = :audience AND subject IN ({marks})",  # noqa: S608
        {**params, "audience": audience},
    )
    return [str(row["message_id"]) for row in rows]


def _where(chosen: LedgerFilter) -> tuple[str, dict[str, object]]:
    wanted: dict[str, tuple[str, object]] = {
        "state": ("o.state = :state", chosen.state.value if chosen.state else ""),
        "kind": ("o.kind = :kind", chosen.kind.value if chosen.kind else ""),
        "reference": ("a.reference = :reference", chosen.reference),
        "recipient_id": ("o.recipient_id = :recipient_id", chosen.recipient_id),
    }
    used = {name: pair for name, pair in wanted.items() if pair[1]}
    conditions = [condition for condition, _ in used.values()]
    params = {name: value for name, (_, value) in used.items()}
    seen = seen_by(chosen.among)
    return " AND ".join([*conditions, seen.where]), {**params, **seen.params}


def _entry(row: Mapping[str, Any]) -> LedgerEntry:
    return LedgerEntry(
        id=row["id"],
        reference=row["reference"] or "",
        kind=MessageKind(row["kind"]),
        state=MessageState(row["state"]),
        deadline_kind=kind_named(row["deadline_kind"]).kind if row["deadline_kind"] else None,
        subject=row["subject"],
        due_on=as_date(row["due_on"]),
        rung=row["rung"],
        audience=row["audience"],
        recipient_id=row["recipient_id"],
        recipient_role=Role(row["recipient_role"]) if row["recipient_role"] else None,
        recipient_function=row["recipient_function"] or "",
        recipient_department=row["recipient_department"] or "",
        reason=row["reason"],
        planned_on=required(as_date(row["planned_on"])),
        created_at=required(as_instant(row["created_at"])),
        attempts=row["attempts"],
        next_attempt_at=required(as_instant(row["next_attempt_at"])),
        sent_at=as_instant(row["sent_at"]),
        last_error=row["last_error"],
        message_id=row["message_id"],
        digest_on=as_date(row["digest_on"]),
        mail_id=row["mail_id"],
    )
