"""Webhooks in the database: who is told what, up to where, and whose turn it is.

A worker takes a webhook, not a message: so each gets its news in order, and one at a time. The lease works as that of a
mail does (`messages.delivery`): a worker that dies leaves it to the next, and the late mark of a slow one is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from agreements.domain.announcements import AnnouncementKind
from agreements.domain.retry import LONGEST_DELAY
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_instant, dialect, execute, fetch
from agreements.storage.messages.delivery import LEASE, LEASE_CLOCK, NOT_HELD, required, shortened_error

CLOCK_MARGIN = timedelta(minutes=15)
"""What is put off longer than that beyond any delay was put off by a clock that was ahead, and need not wait for it."""


class StopReason(StrEnum):
    """Why a webhook is told nothing any more."""

    ENDED = "ended"
    """Somebody ended it."""
    GAVE_UP = "gave_up"
    """Nothing arrived for a week."""
    GONE = "gone"
    """Its receiver said that it is no longer there (410)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address and what it is told; `told_upto` is the number of the last announcement that it has behind it."""

    id: str
    address: str
    kinds: frozenset[AnnouncementKind]
    account_id: str
    made_at: datetime
    told_upto: int
    told_at: datetime | None = None
    attempts: int = 0
    failing_since: datetime | None = None
    next_attempt_at: datetime
    last_error: str = ""
    leased_by: str = ""
    stopped_at: datetime | None = None
    stopped_why: StopReason | None = None


async def insert(webhook: Webhook) -> None:
    """Keep a new one."""
    await execute(
        "INSERT INTO webhook (id, address, kinds, account_id, made_at, told_upto, next_attempt_at)"
        " VALUES (:id, :address, :kinds, :account_id, :made_at, :told_upto, :next_attempt_at)",
        {
            "id": webhook.id,
            "address": webhook.address,
            "kinds": " ".join(sorted(webhook.kinds)),
            "account_id": webhook.account_id,
            "made_at": webhook.made_at,
            "told_upto": webhook.told_upto,
            "next_attempt_at": webhook.next_attempt_at,
        },
    )


async def by_id(webhook_id: str) -> Webhook | None:
    """The webhook with this id, also one that is told nothing any more."""
    rows = await fetch("SELECT * FROM webhook WHERE id = :id", {"id": webhook_id})
    return _webhook(rows[0]) if rows else None


async def not_ended() -> list[Webhook]:
    """Those that nobody ended, the newest first; those that were switched off among them."""
    rows = await fetch("SELECT * FROM webhook WHERE stopped_why <> 'ended' ORDER BY made_at DESC, id", {})
    return [_webhook(row) for row in rows]


async def claim(worker: str, now: datetime, not_these: Collection[str]) -> Webhook | None:
    """Take the webhook that waits longest for news that there is, and may be told now. None while messages are held."""
    clock, until, among = LEASE_CLOCK[dialect()]
    names, passed_over = listed("left", not_these)
    others = f" AND id NOT IN ({names})" if not_these else ""
    free = (
        "SELECT id FROM webhook WHERE stopped_at IS NULL"  # noqa: S608 - constants only
        " AND (next_attempt_at <= :now OR next_attempt_at > :latest)"
        f" AND (lease_until IS NULL OR lease_until <= {clock} OR lease_until > {until})"
        f" AND told_upto < (SELECT coalesce(max(number), 0) FROM announcement){others} AND {NOT_HELD}"
        " ORDER BY next_attempt_at, id LIMIT 1"
    )
    rows = await fetch(
        f"UPDATE webhook SET lease_until = {until}, leased_by = :worker WHERE {among.format(free)} RETURNING *",  # noqa: S608
        {
            **passed_over,
            "worker": worker,
            "now": now,
            "latest": now + LONGEST_DELAY + CLOCK_MARGIN,
            "lease_until": now + LEASE,
            "lease_seconds": LEASE.total_seconds(),
        },
    )
    return _webhook(rows[0]) if rows else None


async def mark_told(webhook: Webhook, number: int, now: datetime) -> bool:
    """It took this one. The lease begins anew. False when another worker has the webhook now."""
    _, until, _ = LEASE_CLOCK[dialect()]
    changes = (
        "told_upto = :number, told_at = :now, attempts = 0, failing_since = NULL, last_error = '',"
        f" next_attempt_at = :now, lease_until = {until}"
    )
    values = {"number": number, "now": now, "lease_until": now + LEASE, "lease_seconds": LEASE.total_seconds()}
    return await _mark(webhook, changes, values)


async def mark_passed(webhook: Webhook, number: int) -> bool:
    """It has all up to this one behind it, and somebody else may go on with it."""
    return await _mark(webhook, "told_upto = :number, lease_until = NULL, leased_by = ''", {"number": number})


async def mark_retry(webhook: Webhook, at: datetime, since: datetime, error: str) -> bool:
    """Not now: the same one again at `at`. It has gone wrong since `since`."""
    changes = (
        "attempts = attempts + 1, failing_since = :since, next_attempt_at = :at, last_error = :error,"
        " lease_until = NULL, leased_by = ''"
    )
    return await _mark(webhook, changes, {"at": at, "since": since, "error": shortened_error(error)})


async def mark_stopped(webhook: Webhook, why: StopReason, now: datetime, error: str) -> bool:
    """It is told nothing any more, until somebody lets it go on."""
    changes = (
        "stopped_at = :now, stopped_why = :why, last_error = :error, attempts = attempts + 1,"
        " lease_until = NULL, leased_by = ''"
    )
    return await _mark(webhook, changes, {"why": why.value, "now": now, "error": shortened_error(error)})


async def _mark(webhook: Webhook, changes: str, values: Mapping[str, object]) -> bool:
    changed = await execute(
        f"UPDATE webhook SET {changes} WHERE id = :id AND leased_by = :worker AND stopped_at IS NULL",  # noqa: S608
        {**values, "id": webhook.id, "worker": webhook.leased_by},
    )
    return changed == 1


async def end(webhook_id: str, now: datetime) -> bool:
    """Somebody ended it, for good; whoever is telling it something is too late. False when it was ended before."""
    changed = await execute(
        "UPDATE webhook SET stopped_at = :now, stopped_why = 'ended', lease_until = NULL, leased_by = ''"
        " WHERE id = :id AND stopped_why <> 'ended'",
        {"id": webhook_id, "now": now},
    )
    return changed == 1


async def go_on_from(webhook_id: str, told_upto: int, now: datetime) -> bool:
    """Whatever it was told, what comes behind this number is told from now on. False when it was ended."""
    changed = await execute(
        "UPDATE webhook SET told_upto = :number, attempts = 0, failing_since = NULL, last_error = '',"
        " next_attempt_at = :now, lease_until = NULL, leased_by = '', stopped_at = NULL, stopped_why = ''"
        " WHERE id = :id AND stopped_why <> 'ended'",
        {"id": webhook_id, "number": told_upto, "now": now},
    )
    return changed == 1


def _webhook(row: Mapping[str, Any]) -> Webhook:
    return Webhook(
        id=row["id"],
        address=row["address"],
        kinds=frozenset(AnnouncementKind(word) for word in row["kinds"].split()),
        account_id=row["account_id"],
        made_at=required(as_instant(row["made_at"])),
        told_upto=row["told_upto"],
        told_at=as_instant(row["told_at"]),
        attempts=row["attempts"],
        failing_since=as_instant(row["failing_since"]),
        next_attempt_at=required(as_instant(row["next_attempt_at"])),
        last_error=row["last_error"],
        leased_by=row["leased_by"],
        stopped_at=as_instant(row["stopped_at"]),
        stopped_why=StopReason(row["stopped_why"]) if row["stopped_why"] else None,
    )
