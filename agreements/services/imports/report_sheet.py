"""The report of an import as a spreadsheet: dates are dates, and no text can become a formula or a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from agreements.dates import PartialDate
from agreements.domain.import_runs import Run
from agreements.domain.wording import N_
from agreements.importing.import_row import ImportRow
from agreements.importing.report import COLUMNS, cells_of
from agreements.publication.spreadsheets.book import Book, Heading
from agreements.publication.spreadsheets.cells import Cell, Look, cell_in, text_cell
from agreements.publication.spreadsheets.form import Sheets
from agreements.publication.spreadsheets.xlsx import XLSX
from agreements.texts import Texts

_WIDTHS: Final = (6, 14, 16, 50, 13, 12, 13, 12, 100)
_FIRST_YEAR: Final = 1900
"""Spreadsheets know no earlier dates."""
_SHEETS: Final = (N_("Report"), N_("About this file"))


def report_sheet(run: Run, rows: Sequence[ImportRow], texts: Texts) -> bytes:
    """The report, one sheet with the same columns as the CSV; each cell is written as what it is. It takes time: beside
    the event loop."""
    headings = [Heading(name, width) for name, width in zip(COLUMNS, _WIDTHS, strict=True)]
    book = Book(XLSX, Sheets(*map(texts, _SHEETS)), headings)
    made = book.begin() + book.add(_cells(row, texts) for row in rows)
    return made + book.end([(Cell(Look.HEADING, texts(label)), cell) for label, cell in _about(run, book)])


def _cells(row: ImportRow, texts: Texts) -> list[Cell]:
    days = {COLUMNS.index("begindatum"): _day(row.start), COLUMNS.index("einddatum"): _day(row.end)}
    number, *others = cells_of(row, texts)
    written = [days.get(place) or cell_in(Look.TEXT, text) for place, text in enumerate(others, 1)]
    return [Cell(Look.NUMBER, number), *written]


def _day(partial: PartialDate | None) -> Cell | None:
    """A day that a spreadsheet can hold as a date."""
    known = partial.as_date() if partial else None
    return Cell(Look.DAY, known.isoformat()) if known and known.year >= _FIRST_YEAR else None


def _about(run: Run, book: Book) -> Iterator[tuple[str, Cell]]:
    yield N_("Your list"), text_cell(run.name)
    if run.sheet:
        yield N_("Sheet"), text_cell(run.sheet)
    yield N_("Number of rows"), Cell(Look.NUMBER, str(book.rows))
    yield N_("Fingerprint of your file"), text_cell(run.sha256)
    if book.cut:
        yield N_("Cells with a text that is too long for Excel"), Cell(Look.NUMBER, str(book.cut))
