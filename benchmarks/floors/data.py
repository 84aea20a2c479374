"""Reading the neutral file with sqlite3 and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.pages import LATE, LATE_SHOWN, PER_PAGE

Facets = dict[str, list[tuple[str, int]]]

_ROWS: Final = "SELECT reference, title, partners, department, kind, status, last_day FROM agreement"
_COUNTED: Final = {
    "status": "SELECT status, count(*) FROM found JOIN agreement USING (id) GROUP BY status",
    "department": "SELECT department, count(*) FROM found JOIN agreement USING (id) GROUP BY department",
    "partner": "SELECT kind, count(*) FROM found JOIN party ON agreement_id = id GROUP BY kind",
    "theme": "SELECT theme, count(*) FROM found JOIN agreement USING (id) GROUP BY theme",
    "kind": "SELECT kind, count(*) FROM found JOIN agreement USING (id) GROUP BY kind",
}
ORDERS: Final = {
    "": "has_ended, last_day, reference",
    "titel": "title",
    "afdeling": "department",
    "einddatum": "last_day",
    "kenmerk": "reference",
}


class Data:
    """An open file, with its counters and what is late kept."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._database.row_factory = sqlite3.Row
        self._database.isolation_level = None
        self._database.executescript("PRAGMA temp_store = MEMORY; CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")
        self.facets: Facets = {facet: [] for facet in _COUNTED}
        for facet, value, number in self._database.execute("SELECT facet, value, number FROM counter"):
            self.facets[facet].append((value, number))
        self.count = int(self._database.execute("SELECT count(*) FROM agreement").fetchone()[0])

        late = f"{_ROWS} WHERE status IN {LATE} ORDER BY last_day LIMIT {LATE_SHOWN}"
        self.late = [dict(row) for row in self._database.execute(late)]

    def page(self, number: int, order: str) -> list[dict[str, Any]]:
        """A page of all of them; the way to it goes over an index."""
        name, is_descending = order.removeprefix("-"), order.startswith("-")
        ordered = ORDERS[name].replace(",", " DESC,") + " DESC" if is_descending else ORDERS[name]
        rows = self._database.execute(
            f"{_ROWS} WHERE id IN (SELECT id FROM agreement ORDER BY {ordered} LIMIT :limit OFFSET :offset)"
            f" ORDER BY {ordered}",
            {"limit": PER_PAGE, "offset": (number - 1) * PER_PAGE},
        )
        return [dict(row) for row in rows]

    def found(self, words: str, departments: Sequence[str]) -> tuple[list[dict[str, Any]], int, Facets]:
        """The first page of what was found, how many there are, and the facets counted over all of them."""
        marks, run = ", ".join("?" * len(departments)), self._database.execute
        run("DELETE FROM found")
        chosen = f"words MATCH ? AND department IN ({marks})"
        run(
            f"INSERT INTO found SELECT id FROM words CROSS JOIN agreement ON id = words.rowid WHERE {chosen}",
            (words, *departments),
        )
        facets = {facet: [(row[0], row[1]) for row in run(sql)] for facet, sql in _COUNTED.items()}
        order = f"ORDER BY has_ended, last_day, reference LIMIT {PER_PAGE}"
        rows = run(f"{_ROWS} JOIN found USING (id) {order}").fetchall()
        count = run("SELECT count(*) FROM found").fetchone()[0]
        return [dict(row) for row in rows], count, facets

    def events(self) -> list[bytes]:
        """The events of the calendar, as they are stored."""
        return [row[0] for row in self._database.execute("SELECT ics FROM event ORDER BY id")]

    def records(self, first: str, last: str) -> list[str]:
        """The whole records of those that end between two days, as they are stored."""
        rows = self._database.execute(
            "SELECT record FROM document JOIN agreement USING (id) WHERE last_day BETWEEN ? AND ?", (first, last)
        )
        return [row[0] for row in rows]
