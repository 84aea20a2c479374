"""The ledger of publication: one entry per visible change, appended to and never changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from agreements.domain import memory
from agreements.domain.memory import ChainedEntry, Entry, EntryKind
from agreements.storage.database.paging import paged
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import append_lock, as_date, as_instant, execute, fetch
from agreements.storage.messages.delivery import required

_COLUMNS: Final = "seq, reference, change, kind, known_at, known_on, record, sha256, previous, hash"
_PAGE: Final = 500
KNOWN_THEN: Final = (
    " AND EXISTS (SELECT 1 FROM public_entry n WHERE n.reference = e.reference AND n.change >= e.change"
    " AND n.known_on <= :day)"
)
"""Of an entry `e`: that it was known at the end of a past `day`."""


@dataclass(frozen=True, slots=True)
class MemoryHead:
    """The last entry at some moment."""

    seq: int
    hash: str


async def head() -> MemoryHead:
    """The last entry; number 0 and the genesis hash while there is none."""
    rows = await fetch("SELECT seq, hash FROM public_entry WHERE seq = (SELECT max(seq) FROM public_entry)", {})
    return MemoryHead(rows[0]["seq"], rows[0]["hash"]) if rows else MemoryHead(0, memory.GENESIS)


async def append(entry: Entry, previous: str) -> ChainedEntry:
    """Put an entry behind the head, whose hash is `previous`; only inside a unit of work."""
    await append_lock("audit")
    chained = memory.chain(entry, previous)
    await execute(
        f"INSERT INTO public_entry ({_COLUMNS}) VALUES (:seq, :reference, :change, :kind, :known_at, :known_on,"  # noqa: S608
        " :record, :sha256, :previous, :hash)",
        {
            **{name: getattr(chained, name) for name in ChainedEntry.__dataclass_fields__},
            "kind": chained.kind.value,
            "sha256": chained.sha256,
        },
    )
    return chained


async def last_of(references: Sequence[str]) -> dict[str, ChainedEntry]:
    """The last entry of each of these agreements that has one."""
    marks, names = listed("reference", references)
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry e WHERE reference IN ({marks}) AND change ="  # noqa: S608
        " (SELECT max(l.change) FROM public_entry l WHERE l.reference = e.reference)",
        names,
    )
    return {row["reference"]: _entry(row) for row in rows}


async def at(references: Sequence[str], upto: int, day: date | None = None) -> dict[str, ChainedEntry]:
    """The last entry of each of these agreements among the first `upto` of the ledger; of a past `day` the one that
    was known at its end."""
    marks, names = listed("reference", references)
    known = "" if day is None else " AND l.known_on <= :day"
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry e WHERE reference IN ({marks}) AND change ="  # noqa: S608
        f" (SELECT max(l.change) FROM public_entry l WHERE l.reference = e.reference AND l.seq <= :upto{known})",
        {**names, "upto": upto, "day": day},
    )
    return {row["reference"]: _entry(row) for row in rows}


async def by_number(numbers: Sequence[int]) -> list[ChainedEntry]:
    """These entries, in this order."""
    marks, names = listed("seq", numbers)
    rows = await fetch(f"SELECT {_COLUMNS} FROM public_entry WHERE seq IN ({marks})", names)  # noqa: S608
    found = {row["seq"]: _entry(row) for row in rows}
    return [found[number] for number in numbers]


async def behind(seq: int, limit: int, day: date | None = None) -> list[ChainedEntry]:
    """The first entries behind the one of this number, in their order; of a past `day` those that were known at its
    end."""
    known = "" if day is None else KNOWN_THEN
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry e WHERE seq > :seq{known} ORDER BY seq LIMIT :limit",  # noqa: S608
        {"seq": seq, "limit": limit, "day": day},
    )
    return [_entry(row) for row in rows]


async def hash_of(seq: int) -> str:
    """The hash of an entry; the genesis hash before the first one, and nothing for one that is not there."""
    rows = await fetch("SELECT hash FROM public_entry WHERE seq = :seq", {"seq": seq})
    return str(rows[0]["hash"]) if rows else memory.GENESIS if seq == 0 else ""


async def history_of(reference: str, upto: int, day: date | None = None) -> list[ChainedEntry]:
    """Every entry of one agreement among the first `upto` of the ledger, the first one first; of a past `day` up to the
    last one that was known at its end."""
    known = "" if day is None else " AND l.known_on <= :day"
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry WHERE reference = :reference AND change <= (SELECT max(l.change)"  # noqa: S608
        f" FROM public_entry l WHERE l.reference = :reference AND l.seq <= :upto{known}) ORDER BY change",
        {"reference": reference, "upto": upto, "day": day},
    )
    return [_entry(row) for row in rows]


async def before_withdrawn(numbers: Sequence[int]) -> dict[str, ChainedEntry]:
    """Of agreements that were withdrawn by these entries, or before them, the last entry before that. One may have been
    public again since, and withdrawn again."""
    marks, params = listed("seq", numbers)
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry WHERE seq IN (SELECT r.replaces FROM public_row r WHERE r.seq IN"  # noqa: S608
        " (SELECT (SELECT max(w.seq) FROM public_entry w WHERE w.kind = 'withdrawn' AND w.reference = e.reference"
        f" AND w.seq <= e.seq) FROM public_entry e WHERE e.seq IN ({marks})))",
        params,
    )
    return {row["reference"]: _entry(row) for row in rows}


async def ever_withdrawn() -> list[str]:
    """The agreements that were public once and then were not; some may be again."""
    rows = await fetch("SELECT DISTINCT reference FROM public_entry WHERE kind = :kind", {"kind": "withdrawn"})
    return sorted(row["reference"] for row in rows)


async def untold(ids: Sequence[int]) -> list[tuple[int, str]]:
    """Of these agreements those that were public in a version and have no entry: row id and reference."""
    marks, params = listed("id", ids)
    rows = await fetch(
        f"SELECT a.id, a.reference FROM agreement a WHERE a.id IN ({marks})"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM public_entry e WHERE e.reference = a.reference)"
        " AND EXISTS (SELECT 1 FROM agreement_version v WHERE v.agreement_id = a.id AND v.status = 'approved'"
        " AND v.is_public = :yes) ORDER BY a.id",
        {**params, "yes": True},
    )
    return [(row["id"], row["reference"]) for row in rows]


async def last_count(day: date | None = None) -> ChainedEntry | None:
    """The last entry that says how many are not public; of a past `day` the one that was known at its end."""
    known = "" if day is None else " AND known_on <= :day"
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM public_entry WHERE kind = 'counted'{known} ORDER BY change DESC LIMIT 1",  # noqa: S608
        {"day": day},
    )
    return _entry(rows[0]) if rows else None


async def all_entries() -> AsyncIterator[ChainedEntry]:
    """All entries in order. Raises ValueError for one that the register cannot have written."""
    async for rows in paged(_COLUMNS, "public_entry", "seq", _PAGE):
        for row in rows:
            yield _entry(row)


def _entry(row: Mapping[str, Any]) -> ChainedEntry:
    """A row as an entry. Raises ValueError for one that the register cannot have written."""
    entry = ChainedEntry(
        seq=row["seq"],
        reference=row["reference"],
        change=row["change"],
        kind=EntryKind(row["kind"]),
        known_at=required(as_instant(row["known_at"])),
        known_on=required(as_date(row["known_on"])),
        record=row["record"],
        previous=row["previous"],
        hash=row["hash"],
    )
    if entry.sha256 != row["sha256"]:
        raise ValueError("the fingerprint of a public record is not its own")
    return entry
