"""Who decided what about an agreement: renewed it, lets it end, terminated it, or wants to be reminded later.

Read from the audit trail, where each decision stands already. Only the reason of a postponed reminder comes from the
table `snooze`: the audit trail keeps no free text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from agreements.domain.deadlines import DeadlineKind, kind_named
from agreements.domain.roles import Action
from agreements.domain.viewing import EVERYTHING, Viewing
from agreements.domain.vocabulary import Role
from agreements.storage import snoozes
from agreements.storage.database.transaction import as_date, as_instant, fetch
from agreements.storage.messages.delivery import required
from agreements.storage.snoozes import Snooze
from agreements.storage.viewing import seen_by

PAGE = 200
# Literal, in the words of the index `audit_decision`: else neither database uses that.
_IS_DECISION = "e.action IN ('decide', 'renew', 'snooze', 'terminate') AND e.result = 'ok'"


class Outcome(StrEnum):
    """What was decided."""

    RENEW = "renew"
    LAPSE = "lapse"
    TERMINATE = "terminate"
    POSTPONE = "postpone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilter:
    """Which decisions to show; empty fields do not filter."""

    reference: str = ""
    among: Viewing = EVERYTHING
    """Only about agreements that somebody may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as people look at it. Who took it is named by role and function, never by address."""

    seq: int
    """Number of the event in the audit trail."""
    at: datetime
    reference: str
    outcome: Outcome
    by_id: str
    by_role: Role | None
    """None for a process such as `cli`, and for an account that is no longer there."""
    by_function: str
    by_department: str
    successor: str
    """The draft that a renewal made; empty when it was only decided to renew."""
    ends_on: date | None
    """The last day, when it was terminated."""
    deadline_kind: DeadlineKind | None
    subject: str
    due_on: date | None
    until_on: date | None
    """The day of the reminder, when that was postponed; the three fields above then say of which deadline."""
    reason: str
    is_pending: bool
    """The reminder that was asked for is still to come."""


async def decisions(chosen: DecisionFilter, *, before_seq: int | None = None, limit: int = PAGE) -> list[Decided]:
    """Decisions, the newest first. For the next page give the `seq` of the last one as `before_seq`."""
    where, params = _where(chosen)
    if before_seq is not None:
        where, params = f"{where} AND e.seq < :before_seq", {**params, "before_seq": before_seq}
    rows = await fetch(
        "SELECT e.seq, e.at, e.actor, e.action, e.object, e.changes, r.role, r.function_title, r.department"  # noqa: S608
        f" FROM audit_event e LEFT JOIN account r ON r.id = e.actor WHERE {where} ORDER BY e.seq DESC LIMIT :limit",
        {**params, "limit": limit},
    )
    postponed = await _postponed(rows)
    return [_decided(row, postponed) for row in rows]


async def count_decisions(chosen: DecisionFilter) -> int:
    """How many decisions a filter shows in all."""
    where, params = _where(chosen)
    rows = await fetch(f"SELECT count(*) AS n FROM audit_event e WHERE {where}", params)  # noqa: S608
    return int(rows[0]["n"])


def _where(chosen: DecisionFilter) -> tuple[str, dict[str, object]]:
    conditions, params = [_IS_DECISION], dict[str, object]()
    if chosen.reference:
        conditions.append("e.object = :reference")
        params["reference"] = chosen.reference
    if not chosen.among.is_everything:
        seen = seen_by(chosen.among)
        conditions.append(f"e.object IN (SELECT a.reference FROM agreement a WHERE {seen.where})")  # noqa: S608
        params |= seen.params
    return " AND ".join(conditions), params


_Key = tuple[str, str, datetime, str, date]
"""What the event and the row of one snooze have in common: they were written in one transaction."""


async def _postponed(rows: list[dict[str, Any]]) -> dict[_Key, Snooze]:
    """The snoozes behind these events."""
    references = {row["object"] for row in rows if row["action"] == Action.SNOOZE}
    found = reversed(await snoozes.of_agreements(references)) if references else ()
    return {(one.reference, one.snoozed_by, one.snoozed_at, one.kind, one.until_on): one for one in found}


def _decided(row: Mapping[str, Any], postponed: Mapping[_Key, Snooze]) -> Decided:
    changes, at = json.loads(row["changes"]), required(as_instant(row["at"]))
    deadline, until_on = changes.get("deadline"), as_date(changes.get("until_on"))
    rest = postponed.get((row["object"], row["actor"], at, deadline, until_on)) if until_on else None
    return Decided(
        seq=row["seq"],
        at=at,
        reference=row["object"],
        outcome=_outcome(row["action"], changes),
        by_id=row["actor"],
        by_role=Role(row["role"]) if row["role"] else None,
        by_function=row["function_title"] or "",
        by_department=row["department"] or "",
        successor=changes.get("successor", ""),
        ends_on=as_date(changes.get("ends_on")),
        deadline_kind=kind_named(deadline).kind if deadline else None,
        subject=rest.subject if rest else "",
        due_on=rest.due_on if rest else None,
        until_on=until_on,
        reason=rest.reason if rest else "",
        is_pending=rest is not None and rest.is_pending,
    )


def _outcome(action: str, changes: Mapping[str, str]) -> Outcome:
    if action == Action.SNOOZE:
        return Outcome.POSTPONE
    return Outcome(changes["decision"] if action == Action.DECIDE else action)
