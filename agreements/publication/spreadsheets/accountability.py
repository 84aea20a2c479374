"""The sheet that says what a spreadsheet is: of which register, which selection, which day, and up to which change.

Whoever keeps the file can show later what it was made of. It tells no time of the clock: the same selection at the same
state of the register gives the same bytes, whoever asks (decision 0044).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from agreements.domain.wording import N_
from agreements.publication.csv_file import COLUMNS
from agreements.publication.shape import Making
from agreements.publication.spreadsheets.cells import Cell, Look, text_cell
from agreements.publication.spreadsheets.form import Rows, Sheets
from agreements.texts import Texts

_MAIN, _BESIDE = N_("Agreements"), N_("About this file")
_EVERYTHING = N_("all public agreements")


def sheets_of(texts: Texts) -> Sheets:
    """What the sheets are called."""
    return Sheets(texts(_MAIN), texts(_BESIDE))


def accountability(making: Making, rows: int, cut: int) -> Rows:
    """Pairs of what is told and what it is, of a file with so many rows, of which so many cells did not fit."""
    texts = making.texts
    return [(Cell(Look.HEADING, texts(label)), cell) for label, cell in _told(making, rows, cut)]


def _told(making: Making, rows: int, cut: int) -> Iterator[tuple[str, Cell]]:
    texts = making.texts
    yield N_("Register of"), text_cell(making.organisation)
    yield N_("Address of the register"), text_cell(making.base_url)
    if not making.chosen:
        yield N_("Selection"), text_cell(texts(_EVERYTHING))
    for words in making.chosen:
        yield N_("Selection"), text_cell(words)
    yield N_("As on"), _day(making.day.isoformat())
    yield N_("Made on"), _day(making.made_on.isoformat())
    yield N_("Number of the last change"), Cell(Look.NUMBER, str(making.last_change))
    if making.head:
        yield N_("Fingerprint of the history"), text_cell(making.head)
    yield N_("Number of rows"), Cell(Look.NUMBER, str(rows))
    yield N_("Version of the columns"), text_cell(edition_of_columns())
    yield N_("What each column means"), text_cell(f"{making.base_url}/open-data")
    if cut:
        yield N_("Cells with a text that is too long for Excel"), Cell(Look.NUMBER, str(cut))


def edition_of_columns() -> str:
    """Another one when a column comes, goes, moves or gets another type."""
    told = repr([(column.name, column.datatype, column.is_list) for column in COLUMNS])
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _day(text: str) -> Cell:
    return Cell(Look.DAY, text)
