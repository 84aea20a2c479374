"""Which sign divides the cells of a text: the one under which its rows are alike and begin with names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from agreements.importing.formats.limits import HEADER_WITHIN
from agreements.importing.mapping.read_header import score

DELIMITERS = ";,\t|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_ROWS = 200
ENOUGH_CELLS = 12
"""Cells in a row; with more of them it is no surer that the sign is right."""
QUOTE = '"'


def best_delimiter(text: str) -> str:
    """The sign that most likely divides the cells; a semicolon when nothing shows."""
    sample = text[:SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda mark: _points(_records(sample, mark)))


def _records(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows that are not empty, read as if this sign divides them."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        return list(islice((cells for cells in reader if any(cell.strip() for cell in cells)), SAMPLE_ROWS))
    except csv.Error:
        return []


def _points(records: Sequence[Sequence[str]]) -> float:
    """How alike the rows are in their number of cells, times that number, and more for each name that is known."""
    whole = [cells for cells in records if not any(_is_torn(cell) for cell in cells)]
    widths = Counter(len(cells) for cells in whole if len(cells) > 1)
    if not widths:
        return 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    known = max(score(cells) for cells in whole[:HEADER_WITHIN])
    return (times / len(records)) ** 2 * min(width, ENOUGH_CELLS) * (1 + known)


def _is_torn(cell: str) -> bool:
    """A quotation mark without its other one: the sign cut through a quoted cell."""
    return cell.count(QUOTE) % 2 == 1
