"""What stands beside the list of agreements: plans, what is not public any more, and what asks for attention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.deadlines.row import STAYS_CANCELLED
from agreements.domain.plan import PlanEnding
from agreements.domain.projection import FOREVER
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch
from agreements.storage.version_rows import day_of

MOST: Final = 50
"""So many of each are named; the others are counted."""
_NOW: Final = "r.until_on = :forever"
_THEN: Final = "r.until_on >= :day AND r.known_on <= :day"
_OPEN: Final = "r.plan_ended_on IS NULL"
_OVER: Final = f"r.plan_ended_on IS NOT NULL AND r.plan_ending <> '{PlanEnding.APPROVED.value}'"


@dataclass(frozen=True, slots=True)
class Plans:
    """How many plans there are to read, and how many ended without approval; and the entries of the first of those."""

    open_count: int
    open: tuple[int, ...]
    over_count: int
    over: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """An agreement, since when it waits, and what its late deadlines are about (`Deadline.subject`)."""

    reference: str
    title: str
    since: date
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateOnes:
    """How many agreements are late, and those that wait longest, the longest first."""

    count: int = 0
    first: tuple[Late, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it, at one moment. Numbers are those of entries."""

    plans: Plans
    plans_in_files: tuple[int, ...]
    """All plans, with those that were approved in the last days, by reference."""
    withheld: tuple[int, ...]
    """What is not public any more, by reference."""
    late: Mapping[DeadlineKind, LateOnes]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The day that is asked about, and how a row that was known on it is found."""

    day: date
    is_past: bool

    @property
    def known(self) -> str:
        return _THEN if self.is_past else _NOW

    @property
    def params(self) -> dict[str, object]:
        return {"day": self.day, "forever": FOREVER}


async def beside(day: date, *, is_past: bool, late: Mapping[DeadlineKind, LateOnes] | None = None) -> Beside:
    """Inside a snapshot, so that all of it is of one moment. `late` is what was late before, where that stands: to find
    it takes as long as much is late, all else takes little."""
    asked = _Asked(day, is_past)
    for_files = f"({_OPEN} OR {_OVER} OR r.plan_ended_on >= :since) ORDER BY r.reference"
    return Beside(
        plans=await _block(asked),
        plans_in_files=await _plans(asked, for_files, since=day - STAYS_CANCELLED),
        withheld=await _withheld(asked),
        late=late or {kind: await _late(kind, asked) for kind, row in KINDS.items() if row.told_late},
    )


async def are_late_ones_as_they_were(day: date, after: int) -> bool:
    """Whether nothing is late of the entries behind the one of this number, nor of those that they replaced."""
    found = await fetch(
        "SELECT w.seq FROM public_awaited w WHERE w.since < :day AND w.seq IN (SELECT seq FROM public_row"
        " WHERE seq > :after UNION ALL SELECT replaces FROM public_row WHERE seq > :after) LIMIT 1",
        {"day": day, "after": after},
    )
    return not found


async def _block(asked: _Asked) -> Plans:
    """Those of which people can react least long first, and those that ended last first."""
    rows = await fetch(
        f"SELECT count(CASE WHEN {_OPEN} THEN 1 END) AS open, count(CASE WHEN {_OVER} THEN 1 END) AS over"  # noqa: S608
        f" FROM public_row r WHERE r.plan_until IS NOT NULL AND {asked.known}",
        asked.params,
    )
    waiting = await _plans(asked, f"{_OPEN} ORDER BY r.plan_until, r.reference LIMIT {MOST}")
    over = await _plans(asked, f"{_OVER} ORDER BY r.plan_ended_on DESC, r.reference LIMIT {MOST}")
    return Plans(int(rows[0]["open"]), waiting, int(rows[0]["over"]), over)


async def _plans(asked: _Asked, where: str, **more: object) -> tuple[int, ...]:
    rows = await fetch(
        f"SELECT r.seq FROM public_row r WHERE r.plan_until IS NOT NULL AND {asked.known} AND {where}",  # noqa: S608
        {**asked.params, **more},
    )
    return tuple(row["seq"] for row in rows)


async def _withheld(asked: _Asked) -> tuple[int, ...]:
    rows = await fetch(
        f"SELECT r.seq FROM public_row r WHERE r.shows = 'withheld' AND {asked.known} ORDER BY r.reference",  # noqa: S608
        asked.params,
    )
    return tuple(row["seq"] for row in rows)


async def _late(kind: DeadlineKind, asked: _Asked) -> LateOnes:
    """The rule of `domain.deadlines.late_since`, the longest waiting first. They are looked for once: all that is late
    is counted while the first of it are found."""
    source = (
        "FROM public_awaited w JOIN public_row r ON r.seq = w.seq"
        f" WHERE w.kind = :kind AND w.since < :day AND r.shows = 'agreement' AND {asked.known}"
    )
    params = {**asked.params, "kind": str(kind)}
    longest = await fetch(
        f"SELECT w.seq, count(*) OVER () AS n {source}"
        f" GROUP BY w.seq, r.reference ORDER BY min(w.since), r.reference LIMIT {MOST}",
        params,
    )
    if not longest:
        return LateOnes()
    marks, numbers = listed("seq", [row["seq"] for row in longest])
    rows = await fetch(
        f"SELECT r.reference, r.title, w.since, w.subject {source} AND w.seq IN ({marks})"
        " ORDER BY w.since, r.reference, w.subject",
        {**params, **numbers},
    )
    return LateOnes(int(longest[0]["n"]), tuple(_each(rows)))


def _each(rows: Iterable[Mapping[str, Any]]) -> Iterator[Late]:
    """An agreement once, since its first day."""
    of_each: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_each.setdefault(row["reference"], []).append(row)
    for reference, those in of_each.items():
        subjects = tuple(row["subject"] for row in those)
        yield Late(reference, those[0]["title"], day_of(those[0]["since"]), subjects)
