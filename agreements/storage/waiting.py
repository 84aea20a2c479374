"""What waits for people: submissions, drafts and open deadlines, each as the first few with their number.

The rule of what waits is `domain.deadlines.open_tasks`; it stands here once in SQL, and a test holds the two against
each other. All of it goes by the small indexes on proposals and open deadlines, however many agreements there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from agreements.domain.deadlines import KINDS, Deadline, kind_named
from agreements.domain.deadlines.row import Lasts
from agreements.domain.viewing import Reach, Viewing
from agreements.storage.conditions import LAST_DAY, SHOWN_VERSION, Conditions
from agreements.storage.database.transaction import as_date, fetch
from agreements.storage.viewing import seen_by, within

_PROPOSALS = f"""
agreement_version p JOIN agreement a ON a.id = p.agreement_id JOIN agreement_version v ON {SHOWN_VERSION}
"""
_PROPOSED = "p.status <> 'approved'"
"""In the words of the index `version_proposed`: else SQLite does not use it."""

_DEADLINES = """
deadline d JOIN agreement a ON a.id = d.agreement_id
JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version
"""
LASTS: Mapping[Lasts, str] = {
    Lasts.UNTIL_SETTLED: "1 = 1",
    Lasts.TO_THE_LAST_DAY: f"{LAST_DAY} >= :day",
    Lasts.TO_AN_EARLY_END: "a.terminated_on IS NULL OR d.due_on >= :day",
}
"""`Lasts.still` of a deadline that is open."""


def _is_a_task() -> Conditions:
    """As the rows of the kinds say: it waits, and no other that waits covers it."""
    lasting = {kind: LASTS[row.lasts] for kind, row in KINDS.items() if row.lasts is not Lasts.UNTIL_SETTLED}
    waits = tuple(f"d.kind <> '{kind}' OR {condition}" for kind, condition in lasting.items())
    covered = tuple(
        f"d.kind <> '{other}' OR NOT (({LASTS[row.lasts]}) AND EXISTS (SELECT 1 FROM deadline o"  # noqa: S608
        f" WHERE o.agreement_id = d.agreement_id AND o.kind = '{kind}' AND NOT o.is_settled))"
        for kind, row in KINDS.items()
        for other in row.covers
    )
    return Conditions(("NOT d.is_settled", *waits, *covered))


def _is_soon(today: date) -> Conditions:
    """Near enough for its kind."""
    spans = {kind: row.soon_days for kind, row in KINDS.items()}
    days = {f"until_{number}": today + timedelta(days=span) for number, span in enumerate(spans.values())}
    near = tuple(f"d.kind <> '{kind}' OR d.due_on <= :{name}" for kind, name in zip(spans, days, strict=True))
    until = today + timedelta(days=max(spans.values()))
    return Conditions(("d.due_on >= :day AND d.due_on <= :until", *near), {**days, "day": today, "until": until})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row id of an agreement; with the deadline when it is about one."""

    agreement_id: int
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Heap:
    """The first few of what waits, and how many there are in all."""

    first: tuple[Waiting, ...] = ()
    count: int = 0


async def to_judge(viewing: Viewing, judge: Reach, judge_id: str, limit: int) -> Heap:
    """Submissions of somebody else that this person may approve, by reference."""
    mine = _submissions(viewing) & within(judge, "p.department")
    return await _heap(_PROPOSALS, mine & _not_by(judge_id), "a.reference", limit)


async def to_wait_for(viewing: Viewing, judge: Reach, judge_id: str, limit: int) -> Heap:
    """The other submissions, which wait for somebody else, by reference."""
    mine = within(judge, "p.department") & _not_by(judge_id)
    others = Conditions((f"NOT ({mine.where})",), mine.params)
    return await _heap(_PROPOSALS, _submissions(viewing) & others, "a.reference", limit)


async def drafts(viewing: Viewing, writer: Reach, limit: int, *, sent_back: bool) -> Heap:
    """Drafts to work on, by reference: those that were sent back, or the others. None that was thrown away."""
    open_ones = Conditions((_PROPOSED, "p.status = 'draft'", "a.withdrawn_on IS NULL"))
    returned = Conditions((f"p.returned_reason {'<>' if sent_back else '='} ''",))
    chosen = seen_by(viewing) & open_ones & returned & within(writer, "v.department")
    return await _heap(_PROPOSALS, chosen, "a.reference", limit)


async def late(viewing: Viewing, today: date, limit: int) -> Heap:
    """Things to do of which the day has passed, the longest ago first."""
    chosen = seen_by(viewing) & _is_a_task() & Conditions(("d.due_on < :day",), {"day": today})
    return await _heap(_DEADLINES, chosen, "d.due_on, a.reference", limit)


async def soon(viewing: Viewing, today: date, limit: int) -> Heap:
    """Things to do from today on, as long before as their kind says, the nearest first."""
    chosen = seen_by(viewing) & _is_a_task() & _is_soon(today)
    return await _heap(_DEADLINES, chosen, "d.due_on, a.reference", limit)


def _submissions(viewing: Viewing) -> Conditions:
    return seen_by(viewing) & Conditions((_PROPOSED, "p.status = 'under_review'"))


def _not_by(account_id: str) -> Conditions:
    """Rule 9: whoever submitted it does not approve it."""
    return Conditions(("p.submitted_by <> :submitter",), {"submitter": account_id})


async def _heap(tables: str, chosen: Conditions, order: str, limit: int) -> Heap:
    about = "a.id, d.kind, d.subject, d.due_on" if tables is _DEADLINES else "a.id"
    rows = await fetch(
        f"SELECT {about} FROM {tables} WHERE {chosen.where} ORDER BY {order} LIMIT :limit",  # noqa: S608
        {**chosen.params, "limit": limit},
    )
    counted = await fetch(f"SELECT count(*) AS n FROM {tables} WHERE {chosen.where}", chosen.params)  # noqa: S608
    return Heap(tuple(Waiting(row["id"], _deadline(row)) for row in rows), int(counted[0]["n"]))


def _deadline(row: Mapping[str, Any]) -> Deadline | None:
    due_on = as_date(row["due_on"]) if "due_on" in row else None
    return Deadline(kind_named(row["kind"]).kind, due_on, row["subject"]) if due_on else None
