"""CSV as offices save it: semicolons, commas, tabs or bars, in UTF-8, UTF-16 or Windows-1252 (RFC 4180)."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator

from agreements.importing.errors import (
    CellTooLong,
    ImportRefused,
    MisplacedQuote,
    NulBytes,
    TooManyColumns,
    TooManyRows,
    UnclosedQuote,
    UnknownEncoding,
)
from agreements.importing.formats.delimiter import best_delimiter
from agreements.importing.formats.limits import MAX_CELL, MAX_COLUMNS, MAX_LINE, MAX_ROWS
from agreements.importing.formats.list_row import ListRow

SEPARATOR_LINE = re.compile(r"sep=(?P<mark>[;,\t|])\r?\n", re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end; only these signs end one, as the csv module has it."""


def read_rows(data: bytes) -> tuple[str, tuple[ListRow, ...]]:
    """The sign that divides the cells, and all rows. Raises a kind of `ImportRefused`, with the row number where
    there is one."""
    text, delimiter = _without_separator_line(decode(data))
    _refuse_long_lines(text)
    delimiter = delimiter or best_delimiter(text)
    return delimiter, tuple(ListRow(number, cells) for number, cells in _records(text, delimiter))


def decode(data: bytes) -> str:
    """The text of a file. Raises `NulBytes` or `UnknownEncoding` with the line where it goes wrong."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _without_nul(_decoded(data, encoding))
    if encoding := _utf16_without_mark(data):
        return _without_nul(_decoded(data, encoding))
    if (position := data.find(b"\x00")) >= 0:
        raise NulBytes(line=data.count(b"\n", 0, position) + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(line=data.count(b"\n", 0, error.start) + 1) from error


def _utf16_without_mark(data: bytes) -> str:
    """Latin text in UTF-16 has a NUL in nearly every second byte."""
    head = data[:2_000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.4:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _without_nul(text: str) -> str:
    if (position := text.find("\x00")) >= 0:
        raise NulBytes(line=text.count("\n", 0, position) + 1)
    return text


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, which it hides, names the delimiter."""
    match = SEPARATOR_LINE.match(text)
    return (text[match.end() :], match["mark"]) if match else (text, "")


def _refuse_long_lines(text: str) -> None:
    """A line this long is no list; refusing it here keeps the reader from building millions of cells."""
    for start in range(0, len(text) - MAX_LINE, MAX_LINE):
        window = text[start : start + MAX_LINE]
        if "\n" not in window and "\r" not in window:
            raise CellTooLong(row=text.count("\n", 0, start) + 1, limit=MAX_CELL)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The cells of each row. The lines are cut one by one: a copy of the whole text would take four times its size."""
    reader = csv.reader((line[0] for line in LINE.finditer(text)), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _refusal(error, number) from error
        if cells is None:
            return
        _refuse_oversized(cells, number)
        yield number, tuple(cells)


def _refuse_oversized(cells: list[str], number: int) -> None:
    if number > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)
    if len(cells) > MAX_COLUMNS:
        raise TooManyColumns(row=number, limit=MAX_COLUMNS)
    if any(len(cell) > MAX_CELL for cell in cells):
        raise CellTooLong(row=number, limit=MAX_CELL)


def _refusal(error: csv.Error, number: int) -> ImportRefused:
    """The csv module tells its reasons in words only."""
    if "field larger" in str(error):
        return CellTooLong(row=number, limit=MAX_CELL)
    if "end of data" in str(error):
        return UnclosedQuote(row=number)
    return MisplacedQuote(row=number)
