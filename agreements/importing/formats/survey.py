"""What a sheet holds, before its cells are read: how far they reach, how much text they are, and what a reader of
cells does not tell (formulas without a result, errors, merged cells)."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.importing.errors import SheetTooLong, SheetTooWide, TooManyCells
from agreements.importing.formats.limits import MAX_CELLS, MAX_COLUMNS, MAX_REMARKS, MAX_ROWS, MAX_TEXT

Place = tuple[int, int]
"""Row and column, from 0."""
NO_RESULT = ""
"""What stands in `Sheet.odd` for a formula that no program has worked out."""


@dataclass(slots=True)
class Sheet:
    """What is known of one sheet. `rows` and `columns` count to the last cell that holds something, if only a formula;
    `rows_with_text` to the last with letters or figures."""

    rows: int = 0
    columns: int = 0
    rows_with_text: int = 0
    odd: dict[Place, str] = field(default_factory=dict)
    """Cells with an error, as the file names it, or with `NO_RESULT`."""
    without_day: set[Place] = field(default_factory=set)
    """Cells that show a date without its day, which the program may have added."""
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    """Cells that are one: the first and the last of each group."""

    def reach(self, rows: int, columns: int, *, has_text: bool) -> None:
        """So far there are cells that hold something. Raises the refusal of a sheet that is too large."""
        if rows > MAX_ROWS:
            raise SheetTooLong(row=rows, limit=MAX_ROWS)
        if columns > MAX_COLUMNS:
            raise SheetTooWide(row=rows, limit=MAX_COLUMNS)
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)
        if has_text:
            self.rows_with_text = max(self.rows_with_text, rows)

    def remark(self, place: Place, words: str) -> None:
        """Keep what is odd about a cell. Raises `TooManyCells`."""
        self.odd[place] = words
        if len(self.odd) > MAX_REMARKS:
            raise TooManyCells

    def show_no_day(self, place: Place) -> None:
        """A cell shows a date without its day. Raises `TooManyCells`."""
        self.without_day.add(place)
        if len(self.without_day) > MAX_REMARKS:
            raise TooManyCells

    def merge(self, first: Place, last: Place) -> None:
        """Keep a group of cells that are one. Raises `TooManyCells`."""
        self.merges.append((first, last))
        if len(self.merges) > MAX_REMARKS:
            raise TooManyCells


@dataclass(slots=True)
class Size:
    """What all sheets of a file hold together, in characters."""

    text: int = 0

    def add_text(self, characters: int) -> None:
        """Raises `TooManyCells`."""
        self.text += characters
        if self.text > MAX_TEXT:
            raise TooManyCells


def refuse_too_many(sheets: list[Sheet]) -> None:
    """A reader of cells keeps the whole rectangle, empty cells too. Raises `TooManyCells`."""
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MAX_CELLS:
        raise TooManyCells
