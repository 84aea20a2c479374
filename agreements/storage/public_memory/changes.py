"""Which entries of the public memory are changes of a selection, the newest first, and what stood before each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from agreements.domain.memory import ChainedEntry
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch
from agreements.storage.public_memory import entries
from agreements.storage.public_memory.index import Found, View

_FEW: Final = 400
"""Of so many agreements the entries are looked up; those of more are met among all soon enough."""
_STRIDE: Final = 500
"""So many entries of all are looked through at a time."""


_WITH_LAST: Final = (
    "SELECT r.seq, (SELECT max(n.seq) FROM public_row n WHERE n.reference = r.reference AND n.seq <= :upto {})"
    " AS last FROM public_row r WHERE r.seq < :before ORDER BY r.seq DESC LIMIT :stride"
)
"""Entries, each with the last one of its agreement that is known."""


async def of_all(view: View, before: int, limit: int) -> list[int]:
    """The newest entries of the whole register with a lower number than `before`: those that are about no agreement
    too, and those of what is not public any more."""
    known = entries.KNOWN_THEN if view.is_past else ""
    return await _numbers(
        f"SELECT e.seq FROM public_entry e WHERE e.seq < :before{known} ORDER BY e.seq DESC LIMIT :limit",  # noqa: S608
        {"before": min(before, view.head.seq + 1), "day": view.day, "limit": limit},
    )


async def of_selection(found: Found, before: int, limit: int) -> list[int]:
    """The newest entries of the agreements that a selection holds, with a lower number than `before`."""
    if found.count <= _FEW:
        return await of_these(sorted(found.chosen), before, limit)
    view, chosen = found.view, list[int]()
    question = _WITH_LAST.format("AND n.known_on <= :day" if view.is_past else "")
    newest = found.chosen.max()  # no entry of theirs is behind it
    params = {"before": min(before, newest + 1), "upto": view.head.seq, "day": view.day, "stride": _STRIDE}
    while len(chosen) < limit and (rows := await fetch(question, params)):
        chosen += [row["seq"] for row in rows if row["last"] in found.chosen and row["seq"] <= row["last"]]
        params["before"] = rows[-1]["seq"]
    return chosen[:limit]


async def of_these(last: Sequence[int], before: int, limit: int) -> list[int]:
    """The newest entries of these agreements, of which the last ones that are known are given."""
    if not last:
        return []
    marks, params = listed("seq", last)
    return await _numbers(
        "SELECT r.seq FROM public_row c JOIN public_row r ON r.reference = c.reference AND r.seq <= c.seq"  # noqa: S608
        f" WHERE c.seq IN ({marks}) AND r.seq < :before ORDER BY r.seq DESC LIMIT :limit",
        {**params, "before": before, "limit": limit},
    )


async def before_each(numbers: Sequence[int]) -> dict[int, ChainedEntry]:
    """For each of these entries that has one: the entry before it of the same agreement, or the count before it."""
    marks, params = listed("seq", numbers)
    rows = await fetch(
        "SELECT e.seq, (SELECT b.seq FROM public_entry b WHERE b.reference = e.reference AND b.change < e.change"  # noqa: S608
        f" ORDER BY b.change DESC LIMIT 1) AS before FROM public_entry e WHERE e.seq IN ({marks})",
        params,
    )
    found = {row["seq"]: row["before"] for row in rows if row["before"]}
    before = await entries.by_number(list(found.values()))
    return dict(zip(found, before, strict=True))


async def _numbers(question: str, params: dict[str, object]) -> list[int]:
    return [row["seq"] for row in await fetch(question, params)]
