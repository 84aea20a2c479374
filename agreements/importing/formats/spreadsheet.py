"""The sheets of a spreadsheet (XLSX, ODS) as rows of text. The cells are read by python-calamine (decision 0049), after
a look through the file that bounds what that can cost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from agreements.importing.codes import Code
from agreements.importing.errors import SpreadsheetDamaged
from agreements.importing.formats.cell_text import ERRORS, cell_text
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.merged import banners, fill_down
from agreements.importing.formats.ods_survey import survey_ods
from agreements.importing.formats.packed import Kind, Packed
from agreements.importing.formats.survey import NO_RESULT, Place, Sheet
from agreements.importing.formats.xlsx_survey import LETTERS, survey_xlsx
from agreements.importing.messages import Message, note

SURVEYS = {Kind.XLSX: survey_xlsx, Kind.ODS: survey_ods}
FIRST_OF_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}-01")
PANIC = "PanicException"
"""What Rust raises when something cannot be, such as a day before all days. It has no name that can be imported."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet that was read: every row down to the last with something in it, hidden ones too."""

    name: str
    is_hidden: bool
    rows: tuple[ListRow, ...]


def read_sheets(data: bytes) -> list[SheetRows]:
    """Every sheet of a spreadsheet, in its order. Formulas give the result that was stored with them.

    Raises a kind of `ImportRefused` when the file is damaged, locked, has macros, or is larger than is read.
    """
    with Packed(data) as packed:
        sheets = SURVEYS[packed.kind](packed)
        try:
            with CalamineWorkbook.from_filelike(packed.cleaned()) as workbook:
                return [
                    _read(workbook, seen, sheets[seen.name]) for seen in workbook.sheets_metadata if seen.name in sheets
                ]
        except (CalamineError, OverflowError) as error:  # a length of time may be longer than Python can say
            raise SpreadsheetDamaged from error
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise SpreadsheetDamaged from error


def _read(workbook: CalamineWorkbook, seen: SheetMetadata, sheet: Sheet) -> SheetRows:
    is_hidden = seen.visible is not SheetVisibleEnum.Visible
    return SheetRows(seen.name, is_hidden, _rows(workbook.get_sheet_by_name(seen.name), sheet))


def _rows(read: CalamineSheet, sheet: Sheet) -> tuple[ListRow, ...]:
    """Raises `SpreadsheetDamaged` when less was read than there is: better nothing than a part in silence."""
    left = [""] * (read.start[1] if read.start else 0)
    rows = [[*left, *map(cell_text, cells)] for cells in read.iter_rows()]
    if len(rows) < sheet.rows_with_text:
        raise SpreadsheetDamaged
    for (row, column), words in sheet.odd.items():
        if words != NO_RESULT:
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = ERRORS.get(words, words)
    wide = banners(rows, sheet.merges)
    filled = fill_down(rows, sheet.merges)
    without = _by_row(place for place, words in sheet.odd.items() if words == NO_RESULT)
    no_day = _by_row(place for place in sheet.without_day if FIRST_OF_MONTH.fullmatch(_at(rows, place)))
    return tuple(
        ListRow(
            number,
            tuple(cells),
            (
                *_told(Code.FORMULA_WITHOUT_RESULT, without[number - 1]),
                *_told(Code.DAY_NOT_SHOWN, no_day[number - 1]),
                *_told(Code.FILLED_DOWN, filled[number - 1]),
            ),
            frozenset(filled[number - 1]),
            number - 1 in wide,
        )
        for number, cells in enumerate(rows, start=1)
    )


def _at(rows: Sequence[Sequence[str]], place: Place) -> str:
    """The text at a place; empty where the reader of cells found none."""
    row, column = place
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _by_row(places: Iterable[Place]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in places:
        found[row].append(column)
    return found


def _told(code: Code, columns: Iterable[int]) -> tuple[Message, ...]:
    """One message for all cells of a row, which are named by the letters that their program shows."""
    letters = ", ".join(_letters(column) for column in sorted(columns))
    return (note(code, cells=letters),) if letters else ()


def _letters(column: int) -> str:
    before, last = divmod(column, LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
