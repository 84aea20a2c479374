"""What of the public register asks for attention on a day: reviews that are late, data that should be gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.storage.conditions import LAST_DAY
from agreements.storage.database.transaction import as_date, fetch


@dataclass(frozen=True, slots=True)
class Late:
    """An agreement, since when it waits, and which receiving parties (for data that were not destroyed)."""

    reference: str
    title: str
    since: date
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attention:
    """Both lists, the longest waiting first."""

    reviews: tuple[Late, ...]
    undestroyed: tuple[Late, ...]


_PUBLIC = """
FROM deadline d JOIN agreement a ON a.id = d.agreement_id
JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version
WHERE v.status = 'approved' AND v.is_public = :yes AND (a.closed_on IS NULL OR a.closed_on > :day) AND NOT d.is_settled
"""


async def of_public(day: date) -> Attention:
    """The same as `domain.lifecycle.missed_reviews` and `is_undestroyed`, over all public agreements."""
    reviews = await fetch(
        f"SELECT a.reference, v.title, min(d.due_on) AS since {_PUBLIC}"
        f" AND d.kind = 'review' AND d.due_on < :day AND d.due_on <= {LAST_DAY}"
        " GROUP BY a.reference, v.title ORDER BY since, a.reference",
        {"day": day, "yes": True},
    )
    waiting = await fetch(
        f"SELECT a.reference, v.title, {LAST_DAY} AS since, d.subject {_PUBLIC}"
        f" AND d.kind = 'destruction' AND {LAST_DAY} < :day ORDER BY since, a.reference, d.subject",
        {"day": day, "yes": True},
    )
    parties: dict[str, list[str]] = {}
    for row in waiting:
        parties.setdefault(row["reference"], []).append(row["subject"])
    return Attention(
        tuple(Late(row["reference"], row["title"], _day(row["since"])) for row in reviews),
        tuple(
            Late(reference, row["title"], _day(row["since"]), tuple(parties[reference]))
            for reference, row in {row["reference"]: row for row in waiting}.items()
        ),
    )


def _day(value: object) -> date:
    day = as_date(value)
    if day is None:
        raise ValueError("an approved agreement has a last day")
    return day
