"""The cells of one row of a list, cleaned and by meaning; what has no place of its own goes to the notes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from agreements.importing.codes import Code
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.source import ListSource
from agreements.importing.messages import Message, note
from agreements.importing.tables.header import Header
from agreements.importing.values.date_words import ALONE, DatesOfColumn
from agreements.importing.values.placeholders import leaves_open
from agreements.importing.values.words import READ_CHARACTERS, clean, has_invisible, is_garbled, plain


@dataclass(frozen=True, slots=True)
class Cells:
    """One row. `named` holds every cell that is not empty under the name of its column, in the source's order."""

    meant: Mapping[str, str]
    named: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    titles: Mapping[str, str]
    """The name that the source gives a column."""
    messages: tuple[Message, ...]
    dates: Mapping[str, DatesOfColumn] = field(default_factory=dict)
    """What each column of dates shows about its dates."""
    is_ours: bool = False
    """Whether the register itself wrote the list."""

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty when there is none."""
        return self.meant.get(column, "")

    def dates_of(self, column: str) -> DatesOfColumn:
        """What is known of the dates in a column."""
        return self.dates.get(column, ALONE)

    @property
    def everything(self) -> str:
        """All text of the row."""
        return "\n".join(cell for _, cell in self.named)

    @property
    def fingerprint(self) -> str:
        """Changes with any cell, not with the order of the columns."""
        return digest(json.dumps(sorted(self.named), ensure_ascii=False))


def digest(text: str) -> str:
    """A short stable name for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def read_cells(row: ListRow, source: ListSource, dates: Mapping[str, DatesOfColumn]) -> Cells:
    """Clean the cells of a row and put each under its meaning."""
    header = source.header
    meant: dict[str, str] = {}
    unknown: list[tuple[str, str]] = []
    filled = [(index, text) for index, cell in enumerate(row.cells) if (text := clean(cell))]
    open_columns: list[str] = []
    for index, cell in filled:
        meaning, said = _meant(header, index, cell)
        if meaning is not None and not header.is_ours and leaves_open(said, meaning):
            open_columns.append(header.name(index))
            meaning = None
        if meaning is not None:
            meant[meaning] = f"{meant[meaning]}\n{said}" if meaning in meant else said
        if meaning is None or cell not in said:
            unknown.append((header.name(index), cell))
    return Cells(
        meant=meant,
        named=tuple((header.name(index), cell) for index, cell in filled),
        unknown=tuple(unknown),
        titles=header.titles,
        messages=(*_about_open(open_columns), *_about_writing(row, source, filled)),
        dates=dates,
        is_ours=header.is_ours,
    )


def _meant(header: Header, index: int, cell: str) -> tuple[str | None, str]:
    """What a cell is about and what it says: an explained word in the register's own, a bare number with its unit."""
    column = header.columns[index] if index < len(header.columns) else None
    if column is None or column.meaning is None:
        return None, cell
    explained = header.values.get(column.meaning)
    if explained and (said := explained.get(plain(cell))) is not None:
        return column.meaning, said
    return column.meaning, f"{cell} {column.unit}" if column.unit and cell.isdigit() else cell


def _about_open(columns: list[str]) -> list[Message]:
    """Once for all columns of a row in which something stands that says nothing."""
    return [note(Code.NOT_FILLED_IN, columns=", ".join(f"“{name}”" for name in columns))] if columns else []


def _about_writing(row: ListRow, source: ListSource, filled: list[tuple[int, str]]) -> list[Message]:
    """What is odd about how the row is written, apart from what it says."""
    whole = "".join(row.cells)
    has_semicolon = source.delimiter == ";" and ";" in whole
    is_plain = whole.isascii() and whole.isprintable() and len(whole) <= READ_CHARACTERS
    if is_plain and len(row.cells) <= len(source.header.names):
        return [*row.messages, *([note(Code.SEMICOLON_IN_CELL)] if has_semicolon else [])]
    is_joined = any(message.code is Code.JOINED for message in row.messages)
    signs = (
        (Code.LINE_BREAK_IN_CELL, not is_joined and any("\n" in cell for _, cell in filled)),
        (Code.SEMICOLON_IN_CELL, has_semicolon),
        (Code.TOO_MANY_CELLS, any(index >= len(source.header.names) for index, _ in filled)),
        (Code.INVISIBLE_REMOVED, any(has_invisible(cell) for cell in row.cells)),
        (Code.LONG_TEXT, any(len(cell) > READ_CHARACTERS for _, cell in filled)),
        (Code.GARBLED, any(is_garbled(cell) for _, cell in filled)),
    )
    return [*row.messages, *(note(code) for code, is_so in signs if is_so)]
