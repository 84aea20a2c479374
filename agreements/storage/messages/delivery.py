"""Taking messages from the outbox to send them, and noting what became of them.

A worker takes a message for the length of a lease. If the worker dies, the lease runs out and another takes the
message; if it was only slow, its late mark is refused, because the pair (worker, attempt) is no longer that of
the row. So a message is never lost, and no worker overwrites what a later one noted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from agreements.domain.deadlines import DeadlineKind, kind_named
from agreements.domain.messages import MessageKind
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.storage.database.sql import Dialect, listed
from agreements.storage.database.transaction import as_date, as_instant, dialect, execute, fetch
from agreements.storage.messages.outbox import Message

Value = TypeVar("Value")

LEASE = timedelta(minutes=2)
"""Four times what one attempt to send may take."""

UNDELIVERED = "undelivered"
"""Stands in `audience` of a message that went to the fallback recipient in somebody else's place."""

REPLACED = N_("a later alert replaced it")
_LONGEST_ERROR = 300
_WAITING = "state = 'waiting'"
NOT_HELD = "NOT EXISTS (SELECT 1 FROM outbox_hold WHERE id = 1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message this worker holds the lease of. `attempts` counts this attempt too."""

    id: int
    dedup_key: str
    kind: MessageKind
    agreement_id: int | None
    deadline_kind: DeadlineKind | None
    subject: str
    due_on: date | None
    armed_count: int
    rung: int | None
    audience: str
    recipient_id: str | None
    reason: str
    planned_on: date
    message_id: str
    created_at: datetime
    attempts: int
    leased_by: str

    def for_fallback(self) -> Message | None:
        """The same message for the fallback recipient; None when this one was for the fallback recipient already."""
        if self.recipient_id is None or self.agreement_id is None:
            return None
        return Message(
            kind=self.kind,
            key=self.dedup_key.removesuffix(f":{self.recipient_id}"),
            agreement_id=self.agreement_id,
            recipient_id=None,
            planned_on=self.planned_on,
            deadline_kind=self.deadline_kind,
            subject=self.subject,
            due_on=self.due_on,
            armed_count=self.armed_count,
            rung=self.rung,
            audience=UNDELIVERED,
            reason=self.reason,
        )


LEASE_CLOCK: dict[Dialect, tuple[str, str, str]] = {
    # Nodes on one PostgreSQL may disagree about the time; the lease goes by the database's own clock there.
    "sqlite": (":now", ":lease_until", "id IN ({})"),
    "postgres": (
        "clock_timestamp()",
        "clock_timestamp() + :lease_seconds * INTERVAL '1 second'",
        # An array is made once; a plain IN may be evaluated again for each row and then claims too many.
        "id = ANY(ARRAY({} FOR UPDATE SKIP LOCKED))",
    ),
}


async def claim(worker: str, now: datetime, limit: int, *, not_to: Collection[str | None] = ()) -> list[Claimed]:
    """Take up to `limit` messages that may be sent `now`, the one that waits longest first.

    One statement, so two workers never take the same message: SQLite lets one write at a time, PostgreSQL skips
    rows that another worker is taking. None while the outbox is held. Messages for the recipients `not_to` are left,
    and alerts that wait for an overview.
    """
    clock, until, among = LEASE_CLOCK[dialect()]
    names, passed_over = listed("left", [recipient or "" for recipient in not_to])
    others = f" AND coalesce(recipient_id, '') NOT IN ({names})" if not_to else ""
    free = (
        "SELECT id FROM outbox WHERE state = 'waiting' AND digest_on IS NULL AND next_attempt_at <= :now"  # noqa: S608
        f" AND (lease_until IS NULL OR lease_until <= {clock}){others} AND {NOT_HELD}"
        " ORDER BY next_attempt_at, id LIMIT :limit"
    )
    rows = await fetch(
        f"UPDATE outbox SET lease_until = {until}, leased_by = :worker, attempts = attempts + 1"  # noqa: S608
        f" WHERE {among.format(free)} RETURNING *",
        {
            **passed_over,
            "worker": worker,
            "now": now,
            "limit": limit,
            "lease_until": now + LEASE,
            "lease_seconds": LEASE.total_seconds(),
        },
    )
    return sorted(map(claimed, rows), key=lambda message: message.id)


async def bring_forward(now: datetime, latest: datetime) -> int:
    """Messages put off until after `latest`, which no right clock does, may be sent `now`; returns how many.

    They were put off by a clock that was ahead. Goes by the index on what waits.
    """
    changed = await execute(
        "UPDATE outbox SET next_attempt_at = :now"
        " WHERE state = 'waiting' AND digest_on IS NULL AND next_attempt_at > :latest",
        {"now": now, "latest": latest},
    )
    return changed if isinstance(changed, int) else 0


async def shorten_leases(now: datetime) -> int:
    """No lease ends later than one that begins `now`, whatever the clock said when it began; returns how many did.

    Never shorter than that: whoever holds the lease may still be sending.
    """
    # Compared with the end that a lease of now would have, on the same clock: else a lease that is just right would end
    # a second early on the node whose clock is behind.
    _, until, _ = LEASE_CLOCK[dialect()]
    changed = await execute(
        f"UPDATE outbox SET lease_until = {until}"  # noqa: S608 - constants only
        f" WHERE state = 'waiting' AND digest_on IS NULL AND lease_until > {until}",
        {"lease_until": now + LEASE, "lease_seconds": LEASE.total_seconds()},
    )
    return changed if isinstance(changed, int) else 0


async def mark_sent(message: Claimed, now: datetime) -> bool:
    """The mail server took it. Also noted when it was withdrawn meanwhile: the ledger says what really left."""
    return await _mark(message, "state = 'sent', sent_at = :now, last_error = ''", "state <> 'sent'", {"now": now})


async def mark_retry(message: Claimed, at: datetime, error: str, *, for_server: bool = False) -> bool:
    """Not now; it waits until `at`. `for_server`: only because the mail server did not answer."""
    values = {"at": at, "error": shortened_error(error), "for_server": for_server}
    changes = "next_attempt_at = :at, last_error = :error, waits_for_server = :for_server"
    return await _mark(message, changes, _WAITING, values)


async def mark_held(message: Claimed, until: datetime, error: str) -> bool:
    """It could not even be tried, for want of an address; this does not count as an attempt."""
    values = {"until": until, "error": shortened_error(error)}
    changes = "next_attempt_at = :until, last_error = :error, attempts = attempts - 1"
    return await _mark(message, changes, _WAITING, values)


async def mark_failed(message: Claimed, error: str) -> bool:
    """It will not be tried again; it stays in the ledger with the error."""
    return await _mark(message, "state = 'failed', last_error = :error", _WAITING, {"error": shortened_error(error)})


async def mark_withdrawn(message: Claimed, reason: str) -> bool:
    """It no longer makes sense to send it."""
    return await _mark(message, "state = 'withdrawn', reason = :reason", _WAITING, {"reason": reason})


async def _mark(message: Claimed, changes: str, condition: str, values: Mapping[str, object]) -> bool:
    """False when the lease went to another attempt, or somebody withdrew the message: then nothing changes."""
    changed = await execute(
        f"UPDATE outbox SET {changes}, lease_until = NULL, leased_by = ''"  # noqa: S608 - constants only
        f" WHERE id = :id AND leased_by = :worker AND attempts = :attempts AND {condition}",
        {**values, "id": message.id, "worker": message.leased_by, "attempts": message.attempts},
    )
    return changed == 1


async def supersede_waiting(message: Message) -> int:
    """Earlier alerts about the same deadline or question that still wait make way for this one; returns how many."""
    changed = await execute(
        "UPDATE outbox SET state = 'superseded', reason = :reason WHERE agreement_id = :id AND deadline_kind = :kind"
        " AND subject = :subject AND armed = :armed AND rung > :rung AND state = 'waiting' AND kind = :of_kind",
        {
            "id": message.agreement_id,
            "kind": message.deadline_kind or "",
            "of_kind": message.kind,
            "subject": message.subject,
            "armed": message.armed_count,
            "rung": message.rung,
            "reason": REPLACED,
        },
    )
    return changed if isinstance(changed, int) else 0


@dataclass(frozen=True, slots=True)
class Fellow:
    """Somebody else who was told the same, by function."""

    role: Role
    function_title: str
    department: str


async def fellow_recipients(message: Claimed) -> list[Fellow]:
    """Who else is told of this rung of this deadline; nobody for messages about something else."""
    if message.deadline_kind is None:
        return []
    rows = await fetch(
        "SELECT DISTINCT a.role, a.function_title, a.department FROM outbox o JOIN account a ON a.id = o.recipient_id"
        " WHERE o.agreement_id = :id AND o.deadline_kind = :kind AND o.subject = :subject AND o.armed = :armed"
        " AND o.rung = :rung AND o.id <> :own AND o.state IN ('waiting', 'sent')"
        " ORDER BY a.role, a.department, a.function_title",
        {
            "id": message.agreement_id,
            "kind": message.deadline_kind,
            "subject": message.subject,
            "armed": message.armed_count,
            "rung": message.rung,
            "own": message.id,
        },
    )
    return [Fellow(Role(row["role"]), row["function_title"], row["department"]) for row in rows]


def shortened_error(error: str) -> str:
    """As much of an error as the ledger keeps."""
    return error[:_LONGEST_ERROR]


def required(value: Value | None) -> Value:
    """A value of a column that is never empty."""
    if value is None:
        raise ValueError("the database holds nothing where a value is required")
    return value


def claimed(row: Mapping[str, Any]) -> Claimed:
    """A row of the outbox as a message."""
    return Claimed(
        id=row["id"],
        dedup_key=row["dedup_key"],
        kind=MessageKind(row["kind"]),
        agreement_id=row["agreement_id"],
        deadline_kind=kind_named(row["deadline_kind"]).kind if row["deadline_kind"] else None,
        subject=row["subject"],
        due_on=as_date(row["due_on"]),
        armed_count=row["armed"],
        rung=row["rung"],
        audience=row["audience"],
        recipient_id=row["recipient_id"],
        reason=row["reason"],
        planned_on=required(as_date(row["planned_on"])),
        message_id=row["message_id"],
        created_at=required(as_instant(row["created_at"])),
        attempts=row["attempts"],
        leased_by=row["leased_by"],
    )
