"""Reading the neutral file with sqlite3 and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.pages import PER_PAGE

Facets = dict[str, list[tuple[str, int]]]

_ROWS: Final = "SELECT reference, title, partners, department, kind, status, last_day FROM agreement"
_FOUND: Final = "SELECT rowid FROM words WHERE words MATCH ?"
_COUNTED: Final = {
    "status": "SELECT status, count(*) FROM agreement WHERE id IN (SELECT id FROM found) GROUP BY status",
    "department": "SELECT department, count(*) FROM agreement WHERE id IN (SELECT id FROM found) GROUP BY department",
    "partner": "SELECT kind, count(*) FROM party WHERE agreement_id IN (SELECT id FROM found) GROUP BY kind",
    "theme": "SELECT theme, count(*) FROM agreement WHERE id IN (SELECT id FROM found) GROUP BY theme",
    "kind": "SELECT kind, count(*) FROM agreement WHERE id IN (SELECT id FROM found) GROUP BY kind",
}
ORDERS: Final = {
    "": "has_ended, last_day, reference",
    "titel": "title",
    "afdeling": "department",
    "einddatum": "last_day",
    "kenmerk": "reference",
}


class Data:
    """An open file, with its counters kept."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._database.row_factory = sqlite3.Row
        self.facets: Facets = {facet: [] for facet in _COUNTED}
        for facet, value, number in self._database.execute("SELECT facet, value, number FROM counter"):
            self.facets[facet].append((value, number))
        self.count = int(self._database.execute("SELECT count(*) FROM agreement").fetchone()[0])

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
        marks = ", ".join("?" * len(departments))
        found = f"WITH found (id) AS MATERIALIZED (SELECT id FROM agreement WHERE id IN ({_FOUND})"
        found += f" AND department IN ({marks}))"
        asked = (words, *departments)
        run = self._database.execute
        count = int(run(f"{found} SELECT count(*) FROM found", asked).fetchone()[0])
        facets = {facet: [(row[0], row[1]) for row in run(f"{found} {sql}", asked)] for facet, sql in _COUNTED.items()}
        order = f"ORDER BY has_ended, last_day, reference LIMIT {PER_PAGE}"
        rows = run(f"{found} {_ROWS} WHERE id IN (SELECT id FROM found) {order}", asked)
        return [dict(row) for row in rows], count, facets

    def records(self, first: str, last: str) -> list[str]:
        """The whole records of those that end between two days, as they are stored."""
        rows = self._database.execute(
            "SELECT record FROM document JOIN agreement USING (id) WHERE last_day BETWEEN ? AND ?", (first, last)
        )
        return [row[0] for row in rows]
