"""How many approved agreements are not public, by ground: what the public memory is told of them (rule 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.domain.vocabulary import WooGround
from agreements.storage.database.transaction import fetch
from agreements.storage.version_rows import day_of

_MARKS = {f"ground_{number}": ground for number, ground in enumerate(WooGround)}
_GROUND = " ".join(f"WHEN v.content LIKE :{mark} ESCAPE '\\' THEN '{mark}'" for mark in _MARKS)
_PATTERNS: dict[str, Any] = {
    mark: '%"not\\_public\\_ground":"' + ground.value.replace("_", "\\_") + '"%' for mark, ground in _MARKS.items()
}
"""A quote within a text is written with a backslash, so that no text looks like the field."""


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved version: of which agreement, since when, and on which ground it is not public (empty: of before the
    ground was kept; None: it is public)."""

    id: int
    day: date
    ground: str | None


async def counts() -> dict[str, int]:
    """How many there are now by ground; the empty one for those of before the ground was kept."""
    rows = await fetch(
        f"SELECT CASE {_GROUND} ELSE '' END AS mark, count(*) AS n FROM agreement a"  # noqa: S608 - constants only
        " JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version"
        " WHERE v.status = 'approved' AND v.is_public = :no GROUP BY mark",
        {**_PATTERNS, "no": False},
    )
    return {_ground(row["mark"]): int(row["n"]) for row in rows}


async def history() -> list[Approved]:
    """Every approved version of those agreements that were not public once, in the order of their days."""
    rows = await fetch(
        f"SELECT v.agreement_id AS id, v.approved_on, v.is_public, CASE {_GROUND} ELSE '' END AS mark"  # noqa: S608
        " FROM agreement_version v WHERE v.status = 'approved' AND EXISTS (SELECT 1 FROM agreement_version w"
        " WHERE w.agreement_id = v.agreement_id AND w.status = 'approved' AND w.is_public = :no)"
        " ORDER BY v.approved_on, v.agreement_id, v.number",
        {**_PATTERNS, "no": False},
    )
    return [
        Approved(row["id"], day_of(row["approved_on"]), None if row["is_public"] else _ground(row["mark"]))
        for row in rows
    ]


def _ground(mark: str) -> str:
    return _MARKS[mark].value if mark else ""
