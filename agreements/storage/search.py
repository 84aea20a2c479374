"""Finding agreements: the public selection, and what people who sign in see.

The status on a day is one SQL expression here and `domain.lifecycle.status_on` in Python; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain.filters import Filter
from agreements.domain.record import Record
from agreements.domain.selection import Selection, Sorting
from agreements.storage.agreements import COLUMNS, PROPOSAL_JOIN, record_of
from agreements.storage.conditions import APPROVED_STATUS, LAST_DAY, Conditions, shown_version, status_days
from agreements.storage.database.transaction import fetch
from agreements.storage.filters import picked_by, value_of

_ORDER = {
    Sorting.RUNNING: f"CASE WHEN {LAST_DAY} < :day THEN 1 ELSE 0 END, last_day",
    Sorting.ENDS_ON: "last_day",
    Sorting.STARTS_ON: "v.starts_on",
    Sorting.TITLE: "v.title",
    Sorting.DEPARTMENT: "v.department",
    Sorting.REFERENCE: "a.reference",
    Sorting.UPDATED_AT: "a.updated_at",
}


async def find(selection: Selection, *, limit: int, offset: int = 0) -> list[str]:
    """The references of the public agreements of a selection, in its order. What is told of them is in the public
    memory."""
    tables, chosen = _query(selection)
    direction = "DESC" if selection.is_descending else "ASC"
    rows = await fetch(
        f"SELECT a.reference, {LAST_DAY} AS last_day FROM {tables} WHERE {chosen.where}"  # noqa: S608
        f" ORDER BY {_ORDER[selection.sorting]} {direction}, a.reference LIMIT :limit OFFSET :offset",
        {**chosen.params, "limit": limit, "offset": offset},
    )
    return [row["reference"] for row in rows]


async def count(selection: Selection) -> int:
    """How many public agreements the selection holds."""
    tables, chosen = _query(selection)
    rows = await fetch(f"SELECT count(*) AS n FROM {tables} WHERE {chosen.where}", chosen.params)  # noqa: S608
    return int(rows[0]["n"])


async def counts(row: Filter, selection: Selection) -> Mapping[str, int]:
    """How many public agreements of the selection have each value of a filter that is a list; what was chosen of that
    filter itself is left out."""
    tables, chosen = _query(selection.picking(**{row.name: ()}))
    join, value = value_of(row, APPROVED_STATUS)
    rows = await fetch(
        f"SELECT value, count(*) AS n FROM (SELECT {'DISTINCT a.id, ' if join else ''}{value} AS value"  # noqa: S608
        f" FROM {tables} {join} WHERE {chosen.where}) counted GROUP BY value ORDER BY value",
        chosen.params,
    )
    return {row["value"]: int(row["n"]) for row in rows}


async def all_records() -> list[Record]:
    """Everything in the register, drafts included, by reference; for people who sign in and for full exports."""
    rows = await fetch(
        f"SELECT {COLUMNS} FROM agreement a LEFT JOIN agreement_version v ON v.agreement_id = a.id"  # noqa: S608
        f" AND v.number = a.version AND v.status = 'approved' {PROPOSAL_JOIN} ORDER BY a.reference",
        {},
    )
    return [record_of(row) for row in rows]


def _query(selection: Selection) -> tuple[str, Conditions]:
    """FROM and WHERE of a selection."""
    version = shown_version(is_past=selection.is_past)
    public = Conditions(("v.status = 'approved'", "v.is_public = :yes"), {**status_days(selection.on_day), "yes": True})
    chosen = public & picked_by(selection.picked, APPROVED_STATUS)
    return f"agreement a JOIN agreement_version v ON v.agreement_id = a.id AND {version}", chosen
