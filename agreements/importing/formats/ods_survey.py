"""The XML of a spreadsheet of LibreOffice (OpenDocument), looked through before its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from agreements.importing.errors import CellTooLong, PasswordNeeded, SpreadsheetDamaged, TooManyCells
from agreements.importing.formats.limits import MAX_CELL, MAX_CELLS, MAX_TAG, SHEET_COLUMNS, SHEET_ROWS
from agreements.importing.formats.ods_styles import DayStyles
from agreements.importing.formats.packed import Kind, Packed
from agreements.importing.formats.survey import NO_RESULT, Sheet, Size, refuse_too_many
from agreements.importing.formats.xml_walk import Budget, Ignores, Walk

ERROR = "error"
BREAK = re.compile(rb"<text:(line-break|tab)\s*/>")
SIGNS = {b"line-break": b"&#10;", b"tab": b"&#9;"}
CELLS = ("table-cell", "covered-table-cell")


class _Breaks:
    """Writes a line break or a tab, which are elements here, as the sign itself: the reader of cells would leave them
    out, and make one word of two."""

    def __init__(self) -> None:
        self._held_back = b""

    def __call__(self, chunk: bytes) -> bytes:
        """The part with such signs; a tag that is cut off waits for the next. Raises `SpreadsheetDamaged`."""
        text = self._held_back + chunk
        cut = text.rfind(b"<")
        whole = len(text) if cut < 0 or b">" in text[cut:] else cut
        self._held_back = text[whole:]
        if len(self._held_back) > MAX_TAG:
            raise SpreadsheetDamaged
        return BREAK.sub(lambda match: SIGNS[match[1]], text[:whole])


class _Manifest(Ignores):
    """`manifest.xml`: says which files are locked with a password."""

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "encryption-data":
            raise PasswordNeeded


class _Content(Ignores):
    """`content.xml`: every sheet, row by row. A row or a cell may stand for many that are alike."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self._size = Size()
        self._styles = DayStyles()
        self._sheet: Sheet | None = None
        self._row = self._column = 0
        self._times = self._across = 1
        self._cell: Mapping[str, str] | None = None
        self._length = self._row_length = self._row_cells = 0
        self._kept = 0
        self._is_filled = False
        self._words = ""
        self._begins: dict[str, Callable[[Mapping[str, str]], None]] = {
            "table": self._begin_table, "table-row": self._begin_row, "s": self._spaces,
            "date-style": self._styles.begin_format, "style": self._styles.style, "table-column": self._columns,
            "day": lambda said: self._styles.part("day"), "year": lambda said: self._styles.part("year"),
            **dict.fromkeys(CELLS, self._begin_cell),
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "table": self._end_table, "table-row": self._end_row, "date-style": self._styles.end_format,
            **dict.fromkeys(CELLS, self._end_cell),
        }  # fmt: skip

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if begin := self._begins.get(name):
            begin(said)

    def ends(self, name: str) -> None:
        if end := self._ends.get(name):
            end()

    def says(self, text: str) -> None:
        if self._cell is not None:
            self._length += len(text)
            if len(self._words) < MAX_CELL:
                self._words += text

    def _begin_table(self, said: Mapping[str, str]) -> None:
        """A table within a table, or two with one name, are read in another way by each program."""
        name = said.get("table:name", "")
        if self._sheet is not None or name in self.sheets:
            raise SpreadsheetDamaged
        self._sheet = self.sheets[name] = Sheet()
        self._row = 0
        self._styles.begin_sheet()

    def _columns(self, said: Mapping[str, str]) -> None:
        self._styles.columns(said, _repeats(said, "table:number-columns-repeated", SHEET_COLUMNS))

    def _end_table(self) -> None:
        self._sheet = None

    def _begin_row(self, said: Mapping[str, str]) -> None:
        self._times = _repeats(said, "table:number-rows-repeated", SHEET_ROWS)
        self._column = self._row_length = self._row_cells = 0
        self._is_filled = False

    def _end_row(self) -> None:
        """A reader of cells keeps those of a row up to its last tag, also when they are empty."""
        self._kept += self._row_cells * (self._times if self._is_filled else 1)
        if self._kept > MAX_CELLS:
            raise TooManyCells
        self._size.add_text(self._row_length * self._times)
        self._row += self._times
        if self._row > SHEET_ROWS:
            raise TooManyCells

    def _begin_cell(self, said: Mapping[str, str]) -> None:
        self._cell, self._length, self._words = said, 0, ""
        self._across = _repeats(said, "table:number-columns-repeated", SHEET_COLUMNS)

    def _spaces(self, said: Mapping[str, str]) -> None:
        self._length += _repeats(said, "text:c", MAX_CELL)

    def _end_cell(self) -> None:
        """Cells of a table that is tracked as removed lie in no sheet."""
        said, self._cell = self._cell or {}, None
        self._row_cells = self._column
        if self._sheet is None:
            return
        is_formula = "table:formula" in said
        if self._length or is_formula or "office:value-type" in said:
            if self._length > MAX_CELL:
                raise CellTooLong(row=self._row + 1, limit=MAX_CELL)
            self._is_filled = True
            rows, columns = self._row + self._times, self._column + self._across
            self._sheet.reach(rows, columns, has_text=said.get("office:value-type") == "string" and self._length > 0)
            self._row_length += self._length * self._across
            self._remark(self._sheet, said, is_formula)
        self._column += self._across
        if self._column > SHEET_COLUMNS:
            raise TooManyCells

    def _remark(self, sheet: Sheet, said: Mapping[str, str], is_formula: bool) -> None:
        place = (self._row, self._column)
        if said.get("calcext:value-type") == ERROR:
            sheet.remark(place, self._words)
        elif is_formula and "office:value-type" not in said:
            sheet.remark(place, NO_RESULT)
        if self._styles.shows_no_day(said, self._column):
            sheet.show_no_day(place)
        down = _repeats(said, "table:number-rows-spanned", SHEET_ROWS)
        across = _repeats(said, "table:number-columns-spanned", SHEET_COLUMNS)
        if down > 1 or across > 1:
            sheet.merge(place, (self._row + down - 1, self._column + across - 1))


def survey_ods(packed: Packed) -> dict[str, Sheet]:
    """What each sheet of a spreadsheet holds, by its name.

    Raises the refusal of a file that is damaged, locked, or larger than is read.
    """
    budget, content = Budget(), _Content()
    for part in packed.names:
        if part == "mimetype":
            packed.unpack(part, len)
            continue
        is_content = part == Kind.ODS.mark
        walk = Walk(content if is_content else _Manifest(), budget)
        packed.unpack(part, walk.feed, _Breaks() if is_content else bytes)
        walk.end()
    refuse_too_many(list(content.sheets.values()))
    return content.sheets


def _repeats(said: Mapping[str, str], name: str, most: int) -> int:
    """How often something stands there. Raises `TooManyCells` beyond what a sheet can hold."""
    words = said.get(name, "1")
    if not (words.isascii() and words.isdigit() and len(words) <= len(str(most)) and int(words) <= most):
        raise TooManyCells
    return int(words)
