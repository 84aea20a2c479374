"""Which entries of the public memory fit a selection: sets of their numbers, as bitmaps.

Pure. An entry never changes, so whoever holds a `View` reads one moment of the register, however long that takes.
`lists` makes views from the projection, and keeps them up with the ledger.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from itertools import islice
from operator import and_
from typing import Final, TypeAlias

from pyroaring import BitMap

from agreements.domain.filters import Fact, Filter, held_by
from agreements.domain.projection import LATE, STATUSES, Late
from agreements.domain.selection import StatusFilter, Value
from agreements.storage.public_memory.beside import Beside
from agreements.storage.public_memory.entries import MemoryHead

Sets = Mapping[str, Mapping[str, BitMap]]
"""By filter or fact, and then by value: the entries that have it."""
Numbers: TypeAlias = "array[int]"
"""Of entries, in some order."""

_NOTHING: Final = BitMap()
_OF_A_DAY: Final = {Fact.STATUS: STATUSES, Fact.LATE: LATE}
"""What follows from the day asked about, and the spans that tell it."""
_BLOCK: Final = 512


@dataclass(frozen=True, slots=True)
class View:
    """The register on a day, as it was known when the ledger had this head."""

    head: MemoryHead
    day: date
    is_past: bool
    shown: BitMap
    """The agreements that are public. All other sets hold more than these."""
    over: BitMap
    """Those whose last day lies before the day."""
    marks: Sets
    spans: Sets
    """What holds on the day."""
    beside: Beside

    def holding(self, row: Filter) -> Mapping[str, BitMap]:
        """For each value of a filter that is a list the entries that have it. Raises KeyError for others."""
        return self.spans.get(_OF_A_DAY[row.fact], {}) if row.fact in _OF_A_DAY else self.marks[row.name]

    def having(self, row: Filter, values: Iterable[Value]) -> BitMap:
        """The entries that have one of these values."""
        sets = self.holding(row)
        return BitMap.union(_NOTHING, *(sets.get(value, _NOTHING) for value in held_by(row, values)))

    def status_of(self, seq: int) -> StatusFilter:
        """The status on the day. Raises StopIteration for what is no agreement."""
        return next(StatusFilter(value) for value, those in self.spans[STATUSES].items() if seq in those)

    def is_late(self, seq: int, what: Late) -> bool:
        """Whether this is late on the day."""
        return seq in self.spans.get(LATE, {}).get(what, _NOTHING)


@dataclass(frozen=True)
class Found:
    """What a selection holds of a view. `conditions` are by the name of the filter, for days by what they are days of;
    all of them must hold."""

    view: View
    conditions: Mapping[str, BitMap]

    @cached_property
    def chosen(self) -> BitMap:
        """The entries."""
        return self._without(None)

    @property
    def count(self) -> int:
        """How many agreements these are."""
        return len(self.chosen)

    def counts(self, row: Filter) -> dict[str, int]:
        """How many have each value of a filter that is a list; what was chosen of that filter itself is left out."""
        among = self._without(row.name) if row.name in self.conditions else self.chosen
        found = {value: those.intersection_cardinality(among) for value, those in self.view.holding(row).items()}
        return {value: number for value, number in sorted(found.items()) if number}

    def _without(self, name: str | None) -> BitMap:
        return reduce(and_, (those for one, those in self.conditions.items() if one != name), self.view.shown)


@dataclass(frozen=True, slots=True)
class Order:
    """The numbers of entries of agreements, sorted by something; those of a later moment may be among them."""

    numbers: Numbers
    blocks: tuple[BitMap, ...]
    """The same, so many at a time: what lies before a page is counted by the block, not one by one."""

    def stretch(self, among: BitMap, limit: int, offset: int, *, is_reversed: bool = False) -> list[int]:
        """So many of `among` in this order, past the first `offset`."""
        found: list[int] = []
        for at in reversed(range(len(self.blocks))) if is_reversed else range(len(self.blocks)):
            here = self.blocks[at].intersection_cardinality(among)
            if offset >= here:
                offset -= here
                continue
            block = self.numbers[at * _BLOCK : (at + 1) * _BLOCK]
            fitting = filter(among.__contains__, reversed(block) if is_reversed else block)
            found += islice(fitting, offset, offset + limit - len(found))
            offset = 0
            if len(found) == limit:
                break
        return found

    def upto(self, among: BitMap, seq: int) -> int:
        """How many of `among` stand up to and including this number. Raises ValueError for one that is not here."""
        block, rest = divmod(self.numbers.index(seq), _BLOCK)
        before = sum(those.intersection_cardinality(among) for those in self.blocks[:block])
        return before + sum(number in among for number in self.numbers[block * _BLOCK : block * _BLOCK + rest + 1])


def sorted_as(numbers: Numbers) -> Order:
    """The order that these have."""
    return Order(numbers, tuple(BitMap(numbers[at : at + _BLOCK]) for at in range(0, len(numbers), _BLOCK)))
