"""A year of the register: what is true at its end, and what happened in it. Numbers are sets of entries (`index`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pyroaring import BitMap

from agreements.domain.filters import FILTERS
from agreements.domain.happenings import Happened
from agreements.domain.period import Period, year
from agreements.domain.projection import LATE, Late
from agreements.domain.selection import RuleFilter, Selection, StatusFilter
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.between import Between, between, first_day
from agreements.storage.public_memory.index import Found
from agreements.web.query import is_filtered

RUNNING = (StatusFilter.ACTIVE, StatusFilter.ENDS_SOON, StatusFilter.SUSPENDED)


@dataclass(frozen=True)
class Year:
    """A year as the register knew it on `day`: its last one, or an earlier one while it runs."""

    number: int
    day: date
    selection: Selection
    found: Found
    told: Between

    @property
    def is_running(self) -> bool:
        """Whether more may happen in it."""
        return self.day < year(self.number).until_on

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole register: what is not shown as an agreement cannot be picked by anything."""
        return not is_filtered(self.selection)

    def shown(self, those: BitMap) -> BitMap:
        """Of these the agreements that were asked for."""
        return those & self.found.chosen

    def happened(self, what: Happened) -> BitMap:
        """Of what was told in this year, and not before it."""
        return self.told.happened[what]

    def late(self, what: Late) -> BitMap:
        """What is late on the day."""
        return self.found.view.spans.get(LATE, {}).get(what, BitMap())

    def running(self) -> BitMap:
        """What applies on the day; of what was stopped for a time the term goes on too."""
        return self.found.view.having(FILTERS["statuses"], RUNNING)

    def old(self) -> BitMap:
        """What does not meet the rule yet."""
        return self.found.view.having(FILTERS["rule"], (RuleFilter.NOT_YET,))


async def year_of(number: int, selection: Selection, today: date) -> Year | None:
    """A year by what is asked: as known on the day of the selection, where that comes before its end. None for one in
    which the register told nothing yet, or that has not begun on that day."""
    period, day = year(number), min(selection.on_day, today)
    first = await first_day()
    if first is None or not first.year <= number <= day.year:
        return None
    day = min(day, period.until_on)
    asked = replace(selection, on_day=day, is_past=day < today)
    found = await lists.find(asked)
    return Year(number, day, asked, found, await between(Period(period.from_on, day), is_past=asked.is_past))


async def years(selection: Selection, today: date) -> range:
    """The years that there are, up to the day of the selection."""
    first, last = await first_day(), min(selection.on_day, today).year
    return range(first.year, last + 1) if first else range(0)


def by_name(year: Year, filter_name: str) -> Mapping[str, BitMap]:
    """The agreements that were asked for by a name that each has, such as its department; without those that have
    none."""
    sets = year.found.view.holding(FILTERS[filter_name])
    found = {name: year.shown(those) for name, those in sets.items() if name}
    return {name: those for name, those in sorted(found.items(), key=lambda one: one[0].casefold()) if those}
