"""The outbox: one row for each message to one recipient. It is also the ledger of all alerts.

Rows are put in the transaction of the change that causes them; `scheduler` sends them afterwards. The unique
`dedup_key` makes a second row for the same message impossible, whoever plans it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind, MessageState
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import execute, fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to put in the outbox. `recipient_id` None goes to the fallback recipient of the settings."""

    kind: MessageKind
    key: str
    """What makes this message unlike any other, without the recipient."""
    agreement_id: int | None
    """None for an overview of several agreements."""
    recipient_id: str | None
    planned_on: date
    deadline_kind: DeadlineKind | None = None
    subject: str = ""
    due_on: date | None = None
    armed_count: int = 0
    rung: int | None = None
    audience: str = ""
    reason: str = ""
    state: MessageState = MessageState.WAITING
    digest_on: date | None = None
    """The day of the overview it waits for; None when it is sent by itself."""

    @property
    def dedup_key(self) -> str:
        """Unique for ever; the row's constraint rests on it."""
        return f"{self.key}:{self.recipient_id or 'fallback'}"

    @property
    def message_id(self) -> str:
        """The part before the @ of the mail's Message-ID: the same at every attempt (RFC 5322 section 3.6.4)."""
        return hashlib.sha256(self.dedup_key.encode()).hexdigest()[:40]


_PUT_COLUMNS = (
    "dedup_key",
    "kind",
    "agreement_id",
    "deadline_kind",
    "subject",
    "due_on",
    "armed",
    "rung",
    "audience",
    "recipient_id",
    "reason",
    "state",
    "planned_on",
    "message_id",
    "digest_on",
)
MOST_AT_ONCE = 50
"""So many rows go in one statement."""


_AGAIN = """
ON CONFLICT (dedup_key) DO UPDATE SET state = excluded.state, reason = excluded.reason, audience = excluded.audience,
planned_on = excluded.planned_on, created_at = excluded.created_at, next_attempt_at = excluded.next_attempt_at,
last_error = '', digest_on = excluded.digest_on, digest_id = NULL
WHERE outbox.state = 'withdrawn' AND excluded.state = 'waiting'
"""
"""A message that was taken back is wanted after all: an owner who handed over and is the owner again."""


async def put(message: Message, now: datetime) -> bool:
    """Put a message in the outbox; False when it is there already."""
    return await put_all([message], now) == 1


async def put_all(messages: Sequence[Message], now: datetime) -> int:
    """Put messages in the outbox, in this order; returns how many were not there already.

    One that was taken back before it was sent waits again.
    """
    added = 0
    for first in range(0, len(messages), MOST_AT_ONCE):
        added += await _put_some(messages[first : first + MOST_AT_ONCE], now)
    return added


async def _put_some(messages: Sequence[Message], now: datetime) -> int:
    params: dict[str, object] = {"now": now}
    rows = []
    for number, message in enumerate(messages):
        names = [f"{column}_{number}" for column in _PUT_COLUMNS]
        params.update(zip(names, _put_values(message), strict=True))
        rows.append(f"(:{', :'.join(names)}, :now, :now)")
    # RETURNING gives only rows that were added or wait again, so their number is what is new; a list of values goes to
    # the database in one visit.
    added = await fetch(
        f"INSERT INTO outbox ({', '.join(_PUT_COLUMNS)}, created_at, next_attempt_at)"  # noqa: S608 - constants only
        f" VALUES {', '.join(rows)} {_AGAIN} RETURNING id",
        params,
    )
    return len(added)


def _put_values(message: Message) -> tuple[object, ...]:
    return (
        message.dedup_key,
        message.kind.value,
        message.agreement_id,
        message.deadline_kind or "",
        message.subject,
        message.due_on,
        message.armed_count,
        message.rung,
        message.audience,
        message.recipient_id,
        message.reason,
        message.state.value,
        message.planned_on,
        message.message_id,
        message.digest_on,
    )


async def withdraw(agreement_id: int, kind: DeadlineKind, subject: str, reason: str) -> int:
    """Take back the messages about a deadline that still wait; returns how many."""
    changed = await execute(
        "UPDATE outbox SET state = 'withdrawn', reason = :reason WHERE agreement_id = :id AND deadline_kind = :kind"
        " AND subject = :subject AND state = 'waiting'",
        {"id": agreement_id, "kind": kind, "subject": subject, "reason": reason},
    )
    return changed if isinstance(changed, int) else 0


async def withdraw_notices(agreement_id: int, kind: MessageKind, reason: str) -> None:
    """Take back the messages of a kind about an agreement that still wait."""
    await execute(
        "UPDATE outbox SET state = 'withdrawn', reason = :reason WHERE agreement_id = :id AND kind = :kind"
        " AND state = 'waiting'",
        {"id": agreement_id, "kind": kind.value, "reason": reason},
    )


_FOR_STEWARDS = (
    "agreement_id = :id AND deadline_kind = :kind AND subject = :subject AND state = 'waiting'"
    f" AND audience IN ('{Audience.OWNER}', '{Audience.DEPUTY}')"
)


async def hand_over(concerned: Sequence[Message], reason: str) -> None:
    """Bring what waits for owners and deputies of a deadline in step with whom it concerns now, one message each.

    It is taken back from whoever it no longer concerns; who is to be told on another ground keeps it on that ground.
    """
    first = concerned[0]
    about = {
        "id": first.agreement_id,
        "kind": first.deadline_kind or "",
        "subject": first.subject,
    }
    marks, current = listed("current", [message.recipient_id or "" for message in concerned])
    await execute(
        f"UPDATE outbox SET state = 'withdrawn', reason = :reason WHERE {_FOR_STEWARDS}"  # noqa: S608 - constants only
        f" AND coalesce(recipient_id, '') NOT IN ({marks})",
        {**about, **current, "reason": reason},
    )
    for message in concerned:
        await execute(
            f"UPDATE outbox SET audience = :audience WHERE {_FOR_STEWARDS} AND recipient_id = :recipient",  # noqa: S608
            {**about, "audience": message.audience, "recipient": message.recipient_id},
        )


_NOT_WITHDRAWN = " AND state <> 'withdrawn'"
Told = dict[tuple[str, str, int], frozenset[int]]
"""For each (kind, subject, armed) of an agreement: the rungs that were announced or superseded."""


async def told_rungs(agreement_id: int) -> Told:
    """What was told of the deadlines of an agreement."""
    return (await told_rungs_of([agreement_id]))[agreement_id]


async def told_rungs_of(agreement_ids: Sequence[int], *, even_withdrawn: bool = False) -> dict[int, Told]:
    """What was told of the deadlines of each of these agreements; `even_withdrawn`: or was taken back in time."""
    marks, params = listed("id", agreement_ids)
    rows = await fetch(
        "SELECT agreement_id, deadline_kind, subject, armed, rung FROM outbox"  # noqa: S608 - constants only
        f" WHERE agreement_id IN ({marks}) AND rung IS NOT NULL{'' if even_withdrawn else _NOT_WITHDRAWN}",
        params,
    )
    told: dict[int, dict[tuple[str, str, int], set[int]]] = {agreement_id: {} for agreement_id in agreement_ids}
    for row in rows:
        key = (row["deadline_kind"], row["subject"], row["armed"])
        told[row["agreement_id"]].setdefault(key, set()).add(row["rung"])
    return {
        agreement_id: {key: frozenset(rungs) for key, rungs in found.items()} for agreement_id, found in told.items()
    }
