"""The list for people who sign in: what they may see, drafts included, filtered and counted by the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from agreements.domain.filters import Filter
from agreements.domain.record import Record
from agreements.domain.selection import Value
from agreements.domain.viewing import Viewing
from agreements.storage import agreements
from agreements.storage.conditions import SHOWN_VERSION, STATUS, Conditions, status_days
from agreements.storage.database.transaction import fetch
from agreements.storage.filters import picked_by, value_of
from agreements.storage.viewing import seen_by

_TABLES = f"agreement a JOIN agreement_version v ON {SHOWN_VERSION}"
_AT_WORK = Conditions(("a.withdrawn_on IS NULL",))
"""Without the drafts that were thrown away."""
_LOOKS_FOR = {"words", "statuses"}
"""Who filters by these looks for them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What somebody wants to see of what they may see. `on_day` is that of the statuses."""

    viewing: Viewing
    on_day: date
    picked: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """As in a `Selection`."""
    steward: str = ""
    """Id of the account that is owner or deputy."""


async def found(chosen: ListFilter, *, limit: int, offset: int = 0) -> list[Record]:
    """A page of the list, by reference."""
    conditions = _conditions(chosen)
    rows = await fetch(
        f"SELECT a.id FROM {_tables(chosen)} WHERE {conditions.where}"  # noqa: S608 - constants only
        " ORDER BY a.reference LIMIT :limit OFFSET :offset",
        {**conditions.params, "limit": limit, "offset": offset},
    )
    return await agreements.load_in_order([row["id"] for row in rows])


async def count(chosen: ListFilter) -> int:
    """How many agreements the list holds."""
    conditions = _conditions(chosen)
    rows = await fetch(f"SELECT count(*) AS n FROM {_tables(chosen)} WHERE {conditions.where}", conditions.params)  # noqa: S608
    return int(rows[0]["n"])


async def names(row: Filter, viewing: Viewing) -> list[str]:
    """The names of a filter in what somebody may see, to choose from."""
    join, value = value_of(row, STATUS)
    seen = seen_by(viewing) & Conditions((f"{value} <> ''",))
    rows = await fetch(f"SELECT DISTINCT {value} AS name FROM {_TABLES} {join} WHERE {seen.where}", seen.params)  # noqa: S608
    return sorted(row["name"] for row in rows)


def _tables(chosen: ListFilter) -> str:
    """The version is only looked at when something of it is asked for."""
    return _TABLES if chosen.picked else "agreement a"


def _conditions(chosen: ListFilter) -> Conditions:
    """Drafts that were thrown away are found by who looks for them."""
    steward = Conditions(("a.owner_id = :steward OR a.deputy_id = :steward",), {"steward": chosen.steward})
    return (
        seen_by(chosen.viewing)
        & (Conditions() if chosen.picked.keys() & _LOOKS_FOR else _AT_WORK)
        & picked_by(chosen.picked, STATUS)
        & (steward if chosen.steward else Conditions())
        & Conditions(params=status_days(chosen.on_day))
    )
