"""What stands in a cell of a spreadsheet, and in which look."""

from __future__ import annotations

import functools
from enum import Enum, auto
from typing import Final, NamedTuple

from agreements.domain.spreadsheet_cells import harmless
from agreements.publication.csv_file import Column


class Look(Enum):
    """How a cell is shown, and what a spreadsheet takes it for."""

    TEXT = auto()
    GUARDED = auto()
    """Text that would become a formula when somebody types it: it stays text when they do."""
    DAY = auto()
    NUMBER = auto()
    HEADING = auto()


class Cell(NamedTuple):
    """The text of the CSV, with its look."""

    look: Look
    text: str


_LOOKS: Final = {"date": Look.DAY, "integer": Look.NUMBER}
_WIDTHS: Final = {"date": 12, "integer": 9, "boolean": 9, "dateTime": 22}
_WIDE: Final = 32
_BUTTON: Final = 4
"""Room for the button of the filter behind a name."""


def look_of(column: Column) -> Look:
    """How the cells of a column are shown. Several days in one cell are text, and so is an instant: a spreadsheet knows
    no zone of time."""
    return Look.TEXT if column.is_list else _LOOKS.get(column.datatype, Look.TEXT)


def width_of(column: Column) -> int:
    """How wide a column is, in signs."""
    usual = _WIDE if column.is_list else _WIDTHS.get(column.datatype, _WIDE)
    return max(usual, len(column.name) + _BUTTON)


NOTHING: Final = Cell(Look.TEXT, "")
"""An empty cell."""


def text_cell(text: str) -> Cell:
    """A text."""
    return Cell(Look.TEXT if harmless(text) == text else Look.GUARDED, text)


def cell_in(look: Look, text: str) -> Cell:
    """A cell of a column with this look."""
    if not text:
        return NOTHING
    return text_cell(text) if look is Look.TEXT else Cell(look, text)


@functools.cache
def letters(at: int) -> str:
    """The name of a column, counted from 0: A, B … Z, AA."""
    before, last = divmod(at, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
