"""The yearly report as plain facts in words, and as a spreadsheet: what page, file and document are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from agreements.domain.wording import N_
from agreements.publication.spreadsheets.book import Book, Heading
from agreements.publication.spreadsheets.cells import NOTHING, Cell, Look, text_cell
from agreements.publication.spreadsheets.form import Rows, Sheets
from agreements.publication.spreadsheets.ods import ODS
from agreements.texts import Texts

_HEADINGS: Final = (
    Heading(N_("Part"), 32),
    Heading(N_("Figure"), 52),
    Heading(N_("Divided by"), 14),
    Heading(N_("Name"), 32),
    Heading(N_("Number"), 9),
    Heading(N_("Year before"), 16),
    Heading(N_("Address"), 60),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: what it is, how many, how many the year before (None: there was no register yet, or it is not
    compared), and the address of what is behind it (empty: nothing can be opened)."""

    label: str
    number: int
    before: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A table: its heading, its conclusion in sentences, and its lines."""

    heading: str
    conclusion: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A department or a theme with its figures, in the order of the columns of its table."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The figures once more for each name. `by` is what the names are of; `left_out` counts those that do not fit."""

    by: str
    heading: str
    conclusion: str
    columns: tuple[str, ...]
    rows: tuple[NamedRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReport:
    """All of it, in one language. Every number is of `day`, the last one of the year or an earlier one."""

    number: int
    day: date
    is_running: bool
    compared_with: int | None
    organisation: str
    parts: tuple[Part, ...]
    divisions: tuple[Division, ...]


def yearly_ods(report: YearlyReport, beside: Rows, texts: Texts) -> bytes:
    """Every number on a row, so that a spreadsheet can count on; a second sheet says what it is (`beside`)."""
    headings = [Heading(texts(one.name), one.width) for one in _HEADINGS]
    sheets = Sheets(texts("Yearly report %(year)s", year=report.number), texts("About this file"))
    book = Book(ODS, sheets, headings)
    return book.begin() + book.add(_rows(report)) + book.end(beside)


def _rows(report: YearlyReport) -> Iterator[list[Cell]]:
    for part in report.parts:
        for line in part.lines:
            yield _row(part.heading, line, "", "")
    for division in report.divisions:
        for row in division.rows:
            for line in row.lines:
                yield _row(division.heading, line, division.by, row.name)


def _row(part: str, line: Line, by: str, name: str) -> list[Cell]:
    before = NOTHING if line.before is None else _number(line.before)
    words = [text_cell(text) if text else NOTHING for text in (part, line.label, by, name)]
    return [*words, _number(line.number), before, text_cell(line.address) if line.address else NOTHING]


def _number(number: int) -> Cell:
    return Cell(Look.NUMBER, str(number))
