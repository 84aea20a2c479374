"""The figures above the overview: how many agreements of a selection are in which state, each leading to those."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.deadlines.row import ToldLate
from agreements.domain.filters import FILTERS
from agreements.domain.projection import Late
from agreements.domain.selection import RuleFilter, Selection, StatusFilter, Value
from agreements.domain.wording import N_
from agreements.storage.public_memory.index import Found
from agreements.web.query import Asked, address_of

Picked = dict[str, tuple[Value, ...]]


class Weight(StrEnum):
    """How a tile looks; what it is, its words say."""

    PLAIN = ""
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure, its words (a message id), and the address of the agreements that it counts."""

    number: int
    label: str
    address: str
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    picks: Picked
    """What it picks, in place of what was picked of the same filters."""
    weight: Weight = Weight.WARNING
    is_always_shown: bool = False


def _late(late: Late, told: ToldLate) -> _Row:
    return _Row(told.total, {"late": (late,)}, Weight.ERROR if told.is_grave else Weight.WARNING, is_always_shown=True)


_ROWS: Final = (
    _Row(N_("active"), {"statuses": (StatusFilter.ACTIVE,)}, Weight.PLAIN, is_always_shown=True),
    _Row(N_("end within 90 days"), {"statuses": (StatusFilter.ENDS_SOON,)}, is_always_shown=True),
    _Row(N_("do not meet the rules yet"), {"statuses": (StatusFilter.ACTIVE,), "rule": (RuleFilter.NOT_YET,)}),
    *(_late(late, told) for late in Late if (told := KINDS[DeadlineKind(late)].told_late)),
)


FIGURES_OF_THEIR_OWN: Final = frozenset(told.anchor for late in Late if (told := KINDS[DeadlineKind(late)].told_late))
"""The kinds of late deadlines that can be picked by, and so have a tile: by the name of their list on the overview."""


def tiles(found: Found, selection: Selection, today: date) -> Iterator[Tile]:
    """All that are to be seen. What else was picked counts for each: figures and list are about the same agreements.
    Of a day to come nobody knows what will be late."""
    for row in _ROWS:
        number = _count(found, row.picks)
        if "late" in row.picks and found.view.day > today:
            continue
        if number or row.is_always_shown:
            address = address_of("/", Asked(selection.picking(**row.picks)), today)
            yield Tile(number, row.label, address, row.weight)


def _count(found: Found, picks: Picked) -> int:
    rest = {name: those for name, those in found.conditions.items() if name not in picks}
    own = {name: found.view.having(FILTERS[name], values) for name, values in picks.items()}
    return Found(found.view, {**rest, **own}).count
