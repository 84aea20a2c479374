"""A spreadsheet in the making: rows that come one after the other, and a sheet beside them that says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from agreements.publication.packed_folder import PackedFolder
from agreements.publication.spreadsheets.cells import Cell, Look
from agreements.publication.spreadsheets.form import Form, Rows, Sheets

_CUT: Final = "…"
"""Stands at the end of a text that does not fit."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a column, and how wide it is in signs."""

    name: str
    width: int


class Book:
    """Holds no more than some rows, so any number of them takes the same memory. Not for two threads at a time.

    `begin`, `add` any number of times and `end` give the bytes of the file in their order.
    """

    def __init__(self, form: Form, sheets: Sheets, headings: Sequence[Heading]) -> None:
        self._form = form
        self._sheets = sheets
        self._headings = headings
        self._folder = PackedFolder()
        self._rows = 0
        self.cut = 0
        """So many cells held more than the form allows."""

    @property
    def rows(self) -> int:
        """How many there are below the headings."""
        return self._rows - 1

    def begin(self) -> bytes:
        """The file up to its first row."""
        form, folder = self._form, self._folder
        made = [
            folder.whole(name, body.encode(), is_plain=form.first_is_plain and not place)
            for place, (name, body) in enumerate(form.before(self._sheets).items())
        ]
        head = form.head(self._sheets, [heading.width for heading in self._headings])
        names = self._row([Cell(Look.HEADING, heading.name) for heading in self._headings])
        return b"".join(made) + folder.begin(form.name) + folder.more((head + names).encode())

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        """What follows from some more rows; often nothing yet."""
        return self._folder.more("".join(map(self._row, rows)).encode())

    def end(self, beside: Rows) -> bytes:
        """The rest of the file, with what the second sheet says."""
        told = (self._sheets, self._rows, len(self._headings), beside)
        made = self._folder.more(self._form.tail(*told).encode()) + self._folder.finish()
        more = [self._folder.whole(name, body.encode()) for name, body in self._form.after(*told).items()]
        return made + b"".join(more) + self._folder.end()

    def _row(self, cells: Sequence[Cell]) -> str:
        self._rows += 1
        if longest := self._form.longest:
            cells = [cell if len(cell.text) * 2 <= longest else self._fitting(cell) for cell in cells]
        return self._form.row(self._rows, cells)

    def _fitting(self, cell: Cell) -> Cell:
        """The cell with as much of its text as fits, counted in the units of UTF-16, as spreadsheets do."""
        longest, text = self._form.longest, cell.text.encode("utf-16-le")
        if len(text) // 2 <= longest:
            return cell
        self.cut += 1
        return cell._replace(text=text[: (longest - len(_CUT)) * 2].decode("utf-16-le", errors="ignore") + _CUT)
