"""Which row of which list each agreement came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import execute, fetch, insert


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of `import_origin`; see `agreements.importing.identity.Earlier` for what its columns mean."""

    agreement_id: int
    source: str
    number: str
    fingerprint: str
    title_key: str
    starts: str
    base: str
    """The content as the row said it last, as JSON; empty: not known any more."""
    run_id: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of every agreement that came from a list, without what is large. `title`: only of those whose
    list is not known any more, as it is now."""

    reference: str
    source: str
    number: str
    fingerprint: str
    title_key: str
    starts: str
    title: str
    run_id: int | None


_COLUMNS: Final = [field.name for field in fields(Origin)]
_VALUES: Final = attrgetter(*_COLUMNS)
_TOGETHER: Final = 500


async def all_known() -> list[Known]:
    """Of every agreement that came from a list and was not thrown away by undoing it."""
    rows = await fetch(
        "SELECT a.reference, o.source, o.number, o.fingerprint, o.title_key, o.starts,"
        " CASE WHEN o.title_key = '' THEN v.title ELSE '' END AS title, o.run_id FROM import_origin o"
        " JOIN agreement a ON a.id = o.agreement_id JOIN agreement_version v ON v.agreement_id = a.id"
        " AND v.number = CASE a.version WHEN 0 THEN 1 ELSE a.version END ORDER BY a.id",
        {},
    )
    return [Known(**row) for row in rows]


async def of(references: Sequence[str]) -> dict[str, Origin]:
    """Where these agreements came from, those of them that came from a list."""
    found = dict[str, Origin]()
    for start in range(0, len(references), _TOGETHER):
        marks, params = listed("reference", references[start : start + _TOGETHER])
        rows = await fetch(
            f"SELECT a.reference, {', '.join(f'o.{name}' for name in _COLUMNS)} FROM import_origin o"  # noqa: S608
            f" JOIN agreement a ON a.id = o.agreement_id WHERE a.reference IN ({marks})",
            params,
        )
        found |= {row.pop("reference"): Origin(**row) for row in rows}
    return found


async def write(origins: Sequence[Origin]) -> None:
    """Keep these, in place of what was kept of the same agreements."""
    changed = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
    await insert(
        "import_origin",
        _COLUMNS,
        [_VALUES(one) for one in origins],
        f"ON CONFLICT (agreement_id) DO UPDATE SET {changed}",
    )


async def remove(agreement_id: int) -> None:
    """The agreement came from no list any more: a list that holds it makes a new draft."""
    await execute("DELETE FROM import_origin WHERE agreement_id = :id", {"id": agreement_id})
