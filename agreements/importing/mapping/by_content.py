"""What the cells of a column say where its name tells nothing: proposals, never sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from agreements.dates import NotADate, parse_partial_date
from agreements.domain.vocabulary import PartyKind
from agreements.importing.mapping import forms
from agreements.importing.tables.columns import Column
from agreements.importing.tables.header import Why
from agreements.importing.values.party_words import guess_kind

LOOKED_AT = 200
"""Rows from which is told what a column holds."""
ENOUGH = 40
"""Cells of which the words are looked at."""
MOSTLY, HALF, FEW = 0.8, 0.5, 0.25
"""Shares of the cells that are filled."""
TITLE_NAMES = (
    "onderwerp", "benaming", "betreft", "omschrijving", "beschrijving", "project", "projectnaam", "samenwerking",
    "regeling", "dossier", "document", "documentnaam", "bestandsnaam", "subject", "description", "korte titel", "wat",
)  # fmt: skip
"""What offices call a title when they do not call it so, the likeliest first."""
_TITLE_RANKS = {forms.letters(name): rank for rank, name in enumerate(TITLE_NAMES)}
TITLE_LENGTHS = range(5, 200)
"""Characters of a cell that may be a title."""
DIVIDED = re.compile(r"[,;/|\n]|\ben\b")
LISTED = re.compile(r"[,;/|\n]")
DATA_WORD = re.compile(
    r"\b(?:naam|namen|naw\w*|adres\w*|bsn|geboorte\w*|inkomen\w*|telefoon\w*|postcode\w*|leeftijd\w*|meldingen|kvk\w*)\b",
    re.IGNORECASE,
)
TEAM = re.compile(r"(?:team|afdeling|afd|cluster|directie|sector|vakgroep)\b", re.IGNORECASE)

Cells = Sequence[str]
"""The cells of one column."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the column at a place may mean, why, and what fills the places in that sentence."""

    place: int
    meaning: str
    why: Why
    values: Mapping[str, object] = field(default_factory=dict)


def proposals(
    names: Sequence[str], meanings: Sequence[str | None], columns: Sequence[Cells], free: Sequence[int]
) -> Iterator[Proposal]:
    """For each meaning that no column has, the column that most likely has it by its cells, at most one meaning each.

    `free` are the places of the columns that are not known to mean something.
    """
    left = list(free)
    for found in (*_by_words(meanings, columns, left), *_by_dates(names, meanings, columns, left)):
        if found.place in left:
            left.remove(found.place)
            yield found


def likeliest_title(names: Sequence[str], columns: Sequence[Cells], free: Sequence[int]) -> int | None:
    """The column that most likely has the titles: by a name that half says so, else by its words; None: none can."""
    named = [place for place in free if is_half_a_title(names[place])]
    if named:
        return min(named, key=lambda place: _TITLE_RANKS[forms.letters(names[place])])
    return next((place for place in free if _are_titles(columns[place])), None)


def is_half_a_title(name: str) -> bool:
    """Whether offices call a title so when they do not call it a title."""
    return forms.letters(name) in _TITLE_RANKS


def _are_titles(cells: Cells) -> bool:
    """Nearly every row has one, each another, of words and no list."""
    said = _filled(cells)
    if not said or len(said) < MOSTLY * len(cells) or len(set(said)) < MOSTLY * len(said):
        return False
    is_worded = _share(said, lambda cell: len(cell) in TITLE_LENGTHS and _is_worded(cell)) >= MOSTLY
    return is_worded and _share(said, lambda cell: bool(LISTED.search(cell))) < HALF


def _is_worded(cell: str) -> bool:
    letters = sum(map(str.isalpha, cell))
    return letters > len(cell) / 2 and not _day(cell)


_HOLDS: tuple[tuple[str, Why, Callable[[str], bool], float], ...] = (
    (Column.PARTIES, Why.HOLDS_PARTIES, lambda cell: _names_organisations(cell), HALF),
    (Column.DATA, Why.HOLDS_DATA, lambda cell: bool(DATA_WORD.search(cell) and LISTED.search(cell)), HALF),
    ("department", Why.HOLDS_DEPARTMENT, lambda cell: bool(TEAM.match(cell)), HALF),
)


def _by_words(meanings: Sequence[str | None], columns: Sequence[Cells], free: Sequence[int]) -> Iterator[Proposal]:
    for meaning, why, holds, least in _HOLDS:
        if meaning in meanings:
            continue
        shares = {place: _share(_filled(columns[place])[:ENOUGH], holds) for place in free}
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= least and _is_list(meaning, columns[best]):
            yield Proposal(best, str(meaning), why)


def _filled(cells: Cells) -> list[str]:
    return [cell for cell in cells if cell]


def _is_list(meaning: str, cells: Cells) -> bool:
    """Of parties, that some cells name several: one organisation in each may be anything, such as the owner."""
    said = _filled(cells)
    return meaning != Column.PARTIES or _share(said, lambda cell: bool(DIVIDED.search(cell))) >= FEW


def _names_organisations(cell: str) -> bool:
    """Half of its parts are known for an organisation."""
    parts = [part.strip() for part in DIVIDED.split(cell) if part.strip()][:10]
    return _share(parts, lambda part: guess_kind(part) is not PartyKind.OTHER) >= HALF


def _by_dates(
    names: Sequence[str], meanings: Sequence[str | None], columns: Sequence[Cells], free: Sequence[int]
) -> Iterator[Proposal]:
    """The unknown columns with dates before the known ends, or after the known starts."""
    placed = {meaning: place for place, meaning in enumerate(meanings) if meaning}
    ways = (
        (Column.ENDS_ON, Column.STARTS_ON, Why.LOOKS_LIKE_START),
        (Column.STARTS_ON, Column.ENDS_ON, Why.LOOKS_LIKE_END),
    )
    for known, wanted, why in ways:
        if known not in placed or wanted in placed:
            continue
        beside = placed[known]
        for place in sorted(free, key=lambda one: abs(one - beside)):
            earlier, later = (place, beside) if wanted is Column.STARTS_ON else (beside, place)
            if _are_before(columns[earlier], columns[later]):
                yield Proposal(place, wanted.value, why, {"other": names[beside]})
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


def _share(cells: Cells, holds: Callable[[str], bool]) -> float:
    """Of how many cells it holds; 0 of none."""
    return sum(map(holds, cells)) / len(cells) if cells else 0.0
