"""Which sheet of a spreadsheet has the list: every sheet is named, with why it was chosen or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from agreements.domain.wording import N_
from agreements.importing.errors import NothingToRead, UnknownSheet
from agreements.importing.formats.limits import HEADER_WITHIN
from agreements.importing.formats.spreadsheet import SheetRows
from agreements.importing.mapping.read_header import listed, score

ENOUGH_NAMES = 3
"""Columns whose names the register knows: with so many a table is a list of agreements, and its length decides."""


class Why(Enum):
    """Why a sheet was chosen, or not: sentences for people."""

    ASKED = N_("you asked for this sheet")
    LIKELIEST = N_("this sheet looks most like a list of agreements")
    NOT_ASKED = N_("you asked for another sheet")
    LESS_LIKELY = N_("another sheet looks more like a list of agreements")
    HIDDEN = N_("this sheet is hidden")
    EMPTY = N_("this sheet is empty")


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet of the file: its name, how many of its rows hold something, and whether it is the one that is read."""

    name: str
    rows: int
    is_hidden: bool
    is_chosen: bool
    why: Why


def choose(sheets: Sequence[SheetRows], wanted: str = "") -> tuple[SheetRows, tuple[SheetSeen, ...]]:
    """The sheet that is wanted, or else the likeliest; and what there is to tell of each.

    Raises `UnknownSheet` with the names that there are, or `NothingToRead` when no sheet holds anything.
    """
    chosen = _named(sheets, wanted) if wanted else _likeliest(sheets)
    return chosen, tuple(_seen(sheet, chosen, wanted) for sheet in sheets)


def _named(sheets: Sequence[SheetRows], wanted: str) -> SheetRows:
    for sheet in sheets:
        if sheet.name.strip().casefold() == wanted.strip().casefold():
            return sheet
    raise UnknownSheet(sheet=wanted[:80], sheets=listed([sheet.name for sheet in sheets]))


def _likeliest(sheets: Sequence[SheetRows]) -> SheetRows:
    """A sheet with the names of columns before one without, a longer one before a shorter one, a hidden one last."""
    filled = [sheet for sheet in sheets if _rows(sheet)]
    if not filled:
        raise NothingToRead
    return max(filled, key=lambda sheet: (_names(sheet) > 0, not sheet.is_hidden, _names(sheet), _rows(sheet)))


def _names(sheet: SheetRows) -> int:
    return min(max(score(row.cells) for row in sheet.rows[:HEADER_WITHIN]), ENOUGH_NAMES)


def _rows(sheet: SheetRows) -> int:
    return sum(any(cell and not cell.isspace() for cell in row.cells) for row in sheet.rows)


def _seen(sheet: SheetRows, chosen: SheetRows, wanted: str) -> SheetSeen:
    rows = _rows(sheet)
    if sheet is chosen:
        why = Why.ASKED if wanted else Why.LIKELIEST
    elif wanted:
        why = Why.NOT_ASKED
    else:
        why = Why.EMPTY if not rows else Why.HIDDEN if sheet.is_hidden else Why.LESS_LIKELY
    return SheetSeen(sheet.name, rows, sheet.is_hidden, sheet is chosen, why)
