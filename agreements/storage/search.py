"""Finding agreements: the public selection, and what people who sign in see.

The status on a day is one SQL expression here and `domain.lifecycle.status_on` in Python; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from agreements.domain.letters import folded
from agreements.domain.lifecycle import ENDS_SOON_DAYS
from agreements.domain.record import Record
from agreements.domain.selection import Facets, Selection, Sorting, StatusFilter
from agreements.storage.agreements import COLUMNS, PROPOSAL_JOIN, record_of
from agreements.storage.database.transaction import fetch

_LAST_DAY = "CASE WHEN a.terminated_on < v.ends_on THEN a.terminated_on ELSE v.ends_on END"
_STATUS = f"""
CASE WHEN a.closed_on <= :day THEN 'closed'
     WHEN a.terminated_on < :day THEN 'terminated'
     WHEN v.ends_on < :day THEN 'expired'
     WHEN v.starts_on > :day THEN 'upcoming'
     WHEN EXISTS (SELECT 1 FROM suspension s WHERE s.agreement_id = a.id AND s.from_on <= :day
                  AND (s.until_on IS NULL OR s.until_on >= :day)) THEN 'suspended'
     WHEN {_LAST_DAY} <= :soon THEN 'ends_soon'
     ELSE 'active' END
"""  # noqa: S608 - constants only
_VERSION_NOW = "v.number = a.version"
_VERSION_THEN = """v.number = (SELECT max(w.number) FROM agreement_version w WHERE w.agreement_id = a.id
                               AND w.status = 'approved' AND w.approved_on <= :day)"""
_ORDER = {
    Sorting.RUNNING: f"CASE WHEN {_LAST_DAY} < :day THEN 1 ELSE 0 END, last_day",
    Sorting.ENDS_ON: "last_day",
    Sorting.STARTS_ON: "v.starts_on",
    Sorting.TITLE: "v.title",
    Sorting.DEPARTMENT: "v.department",
    Sorting.REFERENCE: "a.reference",
    Sorting.UPDATED_AT: "a.updated_at",
}


@dataclass(frozen=True, slots=True)
class _Query:
    """FROM and WHERE of a selection, with its parameters."""

    tables: str
    where: str
    params: dict[str, object]


async def find(selection: Selection, *, limit: int, offset: int = 0) -> list[Record]:
    """The public agreements of a selection, in its order."""
    query = _query(selection)
    direction = "DESC" if selection.is_descending else "ASC"
    rows = await fetch(
        f"SELECT {COLUMNS}, {_LAST_DAY} AS last_day FROM {query.tables} {PROPOSAL_JOIN} WHERE {query.where}"  # noqa: S608
        f" ORDER BY {_ORDER[selection.sorting]} {direction}, a.reference LIMIT :limit OFFSET :offset",
        {**query.params, "limit": limit, "offset": offset},
    )
    return [record_of(row) for row in rows]


async def count(selection: Selection) -> int:
    """How many public agreements the selection holds."""
    query = _query(selection)
    rows = await fetch(f"SELECT count(*) AS n FROM {query.tables} WHERE {query.where}", query.params)  # noqa: S608
    return int(rows[0]["n"])


async def facets(selection: Selection) -> Facets:
    """Counts of public agreements for each filter."""
    return Facets(
        statuses=await _counts(_STATUS, replace(selection, statuses=())),
        departments=await _counts("v.department", replace(selection, departments=())),
        themes=await _counts("v.theme", replace(selection, themes=())),
        kinds=await _counts("v.kind", replace(selection, kinds=())),
        partner_kinds=await _partner_kind_counts(replace(selection, partner_kinds=())),
    )


async def public_one(reference: str, selection: Selection) -> Record | None:
    """One public agreement as it stands on the selection's day; None for drafts and those not public."""
    query = _query(selection)
    rows = await fetch(
        f"SELECT {COLUMNS} FROM {query.tables} {PROPOSAL_JOIN} WHERE {query.where} AND a.reference = :reference",  # noqa: S608
        {**query.params, "reference": reference},
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
    query = _query(selection)
    rows = await fetch(
        f"SELECT value, count(*) AS n FROM (SELECT {expression} AS value FROM {query.tables}"  # noqa: S608
        f" WHERE {query.where}) counted GROUP BY value ORDER BY value",
        query.params,
    )
    return {row["value"]: int(row["n"]) for row in rows}


async def _partner_kind_counts(selection: Selection) -> dict[str, int]:
    query = _query(selection)
    rows = await fetch(
        "SELECT q.kind AS value, count(DISTINCT a.id) AS n"  # noqa: S608
        f" FROM {query.tables} JOIN agreement_party q ON q.agreement_id = v.agreement_id AND q.number = v.number"
        f" WHERE {query.where} GROUP BY q.kind ORDER BY q.kind",
        query.params,
    )
    return {row["value"]: int(row["n"]) for row in rows}


def _query(selection: Selection) -> _Query:
    version = _VERSION_THEN if selection.is_past else _VERSION_NOW
    params: dict[str, object] = {
        "day": selection.on_day,
        "soon": selection.on_day + timedelta(days=ENDS_SOON_DAYS),
        "yes": True,
    }
    conditions = ["v.status = 'approved'", "v.is_public = :yes"]
    conditions += _status_conditions(selection.statuses, params)
    for column, values in _choices(selection):
        conditions += _one_of(column, values, params)
    conditions += _partner_conditions(selection, params)
    conditions += _word_conditions(selection, params)
    if selection.ends_from:
        conditions.append(f"{_LAST_DAY} >= :ends_from")
        params["ends_from"] = selection.ends_from
    if selection.ends_until:
        conditions.append(f"{_LAST_DAY} <= :ends_until")
        params["ends_until"] = selection.ends_until
    tables = f"agreement a JOIN agreement_version v ON v.agreement_id = a.id AND {version}"
    return _Query(tables, " AND ".join(conditions), params)


def _choices(selection: Selection) -> tuple[tuple[str, Sequence[str]], ...]:
    return (("v.department", selection.departments), ("v.theme", selection.themes), ("v.kind", selection.kinds))


def _status_conditions(statuses: Sequence[StatusFilter], params: dict[str, object]) -> list[str]:
    wanted = set(statuses)
    if StatusFilter.ACTIVE in wanted:
        wanted.add(StatusFilter.ENDS_SOON)
    return _one_of(f"({_STATUS})", sorted(wanted), params)


def _partner_conditions(selection: Selection, params: dict[str, object]) -> list[str]:
    conditions = []
    for column, values in (("q.name", selection.partners), ("q.kind", selection.partner_kinds)):
        conditions += [
            "EXISTS (SELECT 1 FROM agreement_party q WHERE q.agreement_id = v.agreement_id"  # noqa: S608
            f" AND q.number = v.number AND {one_of})"
            for one_of in _one_of(column, values, params)
        ]
    return conditions


def _word_conditions(selection: Selection, params: dict[str, object]) -> list[str]:
    """Every word must occur; `%`, `_` and `\\` mean themselves."""
    conditions = []
    for number, word in enumerate(folded(selection.words).split()):
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        params[f"word{number}"] = f"%{escaped}%"
        conditions.append(f"v.search_text LIKE :word{number} ESCAPE '\\'")
    return conditions


def _one_of(expression: str, values: Sequence[str], params: dict[str, object]) -> list[str]:
    if not values:
        return []
    names = [f"value{len(params) + i}" for i in range(len(values))]
    params.update(zip(names, map(str, values), strict=True))
    return [f"{expression} IN ({', '.join(':' + name for name in names)})"]
