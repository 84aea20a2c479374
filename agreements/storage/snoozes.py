"""Who postponed which reminder until when, and why. Rows are added, never changed: the newest of a deadline counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.domain.deadlines import Deadline, DeadlineKind, kind_named
from agreements.domain.viewing import EVERYTHING, Viewing
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, as_instant, execute, fetch
from agreements.storage.messages.delivery import required
from agreements.storage.viewing import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A row of the table, with the agreement's reference."""

    id: int
    reference: str
    kind: DeadlineKind
    subject: str
    due_on: date
    until_on: date
    reason: str
    snoozed_by: str
    snoozed_at: datetime
    is_pending: bool
    """The reminder it asked for is still to come."""


async def insert(
    agreement_id: int, deadline: Deadline, until_on: date, reason: str, actor_id: str, now: datetime
) -> None:
    """Note a snooze."""
    await execute(
        "INSERT INTO snooze (agreement_id, deadline_kind, subject, due_on, until_on, reason, snoozed_by, snoozed_at)"
        " VALUES (:id, :kind, :subject, :due_on, :until_on, :reason, :actor, :now)",
        {
            "id": agreement_id,
            "kind": deadline.kind,
            "subject": deadline.subject,
            "due_on": deadline.due_on,
            "until_on": until_on,
            "reason": reason,
            "actor": actor_id,
            "now": now,
        },
    )


async def latest_number(agreement_id: int, kind: DeadlineKind, subject: str) -> int:
    """The number of the newest snooze of a deadline; 0 when it never was snoozed."""
    rows = await fetch(
        "SELECT max(id) AS latest FROM snooze WHERE agreement_id = :id AND deadline_kind = :kind"
        " AND subject = :subject",
        {"id": agreement_id, "kind": kind, "subject": subject},
    )
    return int(rows[0]["latest"] or 0)


async def how_often(agreement_ids: Sequence[int]) -> dict[tuple[int, DeadlineKind, str], tuple[int, datetime]]:
    """For each deadline of these agreements that was ever postponed: how often, and when last."""
    marks, params = listed("id", agreement_ids)
    rows = await fetch(
        "SELECT agreement_id, deadline_kind, subject, count(*) AS times, max(snoozed_at) AS at FROM snooze"  # noqa: S608
        f" WHERE agreement_id IN ({marks}) GROUP BY agreement_id, deadline_kind, subject",
        params,
    )
    return {
        (row["agreement_id"], kind_named(row["deadline_kind"]).kind, row["subject"]): (
            int(row["times"]),
            required(as_instant(row["at"])),
        )
        for row in rows
    }


async def newest_of(agreement_ids: Sequence[int]) -> dict[tuple[int, str, str], date]:
    """For each deadline of these agreements that was ever postponed: until when it was the last time."""
    marks, params = listed("id", agreement_ids)
    rows = await fetch(
        "SELECT agreement_id, deadline_kind, subject, until_on FROM snooze"  # noqa: S608 - constants only
        f" WHERE agreement_id IN ({marks}) ORDER BY id",
        params,
    )
    return {
        (row["agreement_id"], row["deadline_kind"], row["subject"]): required(as_date(row["until_on"])) for row in rows
    }


async def of_agreement(reference: str) -> list[Snooze]:
    """The snoozes of one agreement, the newest first."""
    return await of_agreements([reference])


async def of_agreements(references: Iterable[str]) -> list[Snooze]:
    """The snoozes of some agreements, the newest first."""
    marks, params = listed("reference", references)
    return await _snoozes(f"a.reference IN ({marks})", params)


async def pending(among: Viewing = EVERYTHING) -> list[Snooze]:
    """The snoozes that keep a deadline silent now, the newest first, about agreements that somebody may see."""
    seen = seen_by(among)
    found = await _snoozes(f"d.snoozed_until IS NOT NULL AND {seen.where}", seen.params)
    return [one for one in found if one.is_pending]


async def _snoozes(condition: str, params: Mapping[str, object]) -> list[Snooze]:
    """A snooze is pending when it is the newest of a deadline that is open and still snoozed."""
    # The newest of a deadline by its number, not by its time: two may be asked for within one second.
    rows = await fetch(
        "SELECT s.*, a.reference, (d.snoozed_until IS NOT NULL AND NOT d.is_settled AND s.id = (SELECT max(n.id)"  # noqa: S608
        " FROM snooze n WHERE n.agreement_id = s.agreement_id AND n.deadline_kind = s.deadline_kind"
        " AND n.subject = s.subject)) AS is_pending FROM snooze s JOIN agreement a ON a.id = s.agreement_id"
        " LEFT JOIN deadline d ON d.agreement_id = s.agreement_id AND d.kind = s.deadline_kind"
        f" AND d.subject = s.subject WHERE {condition} ORDER BY s.id DESC",
        params,
    )
    return [_snooze(row) for row in rows]


def _snooze(row: Mapping[str, Any]) -> Snooze:
    return Snooze(
        id=row["id"],
        reference=row["reference"],
        kind=kind_named(row["deadline_kind"]).kind,
        subject=row["subject"],
        due_on=required(as_date(row["due_on"])),
        until_on=required(as_date(row["until_on"])),
        reason=row["reason"],
        snoozed_by=row["snoozed_by"],
        snoozed_at=required(as_instant(row["snoozed_at"])),
        is_pending=bool(row["is_pending"]),
    )
