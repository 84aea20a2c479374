"""The small form of the council's pages: one department and one theme to choose, and all else that was asked kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from agreements.domain.dutch import PARAMETERS
from agreements.domain.filters import FILTERS, public_filters
from agreements.domain.selection import Value
from agreements.http.address import pairs_of
from agreements.storage.public_memory.index import View
from agreements.texts import Texts
from agreements.web.query import Asked

_OFFERED: Final = ("departments", "themes")


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: its parameter, its label, the names, and the one that is chosen."""

    parameter: str
    label: str
    names: tuple[str, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The form. `kept` are the other parts of the question, as pairs of a name and a value."""

    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]


def narrowing(asked: Asked, view: View, texts: Texts, *, without: Collection[str] = ()) -> Narrowing:
    """The form of a page; what the filters named in `without` ask is not carried along."""
    selection = asked.selection
    rest = {name: values for name, values in selection.picked.items() if name not in {*_OFFERED, *without}}
    kept = list(pairs_of(rest, public_filters()))
    if selection.is_past:
        kept.append((PARAMETERS["on_day"], selection.on_day.isoformat()))
    return Narrowing(tuple(_choice(name, selection.of(name), view, texts) for name in _OFFERED), tuple(kept))


def _choice(name: str, chosen: tuple[Value, ...], view: View, texts: Texts) -> Choice:
    """Names that no shown agreement has are not offered, but for the one that is chosen."""
    row = FILTERS[name]
    held = {value for value, those in view.holding(row).items() if value and those & view.shown}
    names = sorted({*held, *map(str, chosen)}, key=str.casefold)
    return Choice(row.parameter, texts(row.label), tuple(names), str(chosen[0]) if chosen else "")
