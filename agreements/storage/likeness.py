"""Finding agreements that may be the same as another; what makes them so is `domain.likeness`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.letters import folded
from agreements.domain.likeness import marks
from agreements.storage.agreements import COLUMNS, PROPOSAL_JOIN, record_of
from agreements.storage.database.transaction import as_date, fetch

MOST_PARTIES = 8
"""So many names narrow the search down; the rest is compared afterwards."""
MOST_FOUND = 200
"""More than anybody would look at."""


async def candidates(reference: str, content: Content) -> list[tuple[Agreement, bool]]:
    """Other agreements with these parties and this title or first day, as they are in force or proposed at first; and
    whether each was ever transitional.

    One pass over the register, in the database: by the folded words that agreements are found by, and the date.
    """
    params: dict[str, object] = {
        "reference": reference,
        "starts_on": content.starts_on,
        "yes": True,
        "most": MOST_FOUND,
        "title": _within(content.title) if content.title.strip() else "",
    }
    conditions = []
    for number, party in enumerate(content.parties[:MOST_PARTIES]):
        params[f"party{number}"] = _within(party.name)
        conditions.append(f" AND n.search_text LIKE :party{number} ESCAPE '\\'")
    # `n` is what an agreement says of itself now: the version in force, and of a first draft its only one, number 1.
    # Beside it `v` stays outer, for `record_of` reads a draft too, and a condition on `v` would leave the drafts out.
    rows = await fetch(
        f"SELECT {COLUMNS}, EXISTS (SELECT 1 FROM agreement_version w WHERE w.agreement_id = a.id"  # noqa: S608
        " AND w.status = 'approved' AND w.is_transitional = :yes) AS was_transitional FROM agreement a"
        " JOIN agreement_version n ON n.agreement_id = a.id"
        " AND n.number = CASE a.version WHEN 0 THEN 1 ELSE a.version END"
        " LEFT JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version AND v.status = 'approved'"
        f" {PROPOSAL_JOIN} WHERE a.reference <> :reference"
        f" AND (n.starts_on = :starts_on OR n.search_text LIKE :title ESCAPE '\\'){''.join(conditions)}"
        " ORDER BY a.reference LIMIT :most",
        params,
    )
    return [(record_of(row).agreement, bool(row["was_transitional"])) for row in rows]


async def all_marks() -> dict[Hashable, str]:
    """By what each agreement can be seen to be another one, with the reference of one that has it; without those that
    were thrown away. Reads no agreement whole."""
    rows = await fetch(
        "SELECT a.id, a.reference, v.title, v.starts_on FROM agreement a JOIN agreement_version v"
        " ON v.agreement_id = a.id AND v.number = CASE a.version WHEN 0 THEN 1 ELSE a.version END"
        " WHERE a.withdrawn_on IS NULL ORDER BY a.id",
        {},
    )
    parties: dict[int, list[str]] = defaultdict(list)
    for row in await fetch(
        "SELECT p.agreement_id, p.name FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id"
        " AND p.number = CASE a.version WHEN 0 THEN 1 ELSE a.version END",
        {},
    ):
        parties[row["agreement_id"]].append(row["name"])
    return {
        mark: row["reference"]
        for row in rows
        for mark in marks(parties[row["id"]], row["title"], as_date(row["starts_on"]))
    }


def _within(text: str) -> str:
    """A pattern for text that holds this; `%`, `_` and the mark that escapes them mean themselves."""
    escaped = folded(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
