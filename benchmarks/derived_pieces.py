"""What files hold of a crowd (`publication.pieces`), as the program makes it beside the service: made once of each
model that others are like, and renamed for these. Their names hold no character that CSV or a calendar writes in
another way: they stand there as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

from agreements.domain.memory import Entry
from agreements.domain.projection import Piece, Place
from agreements.publication import ical
from agreements.publication.pieces import pieces_of
from agreements.publication.shapes import ics
from benchmarks.crowd import Copy, Step, is_named

_NEW_LINE: Final = "\r\n"
_FOLD: Final = f"{_NEW_LINE} "


class _Part(NamedTuple):
    """Part of a body."""

    text: str
    is_own: bool
    """It names the agreement; then a line of a calendar is not folded yet."""


@dataclass(frozen=True, slots=True)
class _Model:
    """The pieces of one agreement, each with the parts of its body."""

    pieces: tuple[tuple[Piece, tuple[str, ...]], ...]
    own: dict[str, Callable[[str], str]]
    """Those parts that name it, and how they are written once they are renamed."""

    def of(self, copy: Copy) -> Iterator[Piece]:
        """The same of another one."""
        said = {text: written(copy.renamed(text)) for text, written in self.own.items()}
        for piece, parts in self.pieces:
            yield piece._replace(body="".join([said.get(part, part) for part in parts]))


class Pieces:
    """The pieces of a crowd, for a register at this place; those of a model are made once."""

    def __init__(self, place: Place) -> None:
        """Before any entry."""
        self._place = place
        self._models: dict[tuple[Step, int], _Model] = {}

    def of(self, entry: Entry, copy: Copy) -> Iterator[Piece]:
        """Of the last entry about `copy`. How often an agreement changed is in the pieces too."""
        step = copy.steps[-1]
        key = (step, entry.change)
        if key not in self._models:
            self._models[key] = _model(pieces_of(replace(entry, record=step.record), self._place))
        return self._models[key].of(copy)


def _model(pieces: Iterable[Piece]) -> _Model:
    told, own = list[tuple[Piece, tuple[str, ...]]](), dict[str, Callable[[str], str]]()
    for piece in pieces:
        is_calendar = piece.shape == ics.ROW.name
        parts = list(_of_calendar(piece.body)) if is_calendar else [_Part(piece.body, is_own=True)]
        told.append((piece, tuple(part.text for part in parts)))
        own |= {part.text: _folded if is_calendar else str for part in parts if part.is_own}
    return _Model(tuple(told), own)


def _of_calendar(body: str) -> Iterator[_Part]:
    """Lines are folded by their length, so those that name the agreement are folded for each anew."""
    lines = body.replace(_FOLD, "").removesuffix(_NEW_LINE).split(_NEW_LINE)
    for is_own, some in groupby(lines, is_named):
        if is_own:
            yield from (_Part(line, is_own=True) for line in some)
        else:
            yield _Part("".join(map(_folded, some)), is_own=False)


def _folded(line: str) -> str:
    return ical._folded(line).decode()
