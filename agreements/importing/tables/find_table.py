"""Where the table stands among the rows of a list."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.importing.errors import TitleColumnMissing
from agreements.importing.formats.limits import HEADER_WITHIN
from agreements.importing.formats.list_row import ListRow
from agreements.importing.mapping.read_header import listed, read_header, score
from agreements.importing.tables.header import Header


def find_header(rows: Sequence[ListRow]) -> tuple[Header, int]:
    """The column names and the number of their row. Raises `TitleColumnMissing` when there is none."""
    best = max(rows[:HEADER_WITHIN], key=lambda row: score(row.cells), default=None)
    if best is None or not score(best.cells):
        first = next((row.cells for row in rows if any(cell.strip() for cell in row.cells)), ())
        raise TitleColumnMissing(columns=listed(first))
    below = [row.cells for row in rows if row.number > best.number]
    return read_header(best.cells, below), best.number
