"""How many approved agreements are not public, by ground: the number, and nothing else of them (rule 11)."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from agreements.domain.record import NotPublic
from agreements.domain.selection import Selection
from agreements.domain.vocabulary import WooGround
from agreements.storage.conditions import shown_version
from agreements.storage.database.engine import Engine, bound_engine
from agreements.storage.database.transaction import fetch
from agreements.storage.trail import audit

Counts = tuple[NotPublic, ...]

_known: WeakKeyDictionary[Engine, tuple[str, Counts]] = WeakKeyDictionary()
"""The counts of each register as it is now, at the head of its chain."""
_MARKS = {f"ground_{number}": ground for number, ground in enumerate(WooGround)}
_GROUND = " ".join(f"WHEN v.content LIKE :{mark} ESCAPE '\\' THEN '{mark}'" for mark in _MARKS)
_PATTERNS = {
    mark: '%"not\\_public\\_ground":"' + ground.value.replace("_", "\\_") + '"%' for mark, ground in _MARKS.items()
}
"""A quote within a text is written with a backslash, so that no text looks like the field."""


async def counts_by_ground(selection: Selection) -> Counts:
    """In the order of the law, those of before the ground was kept last; as it is now, or was known on a past day.

    What a selection picks does not count: who chooses by party or department would learn where they belong. Costs one
    row unless something was written since the last time.
    """
    if selection.is_past:
        return await _counts(selection.on_day, is_past=True)
    head = await audit.head()
    known = _known.get(bound_engine())
    if known is None or known[0] != head.hash:
        known = (head.hash, await _counts(selection.on_day, is_past=False))
        _known[bound_engine()] = known
    return known[1]


async def _counts(day: date, *, is_past: bool) -> Counts:
    rows = await fetch(
        f"SELECT CASE {_GROUND} ELSE '' END AS mark, count(*) AS n FROM agreement a"  # noqa: S608 - constants only
        f" JOIN agreement_version v ON v.agreement_id = a.id AND {shown_version(is_past=is_past)}"
        " WHERE v.status = 'approved' AND v.is_public = :no GROUP BY mark",
        {**_PATTERNS, "no": False, "day": day},
    )
    found = {str(row["mark"]): int(row["n"]) for row in rows}
    return tuple(NotPublic(_MARKS.get(mark), found[mark]) for mark in (*_MARKS, "") if mark in found)
