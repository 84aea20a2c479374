"""Finding agreements: the public selection, and what people who sign in see.

The status on a day is one SQL expression here and `domain.lifecycle.status_on` in Python; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreements.domain.record import Record
from agreements.domain.selection import Facets, Selection, Sorting, StatusFilter
from agreements.storage.agreements import COLUMNS, PROPOSAL_JOIN, record_of
from agreements.storage.conditions import APPROVED_STATUS, LAST_DAY, Conditions, one_of, status_days, with_words
from agreements.storage.database.transaction import fetch

_VERSION_NOW = "v.number = a.version"
_VERSION_THEN = """v.number = (SELECT max(w.number) FROM agreement_version w WHERE w.agreement_id = a.id
                               AND w.status = 'approved' AND w.approved_on <= :day)"""
_ORDER = {
    Sorting.RUNNING: f"CASE WHEN {LAST_DAY} < :day THEN 1 ELSE 0 END, last_day",
    Sorting.ENDS_ON: "last_day",
    Sorting.STARTS_ON: "v.starts_on",
    Sorting.TITLE: "v.title",
    Sorting.DEPARTMENT: "v.department",
    Sorting.REFERENCE: "a.reference",
    Sorting.UPDATED_AT: "a.updated_at",
}


async def find(selection: Selection, *, limit: int, offset: int = 0) -> list[Record]:
    """The public agreements of a selection, in its order."""
    tables, chosen = _query(selection)
    direction = "DESC" if selection.is_descending else "ASC"
    rows = await fetch(
        f"SELECT {COLUMNS}, {LAST_DAY} AS last_day FROM {tables} {PROPOSAL_JOIN} WHERE {chosen.where}"  # noqa: S608
        f" ORDER BY {_ORDER[selection.sorting]} {direction}, a.reference LIMIT :limit OFFSET :offset",
        {**chosen.params, "limit": limit, "offset": offset},
    )
    return [record_of(row) for row in rows]


async def count(selection: Selection) -> int:
    """How many public agreements the selection holds."""
    tables, chosen = _query(selection)
    rows = await fetch(f"SELECT count(*) AS n FROM {tables} WHERE {chosen.where}", chosen.params)  # noqa: S608
    return int(rows[0]["n"])


async def facets(selection: Selection) -> Facets:
    """Counts of public agreements for each filter."""
    return Facets(
        statuses=await _counts(APPROVED_STATUS, replace(selection, statuses=())),
        departments=await _counts("v.department", replace(selection, departments=())),
        themes=await _counts("v.theme", replace(selection, themes=())),
        kinds=await _counts("v.kind", replace(selection, kinds=())),
        partner_kinds=await _partner_kind_counts(replace(selection, partner_kinds=())),
    )


async def public_one(reference: str, selection: Selection) -> Record | None:
    """One public agreement as it stands on the selection's day; None for drafts and those not public."""
    tables, chosen = _query(selection)
    rows = await fetch(
        f"SELECT {COLUMNS} FROM {tables} {PROPOSAL_JOIN} WHERE {chosen.where} AND a.reference = :reference",  # noqa: S608
        {**chosen.params, "reference": reference},
    )
    return record_of(rows[0]) if rows else None


async def all_records() -> list[Record]:
    """Everything in the register, drafts included, by reference; for people who sign in and for full exports."""
    rows = await fetch(
        f"SELECT {COLUMNS} FROM agreement a LEFT JOIN agreement_version v ON v.agreement_id = a.id"  # noqa: S608
        f" AND v.number = a.version AND v.status = 'approved' {PROPOSAL_JOIN} ORDER BY a.reference",
        {},
    )
    return [record_of(row) for row in rows]


async def _counts(expression: str, selection: Selection) -> dict[str, int]:
    tables, chosen = _query(selection)
    rows = await fetch(
        f"SELECT value, count(*) AS n FROM (SELECT {expression} AS value FROM {tables}"  # noqa: S608
        f" WHERE {chosen.where}) counted GROUP BY value ORDER BY value",
        chosen.params,
    )
    return {row["value"]: int(row["n"]) for row in rows}


async def _partner_kind_counts(selection: Selection) -> dict[str, int]:
    tables, chosen = _query(selection)
    rows = await fetch(
        "SELECT q.kind AS value, count(DISTINCT a.id) AS n"  # noqa: S608
        f" FROM {tables} JOIN agreement_party q ON q.agreement_id = v.agreement_id AND q.number = v.number"
        f" WHERE {chosen.where} GROUP BY q.kind ORDER BY q.kind",
        chosen.params,
    )
    return {row["value"]: int(row["n"]) for row in rows}


def _query(selection: Selection) -> tuple[str, Conditions]:
    """FROM and WHERE of a selection."""
    version = _VERSION_THEN if selection.is_past else _VERSION_NOW
    public = Conditions(("v.status = 'approved'", "v.is_public = :yes"), {**status_days(selection.on_day), "yes": True})
    chosen = (
        public
        & one_of("status", f"({APPROVED_STATUS})", _with_ends_soon(selection.statuses))
        & one_of("department", "v.department", selection.departments)
        & one_of("theme", "v.theme", selection.themes)
        & one_of("kind", "v.kind", selection.kinds)
        & _partner(one_of("partner", "q.name", selection.partners))
        & _partner(one_of("partner_kind", "q.kind", selection.partner_kinds))
        & with_words(selection.words)
        & _ends(selection)
    )
    return f"agreement a JOIN agreement_version v ON v.agreement_id = a.id AND {version}", chosen


def _with_ends_soon(statuses: Sequence[StatusFilter]) -> list[StatusFilter]:
    """What ends soon is active too."""
    return sorted({*statuses, StatusFilter.ENDS_SOON} if StatusFilter.ACTIVE in statuses else {*statuses})


def _partner(is_meant: Conditions) -> Conditions:
    """One of the parties is meant."""
    return Conditions(
        tuple(
            "EXISTS (SELECT 1 FROM agreement_party q WHERE q.agreement_id = v.agreement_id"  # noqa: S608
            f" AND q.number = v.number AND {text})"
            for text in is_meant.texts
        ),
        is_meant.params,
    )


def _ends(selection: Selection) -> Conditions:
    found = Conditions()
    if selection.ends_from:
        found &= Conditions((f"{LAST_DAY} >= :ends_from",), {"ends_from": selection.ends_from})
    if selection.ends_until:
        found &= Conditions((f"{LAST_DAY} <= :ends_until",), {"ends_until": selection.ends_until})
    return found
