"""The selection as a spreadsheet in the making: takes the lines of the CSV and gives the bytes of a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Final

from agreements.publication.csv_file import COLUMNS, OPEN_DATA
from agreements.publication.shape import Making
from agreements.publication.spreadsheets.accountability import accountability, sheets_of
from agreements.publication.spreadsheets.book import Book, Heading
from agreements.publication.spreadsheets.cells import Cell, cell_in, look_of, width_of
from agreements.publication.spreadsheets.form import Form

_LOOKS: Final = tuple(map(look_of, COLUMNS))
_HEADINGS: Final = tuple(Heading(column.name, width_of(column)) for column in COLUMNS)


class Packing:
    """A `Packer` around a `Book`."""

    def __init__(self, form: Form, making: Making) -> None:
        self._making = making
        self._book = Book(form, sheets_of(making.texts), _HEADINGS)

    def begin(self) -> bytes:
        """The file up to its first agreement."""
        return self._book.begin()

    def add(self, pieces: bytes) -> bytes:
        """More rows, of whole lines of open data. Often nothing comes of them yet."""
        lines = csv.reader(io.StringIO(pieces.decode(), newline=""), delimiter=OPEN_DATA.delimiter, strict=True)
        return self._book.add(map(_cells, lines))

    def end(self) -> bytes:
        """The rest of the file."""
        return self._book.end(accountability(self._making, self._book.rows, self._book.cut))


def _cells(line: list[str]) -> list[Cell]:
    return [cell_in(look, text) for look, text in zip(_LOOKS, line, strict=True)]
