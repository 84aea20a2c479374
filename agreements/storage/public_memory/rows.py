"""The projection of the ledger: for each entry what lists need of it. A row changes in one thing only: `until_on`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from agreements.domain.memory import Entry
from agreements.domain.projection import (
    FOREVER,
    Mark,
    Projected,
    PublicRow,
    Shows,
    Span,
    Waiting,
    Words,
)
from agreements.domain.term import ONE_DAY
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, as_instant, execute, fetch, fetch_as_stored, insert
from agreements.storage.messages.delivery import required
from agreements.storage.public_memory import words
from agreements.storage.version_rows import day_of

_OWN: Final = ("seq", "reference", "change", "known_at", "known_on")
_FOLLOW: Final = (
    *("title", "title_order", "department_order", "starts_on", "ends_on", "last_day"),
    *("plan_until", "plan_ended_on", "plan_ending", "line"),
)
_DAYS: Final = ("starts_on", "ends_on", "last_day", "plan_until", "plan_ended_on")
_PARTS: Final[Mapping[str, type[Mark] | type[Span] | type[Waiting] | type[Words]]] = {
    "public_mark": Mark,
    "public_span": Span,
    "public_awaited": Waiting,
    "public_words": Words,
}
_PARTS_OF: Final[Mapping[str, Callable[[Projected], Sequence[tuple[object, ...]]]]] = {
    "public_mark": lambda made: made.marks,
    "public_span": lambda made: made.spans,
    "public_awaited": lambda made: made.waiting,
    "public_words": lambda made: made.words,
}
_PART_DAYS: Final = ("from_on", "until_on", "since")
_TABLES: Final = (*_PARTS, "public_row")
_COLUMNS: Final = (*_OWN, *_FOLLOW, "replaces", "until_on", "shows")
_PARAMETERS: Final = 900
"""So many values at most in one statement: SQLite of before 3.32 takes 999."""


async def write(rows: Sequence[PublicRow]) -> None:
    """Store what follows from entries that were just appended, in their order; those before of the same agreements
    held until the day before. Only inside a unit of work. Their words can be proposed once `words.learn` knows them.
    """
    before = await _last_of({row.entry.reference for row in rows}, min(row.entry.seq for row in rows))
    own, first_known = [], dict[str, date]()
    for row in reversed(rows):
        reference = row.entry.reference
        until_on = first_known[reference] - ONE_DAY if reference in first_known else FOREVER
        first_known[reference] = min(row.entry.known_on, first_known.get(reference, FOREVER))
        own.append((row, until_on))
    for reference in before:
        last = {"last": first_known[reference] - ONE_DAY, "reference": reference, "seq": before[reference]}
        await execute(
            "UPDATE public_row SET until_on = :last WHERE reference = :reference AND until_on > :last AND seq <= :seq",
            last,
        )
    await insert("public_row", _COLUMNS, [_values(row, until_on, before) for row, until_on in reversed(own)])
    for table, of_row in _PARTS_OF.items():
        parts = [(row.entry.seq, *part) for row in rows for part in of_row(row.projected)]
        await insert(table, ("seq", *_PARTS[table]._fields), parts)


async def _last_of(references: Collection[str], seq: int) -> dict[str, int]:
    """The last row of each of these agreements that has one, before `seq`."""
    marks, params = listed("reference", sorted(references))
    found = await fetch(
        f"SELECT reference, max(seq) AS seq FROM public_row WHERE reference IN ({marks}) AND seq < :seq"  # noqa: S608
        " GROUP BY reference",
        {**params, "seq": seq},
    )
    return {row["reference"]: row["seq"] for row in found}


def _values(row: PublicRow, until_on: date, before: dict[str, int]) -> tuple[object, ...]:
    """In the order of the columns; notes the row as the last one of its agreement."""
    entry, made = row.entry, row.projected
    replaces = before.get(entry.reference)
    before[entry.reference] = entry.seq
    own = (getattr(entry, name) for name in _OWN)
    return (*own, *(getattr(made, name) for name in _FOLLOW), replaces, until_on, made.shows.value)


async def clear() -> None:
    """Throw the whole projection away."""
    for table in _TABLES:
        await execute(f"DELETE FROM {table}", {})  # noqa: S608
    await words.forget_spellings()


async def shape() -> str:
    """What lists of the projection were made of; empty while none was made."""
    rows = await fetch("SELECT shape FROM public_shape", {})
    return str(rows[0]["shape"]) if rows else ""


async def note_shape(shape: str) -> None:
    """From now on they are made of this."""
    await execute(
        "INSERT INTO public_shape (id, shape) VALUES (1, :shape) ON CONFLICT (id) DO UPDATE SET shape = excluded.shape",
        {"shape": shape},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """A row as it stands, and what it should say of those before and behind it by the ledger."""

    own: tuple[object, ...]
    """Reference, change, and when it became known."""
    projected: Projected
    replaces: int | None
    follows: int | None
    until_on: date
    next_known_on: date | None

    def fits(self, entry: Entry, projected: Projected) -> bool:
        """Whether it is what was written for this entry."""
        until_on = self.next_known_on - ONE_DAY if self.next_known_on else FOREVER
        own = (entry.reference, entry.change, entry.known_at, entry.known_on)
        return (
            self.own == own
            and self.projected == projected
            and (self.replaces, self.until_on) == (self.follows, until_on)
        )


async def stored(entries: Sequence[Entry]) -> dict[int, StoredRow]:
    """What is stored of these entries. Raises ValueError for what the register cannot have written."""
    marks, params = listed("seq", [one.seq for one in entries])
    found = await fetch_as_stored(
        ", ".join((*_OWN, *_FOLLOW, "replaces", "until_on", "shows")),
        f"FROM public_row WHERE seq IN ({marks})",
        params,
    )
    beside = await fetch(
        "SELECT e.seq, max(b.seq) AS follows FROM public_entry e JOIN public_entry b"  # noqa: S608
        f" ON b.reference = e.reference AND b.seq < e.seq WHERE e.seq IN ({marks}) GROUP BY e.seq",
        params,
    )
    behind = await fetch(
        "SELECT e.seq, min(n.known_on) AS next_known_on FROM public_entry e JOIN public_entry n"  # noqa: S608
        f" ON n.reference = e.reference AND n.seq > e.seq WHERE e.seq IN ({marks}) GROUP BY e.seq",
        params,
    )
    follows = {row["seq"]: row["follows"] for row in beside}
    known = {row["seq"]: as_date(row["next_known_on"]) for row in behind}
    parts = {table: await _parts(table, marks, params) for table in _PARTS}
    return {row["seq"]: _stored(row, parts, follows.get(row["seq"]), known.get(row["seq"])) for row in found}


async def _parts(table: str, marks: str, params: Mapping[str, object]) -> dict[int, list[Any]]:
    kind: Any = _PARTS[table]
    parts: dict[int, list[Any]] = {}
    columns = ", ".join(("seq", *kind._fields))
    for row in await fetch_as_stored(columns, f"FROM {table} WHERE seq IN ({marks})", params):
        values = (as_date(row[name]) if name in _PART_DAYS else row[name] for name in kind._fields)
        parts.setdefault(row["seq"], []).append(kind(*values))
    return parts


def _stored(
    row: Mapping[str, Any],
    parts: Mapping[str, Mapping[int, list[Any]]],
    follows: int | None,
    next_known_on: date | None,
) -> StoredRow:
    follow: dict[str, Any] = {name: as_date(row[name]) if name in _DAYS else row[name] for name in _FOLLOW}
    beside = {table: tuple(sorted(found.get(row["seq"], ()))) for table, found in parts.items()}
    return StoredRow(
        own=(row["reference"], row["change"], as_instant(row["known_at"]), as_date(row["known_on"])),
        projected=Projected(
            shows=Shows(row["shows"]),
            **follow,
            marks=beside["public_mark"],
            spans=beside["public_span"],
            waiting=beside["public_awaited"],
            words=beside["public_words"],
        ),
        replaces=row["replaces"],
        follows=follows,
        until_on=day_of(row["until_on"]),
        next_known_on=next_known_on,
    )


async def lines(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """What lists show of these entries, in this order, each with its number."""
    marks, params = listed("seq", numbers)
    found = await fetch(f"SELECT seq, line FROM public_row WHERE seq IN ({marks})", params)  # noqa: S608
    line = {row["seq"]: row["line"] for row in found}
    return [(number, line[number]) for number in numbers]


async def changed(numbers: Sequence[int]) -> list[tuple[str, datetime]]:
    """Which agreements these entries are about, and when each became known, in this order."""
    found: dict[int, tuple[str, datetime]] = {}
    for start in range(0, len(numbers), _PARAMETERS):
        marks, params = listed("seq", numbers[start : start + _PARAMETERS])
        for row in await fetch(f"SELECT seq, reference, known_at FROM public_row WHERE seq IN ({marks})", params):  # noqa: S608
            found[row["seq"]] = (row["reference"], required(as_instant(row["known_at"])))
    return [found[number] for number in numbers]


async def count() -> int:
    """How many rows there are, with all that belongs to them."""
    found = [await fetch(f"SELECT count(*) AS n FROM {table}", {}) for table in _TABLES]  # noqa: S608
    return sum(int(rows[0]["n"]) for rows in found)


def size(projected: Projected) -> int:
    """How many of these an entry makes."""
    return 1 + sum(len(of_row(projected)) for of_row in _PARTS_OF.values())
