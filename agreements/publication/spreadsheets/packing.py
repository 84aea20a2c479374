"""A spreadsheet in the making: takes the lines of the CSV and gives the bytes of a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Final

from agreements.publication.csv_file import COLUMNS, OPEN_DATA
from agreements.publication.shape import Making
from agreements.publication.spreadsheets.accountability import accountability, sheets_of
from agreements.publication.spreadsheets.cells import Cell, Look, cell_in, look_of, width_of
from agreements.publication.spreadsheets.form import Form
from agreements.publication.spreadsheets.packed_folder import PackedFolder

_LOOKS: Final = tuple(map(look_of, COLUMNS))
_WIDTHS: Final = tuple(map(width_of, COLUMNS))
_CUT: Final = "…"
"""Stands at the end of a text that does not fit."""


class Packing:
    """Holds no more than some rows. Not for two threads at a time."""

    def __init__(self, form: Form, making: Making) -> None:
        self._form = form
        self._making = making
        self._sheets = sheets_of(making.texts)
        self._folder = PackedFolder()
        self._rows = 0
        self._cut = 0

    def begin(self) -> bytes:
        """The file up to its first agreement."""
        form, folder = self._form, self._folder
        made = [
            folder.whole(name, body.encode(), is_plain=form.first_is_plain and not place)
            for place, (name, body) in enumerate(form.before(self._sheets).items())
        ]
        head = form.head(self._sheets, _WIDTHS) + self._row([Cell(Look.HEADING, column.name) for column in COLUMNS])
        return b"".join(made) + folder.begin(form.name) + folder.more(head.encode())

    def add(self, pieces: bytes) -> bytes:
        """More rows, of whole lines of open data. Often nothing comes of them yet."""
        lines = csv.reader(io.StringIO(pieces.decode(), newline=""), delimiter=OPEN_DATA.delimiter, strict=True)
        return self._folder.more("".join(map(self._of_line, lines)).encode())

    def end(self) -> bytes:
        """The rest of the file."""
        beside = accountability(self._making, self._rows - 1, self._cut)
        told = (self._sheets, self._rows, len(COLUMNS), beside)
        made = self._folder.more(self._form.tail(*told).encode()) + self._folder.finish()
        more = [self._folder.whole(name, body.encode()) for name, body in self._form.after(*told).items()]
        return made + b"".join(more) + self._folder.end()

    def _of_line(self, line: list[str]) -> str:
        return self._row([cell_in(look, self._fitting(text)) for look, text in zip(_LOOKS, line, strict=True)])

    def _row(self, cells: list[Cell]) -> str:
        self._rows += 1
        return self._form.row(self._rows, cells)

    def _fitting(self, text: str) -> str:
        """The text as far as it fits."""
        longest = self._form.longest
        if not longest or len(text) * 2 <= longest or _length(text) <= longest:
            return text
        self._cut += 1
        kept = text.encode("utf-16-le")[: (longest - len(_CUT)) * 2]
        return kept.decode("utf-16-le", errors="ignore") + _CUT


def _length(text: str) -> int:
    """In the units of UTF-16, as spreadsheets count."""
    return len(text.encode("utf-16-le")) // 2
