"""The list for people who sign in: what they may see, drafts included, filtered and counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.lifecycle import Status
from agreements.domain.record import Record
from agreements.domain.selection import StatusFilter
from agreements.domain.viewing import Viewing
from agreements.storage import agreements
from agreements.storage.conditions import SHOWN_VERSION, STATUS, Conditions, one_of, status_days, with_words
from agreements.storage.database.transaction import fetch
from agreements.storage.viewing import seen_by

_TABLES = f"agreement a JOIN agreement_version v ON {SHOWN_VERSION}"
_AT_WORK = Conditions(("a.withdrawn_on IS NULL",))
"""Without the drafts that were thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What somebody wants to see of what they may see; empty fields do not filter. `on_day` is that of the statuses."""

    viewing: Viewing
    on_day: date
    words: str = ""
    status: str = ""
    """A `Status`, or `ends_soon`, which is active as well."""
    department: str = ""
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


async def departments(viewing: Viewing) -> list[str]:
    """The departments of what somebody may see, to choose from."""
    seen = seen_by(viewing) & Conditions(("v.department <> ''",))
    rows = await fetch(f"SELECT DISTINCT v.department AS name FROM {_TABLES} WHERE {seen.where}", seen.params)  # noqa: S608
    return sorted(row["name"] for row in rows)


def _tables(chosen: ListFilter) -> str:
    """The version is only looked at when something of it is asked for."""
    return _TABLES if chosen.words or chosen.status or chosen.department else "agreement a"


def _conditions(chosen: ListFilter) -> Conditions:
    """Drafts that were thrown away are found by who looks for them."""
    steward = Conditions(("a.owner_id = :steward OR a.deputy_id = :steward",), {"steward": chosen.steward})
    soon = {StatusFilter.ENDS_SOON.value} if chosen.status == Status.ACTIVE else set()
    return (
        seen_by(chosen.viewing)
        & (Conditions() if chosen.status or chosen.words else _AT_WORK)
        & one_of("status", f"({STATUS})", sorted({chosen.status, *soon} - {""}))
        & one_of("department", "v.department", filter(None, [chosen.department]))
        & (steward if chosen.steward else Conditions())
        & with_words(chosen.words)
        & Conditions(params=status_days(chosen.on_day))
    )
