"""Cells that were merged over several rows say the same of each of them, so the first one is written in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from agreements.importing.errors import TooManyCells
from agreements.importing.formats.limits import MAX_CELLS
from agreements.importing.formats.survey import Place


def fill_down(rows: Sequence[list[str]], merges: Sequence[tuple[Place, Place]]) -> defaultdict[int, list[int]]:
    """Write the text of each merged cell in the rows below within it, in its first column only: a cell that is merged
    sideways is one cell. Gives the columns that were filled by row. Places count from 0.

    Raises `TooManyCells` for merged cells that lie on each other without end.
    """
    filled: defaultdict[int, list[int]] = defaultdict(list)
    left = MAX_CELLS
    for (top, column), (bottom, _) in merges:
        text = rows[top][column] if top < len(rows) and column < len(rows[top]) else ""
        below = range(top + 1, min(bottom + 1, len(rows))) if text else range(0)
        left -= len(below)
        if left < 0:
            raise TooManyCells
        for row in below:
            rows[row] += [""] * (column + 1 - len(rows[row]))
            if not rows[row][column]:
                rows[row][column] = text
                filled[row].append(column)
    return filled


def banners(rows: Sequence[Sequence[str]], merges: Sequence[tuple[Place, Place]]) -> set[int]:
    """The rows of which the only cell with text is merged over half of the table or more: headings between rows."""
    wide = {top for (top, left), (_, right) in merges if top < len(rows) and 2 * (right - left + 1) >= len(rows[top])}
    return {row for row in wide if len(rows[row]) > 1 and sum(map(bool, rows[row])) == 1}
