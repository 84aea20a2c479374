"""The XML of a workbook of Excel (Office Open XML), looked through before its cells are read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from agreements.importing.errors import CellTooLong, SpreadsheetDamaged, TooManyCells
from agreements.importing.formats.limits import MAX_CELL, MAX_TEXTS
from agreements.importing.formats.packed import Packed
from agreements.importing.formats.survey import NO_RESULT, Place, Sheet, Size, refuse_too_many
from agreements.importing.formats.xlsx_styles import Styles
from agreements.importing.formats.xml_walk import Budget, Hears, Ignores, Walk

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SHARED, ERROR, WORDS = "s", "e", "str"
"""Kinds of cells: a text of the shared list, an error, and the text that a formula gave."""
DAYS = ("", "n", "d")
"""Kinds of cells that can be a day: a number, which is what a cell is when nothing is said, or a date in words."""
LETTERS = 26
ROOM = "xl/"


class _Names(Ignores):
    """`workbook.xml`: the sheets by name, each with the number of its link."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in said.items() if key.endswith(":id")), "")
            self.found.append((said.get("name", ""), link))


class _Links(Ignores):
    """`workbook.xml.rels`: the file behind each link."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.found[said.get("Id", "")] = posixpath.normpath(posixpath.join("/", ROOM, said.get("Target", "")))[1:]


class _Texts(Ignores):
    """`sharedStrings.xml`: how long each text is that cells point at."""

    def __init__(self, size: Size) -> None:
        self.lengths: list[int] = []
        self._size = size
        self._length = 0

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "si":
            self._length = 0

    def says(self, text: str) -> None:
        self._length += len(text)

    def ends(self, name: str) -> None:
        if name == "si":
            self._size.add_text(self._length)
            if len(self.lengths) >= MAX_TEXTS:
                raise TooManyCells
            self.lengths.append(self._length)


class _Cells:
    """A file of `worksheets`."""

    def __init__(self, size: Size, lengths: list[int], styles: Styles) -> None:
        self.sheet = Sheet()
        self._size, self._lengths, self._styles = size, lengths, styles
        self._style = ""
        self._row, self._column = -1, -1
        self._kind, self._text = "", ""
        self._is_filled = self._has_formula = self._listens = False

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(said)
        elif name in ("v", "is"):
            self._is_filled = self._listens = True
        elif name == "row":
            self._row = _number(said["r"]) - 1 if "r" in said else self._row + 1
            self._column = -1
        elif name == "f":
            self._is_filled = self._has_formula = True
        elif name == "mergeCell":
            self._merge(said.get("ref", ""))

    def says(self, text: str) -> None:
        if self._listens:
            self._text += text
            if len(self._text) > MAX_CELL:
                raise CellTooLong(row=self._row + 1, limit=MAX_CELL)

    def ends(self, name: str) -> None:
        if name in ("v", "is"):
            self._listens = False
        elif name == "c" and self._is_filled:
            self._end_cell()

    def _begin_cell(self, said: Mapping[str, str]) -> None:
        if "r" in said:
            self._row, self._column = _place(said["r"])
        else:
            self._column += 1
        self._kind, self._text, self._style = said.get("t", ""), "", said.get("s", "")
        self._is_filled = self._has_formula = False

    def _end_cell(self) -> None:
        self.sheet.reach(self._row + 1, self._column + 1, has_text=bool(self._text))
        self._size.add_text(self._length())
        if self._style in self._styles.without_day and self._text and self._kind in DAYS:
            self.sheet.show_no_day((self._row, self._column))
        if self._kind == ERROR:
            self.sheet.remark((self._row, self._column), self._text)
        if self._has_formula and not self._text and self._kind != WORDS:
            self.sheet.remark((self._row, self._column), NO_RESULT)

    def _length(self) -> int:
        if self._kind != SHARED or not self._text:
            return len(self._text)
        number = _number(self._text)
        if number >= len(self._lengths):
            raise SpreadsheetDamaged
        return self._lengths[number]

    def _merge(self, words: str) -> None:
        first, _, last = words.partition(":")
        self.sheet.merge(_place(first), _place(last or first))


def survey_xlsx(packed: Packed) -> dict[str, Sheet]:
    """What each sheet of cells in a workbook holds, by its name; a sheet that is only a chart has no cells.

    Raises the refusal of a file that is damaged, or larger than is read.
    """
    budget, size = Budget(), Size()
    texts, names, links, styles = _Texts(size), _Names(), _Links(), Styles()
    readers: dict[str, Hears] = {
        "sharedStrings.xml": texts, "workbook.xml": names, "workbook.xml.rels": links, "styles.xml": styles,
    }  # fmt: skip
    found: dict[str, Sheet] = {}
    for part in packed.names:
        hearer = readers.get(posixpath.basename(part)) or Ignores()
        if posixpath.dirname(part) == f"{ROOM}worksheets":
            hearer = cells = _Cells(size, texts.lengths, styles)
            found[part] = cells.sheet
        walk = Walk(hearer, budget)
        packed.unpack(part, walk.feed)
        walk.end()
    parts = [(name, found.get(links.found.get(link, ""))) for name, link in names.found]
    sheets = {name: sheet for name, sheet in parts if sheet is not None}
    if len({name for name, _ in names.found}) < len(names.found):
        raise SpreadsheetDamaged
    refuse_too_many(list(sheets.values()))
    return sheets


def _place(words: str) -> Place:
    match = PLACE.fullmatch(words)
    if match is None:
        raise SpreadsheetDamaged
    column = 0
    for letter in match[1]:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) <= len(str(10**9))):
        raise SpreadsheetDamaged
    return int(words)
