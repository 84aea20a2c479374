"""What the register knows of a way to write a spreadsheet: a row for XLSX, and one for ODS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from agreements.publication.spreadsheets.cells import Cell

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the two sheets are called."""

    main: str
    beside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one is written: a packed folder with small files, and one that holds the rows. Texts are XML."""

    before: Callable[[Sheets], Mapping[str, str]]
    """The small files before that of the rows, by name."""
    first_is_plain: bool
    """The first of them says what the whole is, and stands there as it is."""
    name: str
    """The file with the rows."""
    head: Callable[[Sheets, Sequence[int]], str]
    """How that begins; of each column the width in signs is given."""
    row: Callable[[int, Sequence[Cell]], str]
    """A row, by its number from 1."""
    tail: Callable[[Sheets, int, int, Rows], str]
    """How it ends: with so many rows and columns, and what the sheet beside it says."""
    after: Callable[[Sheets, int, int, Rows], Mapping[str, str]]
    """The small files behind it."""
    longest: int = 0
    """So many signs a cell can hold at most, counted as in UTF-16; 0: any number."""
