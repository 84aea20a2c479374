"""What of the public register asks for attention on a day: the deadlines that residents are told of when late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.domain.deadlines import KINDS, DeadlineKind, KindOfDeadline
from agreements.domain.deadlines.row import LateFrom, ToldLate
from agreements.storage.conditions import LAST_DAY
from agreements.storage.database.transaction import as_date, fetch


@dataclass(frozen=True, slots=True)
class Late:
    """An agreement, since when it waits, and what its late deadlines are about (`Deadline.subject`)."""

    reference: str
    title: str
    since: date
    subjects: tuple[str, ...]


SINCE: Mapping[LateFrom, str] = {LateFrom.ITS_DAY: "d.due_on", LateFrom.LAST_DAY: LAST_DAY}
"""The day of `LateFrom`."""

_PUBLIC = """
FROM deadline d JOIN agreement a ON a.id = d.agreement_id
JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version
WHERE v.status = 'approved' AND v.is_public = :yes AND NOT d.is_settled
  AND (a.closed_on IS NULL OR a.closed_on > :day OR :also_when_closed)
"""


async def of_public(day: date) -> dict[DeadlineKind, tuple[Late, ...]]:
    """The rule of `domain.deadlines.late_since` over all public agreements, the longest waiting first."""
    return {kind: await _late(row, row.told_late, day) for kind, row in KINDS.items() if row.told_late}


async def _late(row: KindOfDeadline, told: ToldLate, day: date) -> tuple[Late, ...]:
    since = SINCE[told.since]
    found = await fetch(
        f"SELECT a.reference, v.title, {since} AS since, d.subject {_PUBLIC}"
        f" AND d.kind = :kind AND {since} < :day ORDER BY since, a.reference, d.subject",
        {"day": day, "yes": True, "kind": str(row.kind), "also_when_closed": told.also_when_closed},
    )
    return tuple(_each(found))


def _each(rows: Iterable[Mapping[str, Any]]) -> Iterable[Late]:
    """An agreement once, since its first day."""
    of_each: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_each.setdefault(row["reference"], []).append(row)
    for reference, those in of_each.items():
        subjects = tuple(row["subject"] for row in those)
        yield Late(reference, those[0]["title"], _day(those[0]["since"]), subjects)


def _day(value: object) -> date:
    day = as_date(value)
    if day is None:
        raise ValueError("an approved agreement has a last day")
    return day
