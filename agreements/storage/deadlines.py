"""The table of deadlines: kept in step with the record, and searched by the day of the next alert.

The rows hold nothing that does not follow from the agreement, except how often a deadline was armed (each new
date arms it again), until when it is snoozed, and whether somebody new must still be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import Deadline, DeadlineKind, deadlines, kind_named, ladder_for
from agreements.domain.ladder import next_alert_on
from agreements.domain.wording import N_
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, execute, fetch
from agreements.storage.messages import outbox
from agreements.storage.messages.outbox import Told

DATE_MOVED = N_("the date moved")
NEW_OWNER = N_("somebody else looks after the agreement now")
SETTLED = N_("settled")
SNOOZED = N_("postponed")


@dataclass(frozen=True, slots=True)
class StoredDeadline:
    """A row of the table."""

    agreement_id: int
    kind: DeadlineKind
    subject: str
    due_on: date
    armed_count: int
    is_settled: bool
    next_alert_on: date | None
    snoozed_until: date | None
    is_handed_over: bool = False
    """The owner or the deputy changed since the last sweep."""


_COLUMNS = "agreement_id, kind, subject, due_on, armed, is_settled, next_alert_on, snoozed_until, is_handed_over"


async def of_agreement(agreement_id: int) -> list[StoredDeadline]:
    """The deadlines of one agreement as stored."""
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM deadline WHERE agreement_id = :id ORDER BY due_on, kind, subject",  # noqa: S608
        {"id": agreement_id},
    )
    return [_stored(row) for row in rows]


async def of_agreements(agreement_ids: Sequence[int]) -> list[StoredDeadline]:
    """The deadlines of these agreements as stored."""
    marks, params = listed("id", agreement_ids)
    rows = await fetch(f"SELECT {_COLUMNS} FROM deadline WHERE agreement_id IN ({marks})", params)  # noqa: S608
    return [_stored(row) for row in rows]


async def due(day: date, limit: int) -> list[StoredDeadline]:
    """Deadlines whose ladder has something to say on `day`; goes by the index on what still waits."""
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM deadline WHERE next_alert_on <= :day"  # noqa: S608
        " ORDER BY next_alert_on, agreement_id, kind, subject LIMIT :limit",
        {"day": day, "limit": limit},
    )
    return [_stored(row) for row in rows]


async def due_of(agreement_ids: Sequence[int], day: date) -> list[StoredDeadline]:
    """The deadlines of these agreements whose ladder has something to say on `day`."""
    marks, params = listed("id", agreement_ids)
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM deadline WHERE agreement_id IN ({marks}) AND next_alert_on <= :day"  # noqa: S608
        " ORDER BY agreement_id, due_on, kind, subject",
        {**params, "day": day},
    )
    return [_stored(row) for row in rows]


async def synchronise(
    agreement_id: int, agreement: Agreement, today: date, looked_after_before: tuple[object, ...]
) -> None:
    """Bring the rows in step with the agreement, in the transaction that changed it.

    A deadline with a new date, or one that is open again, is armed again and its waiting alerts are withdrawn; one
    that is settled, or no longer follows from the record, withdraws them too. When others look after the agreement
    than before (`Agreement.looked_after_by`), the next sweep tells them.
    """
    stored = {(row.kind, row.subject): row for row in await of_agreement(agreement_id)}
    told = await outbox.told_rungs(agreement_id)
    for deadline in deadlines(agreement):
        before = stored.pop((deadline.kind, deadline.subject), None)
        await _write(agreement_id, agreement, deadline, before, told)
    for gone in stored.values():
        await _settle(gone)
    if agreement.looked_after_by != looked_after_before:
        await _hand_over("agreement_id = :agreement_id", {"agreement_id": agreement_id}, today)


async def hand_over_those_of(account_id: str, department: str | None, today: date) -> None:
    """Let the next sweep tell whoever now stands in for an account that stopped, or came back.

    It concerns what the account owns or is deputy of, and all of the department it heads: its head stands in for an
    owner who is not there.
    """
    owned = (
        "agreement_id IN (SELECT a.id FROM agreement a LEFT JOIN agreement_version v ON v.agreement_id = a.id"
        " AND v.number = a.version WHERE a.owner_id = :account OR a.deputy_id = :account OR v.department = :department)"
    )
    await _hand_over(owned, {"account": account_id, "department": department}, today)


async def _hand_over(which: str, params: Mapping[str, object], today: date) -> None:
    await execute(
        "UPDATE deadline SET is_handed_over = :yes,"  # noqa: S608 - constants only
        " next_alert_on = CASE WHEN next_alert_on > :today THEN :today ELSE next_alert_on END"
        f" WHERE NOT is_settled AND {which}",
        {**params, "today": today, "yes": True},
    )


async def set_next_alert(row: StoredDeadline, next_on: date, snoozed_until: date | None) -> None:
    """Note when the ladder speaks next, after its alert of today was planned; that alert answers a snooze.

    Whoever is new was told too.
    """
    await execute(
        "UPDATE deadline SET next_alert_on = :next_on, snoozed_until = :snoozed_until, is_handed_over = :no"
        " WHERE agreement_id = :id AND kind = :kind AND subject = :subject AND armed = :armed AND NOT is_settled",
        {
            **_key(row.agreement_id, row.kind, row.subject),
            "no": False,
            "armed": row.armed_count,
            "next_on": next_on,
            "snoozed_until": snoozed_until,
        },
    )


async def snooze(agreement_id: int, deadline: Deadline, until_on: date) -> None:
    """Silent until `until_on`, when the reminder comes; alerts that still wait are withdrawn."""
    await outbox.withdraw(agreement_id, deadline.kind, deadline.subject, SNOOZED)
    await execute(
        "UPDATE deadline SET snoozed_until = :until_on, next_alert_on = :until_on WHERE agreement_id = :id"
        " AND kind = :kind AND subject = :subject AND NOT is_settled",
        {**_key(agreement_id, deadline.kind, deadline.subject), "until_on": until_on},
    )


async def _write(
    agreement_id: int,
    agreement: Agreement,
    deadline: Deadline,
    before: StoredDeadline | None,
    told: Told,
) -> None:
    moved = before is not None and (before.due_on != deadline.due_on or (before.is_settled and not deadline.is_settled))
    armed_count = 1 if before is None else before.armed_count + int(moved)
    snoozed_until = None if before is None or moved or deadline.is_settled else before.snoozed_until
    rungs = told.get((deadline.kind, deadline.subject, armed_count), frozenset())
    ladder = ladder_for(deadline.kind, agreement)
    next_on = next_alert_on(ladder, deadline.due_on, told=rungs, snoozed_until=snoozed_until)
    if before and before.is_handed_over and before.next_alert_on:
        next_on = min(next_on, before.next_alert_on)
    if moved or deadline.is_settled:
        reason = SETTLED if deadline.is_settled else DATE_MOVED
        await outbox.withdraw(agreement_id, deadline.kind, deadline.subject, reason)
    await execute(
        "INSERT INTO deadline (agreement_id, kind, subject, due_on, armed, is_settled, next_alert_on, snoozed_until)"
        " VALUES (:id, :kind, :subject, :due_on, :armed, :is_settled, :next_on, :snoozed_until)"
        " ON CONFLICT (agreement_id, kind, subject) DO UPDATE SET due_on = excluded.due_on, armed = excluded.armed,"
        " is_settled = excluded.is_settled, next_alert_on = excluded.next_alert_on,"
        " snoozed_until = excluded.snoozed_until",
        {
            **_key(agreement_id, deadline.kind, deadline.subject),
            "due_on": deadline.due_on,
            "armed": armed_count,
            "is_settled": deadline.is_settled,
            "next_on": None if deadline.is_settled else next_on,
            "snoozed_until": snoozed_until,
        },
    )


async def _settle(row: StoredDeadline) -> None:
    await outbox.withdraw(row.agreement_id, row.kind, row.subject, SETTLED)
    await execute(
        "UPDATE deadline SET is_settled = :yes, next_alert_on = NULL, snoozed_until = NULL"
        " WHERE agreement_id = :id AND kind = :kind AND subject = :subject",
        {**_key(row.agreement_id, row.kind, row.subject), "yes": True},
    )


def _key(agreement_id: int, kind: DeadlineKind, subject: str) -> dict[str, object]:
    return {"id": agreement_id, "kind": kind, "subject": subject}


def _stored(row: dict[str, object]) -> StoredDeadline:
    due_on = as_date(row["due_on"])
    if due_on is None:
        raise ValueError("a deadline has no date")
    return StoredDeadline(
        agreement_id=int(str(row["agreement_id"])),
        kind=kind_named(str(row["kind"])).kind,
        subject=str(row["subject"]),
        due_on=due_on,
        armed_count=int(str(row["armed"])),
        is_settled=bool(row["is_settled"]),
        next_alert_on=as_date(row["next_alert_on"]),
        snoozed_until=as_date(row["snoozed_until"]),
        is_handed_over=bool(row["is_handed_over"]),
    )
