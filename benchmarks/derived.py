"""What follows from the ledger of a crowd, as `afspraken publish rebuild` makes it, a hundred times as quick: what the
rules say of one agreement they say of all that are like it. A test holds the two against each other.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from enum import Enum
from typing import Final

from agreements.domain.letters import folded
from agreements.domain.memory import Entry
from agreements.domain.projection import FOREVER, KEY_DAY, Piece, Place, Projected
from agreements.publication.document import from_json
from agreements.publication.pieces import made_by
from agreements.publication.projection import projected
from benchmarks.crowd import Copy, Step
from benchmarks.derived_pieces import Pieces
from benchmarks.derived_words import Words

NOON: Final = hour(12, tzinfo=UTC)
_OF_ENTRY: Final = ("seq", "reference", "change", "known_at", "known_on")
_OF_RECORD: Final = (
    *("shows", "title", "title_order", "department_order", "starts_on", "ends_on", "last_day", "plan_until"),
    *("plan_ended_on", "plan_ending", "line"),
)
_PARTS: Final = {
    "public_mark": ("marks", ("seq", "filter", "value")),
    "public_span": ("spans", ("seq", "fact", "value", "from_on", "until_on")),
    "public_awaited": ("waiting", ("seq", "kind", "subject", "since")),
}


@dataclass(slots=True)
class Derived:
    """Rows of each table, gathered as the ledger is written."""

    place: Place
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: defaultdict(list))
    _made: dict[Step, Projected] = field(default_factory=dict)
    _words: Words = field(default_factory=Words)
    _last: dict[str, tuple[Entry, Copy]] = field(default_factory=dict)

    def add(self, entry: Entry, copy: Copy) -> None:
        """What follows from an entry about `copy`."""
        steps = copy.steps
        step = steps[entry.change - 1]
        if step not in self._made:
            self._made[step] = projected(from_json(step.record))
        made = _renamed(self._made[step], copy)
        until_on = steps[entry.change].known_on - timedelta(days=1) if entry.change < len(steps) else FOREVER
        own = [getattr(entry, name) for name in _OF_ENTRY]
        replaced = self._last.pop(entry.reference, None)
        values = [*own, *(getattr(made, name) for name in _OF_RECORD), replaced and replaced[0].seq, until_on]
        self._last[entry.reference] = (entry, copy)
        self.rows["public_row"].append(tuple(map(stored, values)))
        self.rows["public_words"].append((entry.seq, self._words.of(step, copy)))
        for table, (name, _) in _PARTS.items():
            self.rows[table] += (tuple(map(stored, (entry.seq, *part))) for part in getattr(made, name))

    def write(self, database: sqlite3.Connection) -> None:
        """Put all of it in the tables."""
        insert(database, "public_row", (*_OF_ENTRY, *_OF_RECORD, "replaces", "until_on"), self.rows["public_row"])
        for table, (_, columns) in _PARTS.items():
            insert(database, table, columns, self.rows[table])
        with _indexed_at_once(database):
            insert(database, "public_words", ("seq", "words"), self.rows["public_words"])
        spelled = ((word, word[::-1], written) for word, written in self._words.written.items())
        insert(database, "public_spelling", ("word", "backwards", "written"), spelled)
        insert(database, "public_piece", ("seq", *Piece._fields), self._pieces())
        by, (last, _) = made_by(self.place), list(self._last.values())[-1]
        values = (by.edition, by.place.base_url, by.place.zone, last.seq)
        database.execute("UPDATE public_shape SET edition = ?, base_url = ?, zone = ?, pieces_upto = ?", values)

    def _pieces(self) -> Iterator[tuple[object, ...]]:
        """They take gigabytes: none is kept here. In the order of their key, so that its index grows at its end."""
        pieces = Pieces(self.place)
        for entry, copy in self._last.values():
            for piece in pieces.of(entry, copy):
                yield (entry.seq, *map(stored, piece))


@contextmanager
def _indexed_at_once(database: sqlite3.Connection) -> Iterator[None]:
    """Words that are written meanwhile are indexed together: one after another, by the trigger, SQLite writes out the
    index for each, in five times the time."""
    ((trigger,),) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'public_words_added'").fetchall()
    database.execute("DROP TRIGGER public_words_added")
    yield
    database.execute("INSERT INTO public_words_index (public_words_index) VALUES ('rebuild')")
    database.execute(trigger)


def _renamed(made: Projected, copy: Copy) -> Projected:
    line = copy.renamed(made.line)
    marks = tuple(
        mark._replace(value=copy.renamed(mark.value)) if mark.filter == KEY_DAY else mark for mark in made.marks
    )
    return replace(made, title=copy.title, title_order=folded(copy.title), line=line, marks=marks)


def insert(database: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Many rows at once."""
    marks = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def stored(value: object) -> object:
    """As the register has SQLite hold it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def at_noon(day: date) -> datetime:
    """When it became known."""
    return datetime.combine(day, NOON)


def each(rows: Iterable[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    """The same as they are stored."""
    return (tuple(map(stored, row)) for row in rows)
