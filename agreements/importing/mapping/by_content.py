"""What the cells of a column say where its name tells nothing: proposals, never sure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from agreements.dates import NotADate, parse_partial_date
from agreements.importing.mapping import forms
from agreements.importing.tables.columns import Column
from agreements.importing.tables.header import Why

LOOKED_AT = 200
"""Rows from which is told what a column holds."""
MOSTLY = 0.8
TITLE_NAMES = (
    "onderwerp", "benaming", "betreft", "omschrijving", "beschrijving", "project", "projectnaam", "samenwerking",
    "regeling", "dossier", "document", "documentnaam", "bestandsnaam", "subject", "description", "korte titel", "wat",
)  # fmt: skip
"""What offices call a title when they do not call it so, the likeliest first."""
_TITLE_RANKS = {forms.letters(name): rank for rank, name in enumerate(TITLE_NAMES)}
TITLE_LENGTHS = range(6, 200)
"""Characters of a cell that may be a title."""

Cells = Sequence[str]
"""The cells of one column."""


def likeliest_title(names: Sequence[str], columns: Sequence[Cells], free: Sequence[int]) -> int | None:
    """The column that most likely has the titles: by a name that says so half, else by its words; None when none can.

    `free` are the places of the columns that are not known to mean something else.
    """
    named = [place for place in free if is_half_a_title(names[place])]
    if named:
        return min(named, key=lambda place: _TITLE_RANKS[forms.letters(names[place])])
    return next((place for place in free if _are_titles(columns[place])), None)


def is_half_a_title(name: str) -> bool:
    """Whether offices call a title so when they do not call it a title."""
    return forms.letters(name) in _TITLE_RANKS


def _are_titles(cells: Cells) -> bool:
    """Nearly every row has one, each another, of some words."""
    said = [cell for cell in cells if cell]
    if not said or len(said) < MOSTLY * len(cells) or len(set(said)) < MOSTLY * len(said):
        return False
    return _mostly(said, lambda cell: len(cell) in TITLE_LENGTHS and cell.count(" ") > 0 and not _day(cell))


def date_proposals(
    meanings: Sequence[str | None], columns: Sequence[Cells], free: Sequence[int]
) -> Iterator[tuple[int, Why, int]]:
    """The unknown columns with dates before the known ends, or after the known starts: which, why, and beside which."""
    placed = {meaning: place for place, meaning in enumerate(meanings) if meaning}
    ways: Mapping[str, tuple[str, Why]] = {
        Column.ENDS_ON: (Column.STARTS_ON, Why.LOOKS_LIKE_START),
        Column.STARTS_ON: (Column.ENDS_ON, Why.LOOKS_LIKE_END),
    }
    for known, (wanted, why) in ways.items():
        if known not in placed or wanted in placed:
            continue
        for place in sorted(free, key=lambda one: abs(one - placed[known])):
            pair = (place, placed[known]) if why is Why.LOOKS_LIKE_START else (placed[known], place)
            if _are_before(columns[pair[0]], columns[pair[1]]):
                yield place, why, placed[known]
                break


def _are_before(earlier: Cells, later: Cells) -> bool:
    """Whether both columns hold mostly days, and every day in the one lies before that in the other."""
    pairs = [(_day(one), _day(other)) for one, other in zip(earlier, later, strict=True) if one and other]
    days = [(one, other) for one, other in pairs if one and other]
    return bool(days) and len(days) >= MOSTLY * len(pairs) and all(one < other for one, other in days)


def _day(cell: str) -> date | None:
    try:
        partial = parse_partial_date(cell)
    except NotADate:
        return None
    return partial.as_date() if partial else None


def _mostly(cells: Cells, holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, cells)) >= MOSTLY * len(cells)
