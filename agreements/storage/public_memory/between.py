"""What the public memory tells at the end of a period and did not tell before it (`domain.happenings`).

A question for each period, whose cost goes by the agreements that changed in it: what did not change told nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyroaring import BitMap

from agreements.domain.happenings import ENDED, FOLLOWS, Happened
from agreements.domain.period import Period
from agreements.domain.projection import FOREVER
from agreements.domain.term import ONE_DAY
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import as_date, dialect, fetch, snapshot
from agreements.storage.public_memory.marked import having, marked_in

_BEFORE: Final = "b.reference = k.reference AND b.known_on <= :before AND b.until_on >= :before"
_NEW: Final = "k.shows = 'agreement' AND (b.seq IS NULL OR b.shows = 'plan')"
_WITHDRAWN: Final = "k.shows = 'withheld' AND (b.seq IS NULL OR b.shows <> 'withheld')"


@dataclass(frozen=True, slots=True)
class Between:
    """Entries as they are known at the end of the period."""

    new: BitMap
    """Of agreements that can be read since then."""
    following: BitMap
    """Those among them that follow another one."""
    withdrawn: BitMap
    """Of agreements that are not public any more since then."""
    ended: BitMap
    """Of agreements, shown or not, of which the last day lies in the period and has passed."""
    happened: Mapping[Happened, BitMap]
    """Of agreements of which this is told since then. Plans can be of what is not in force."""


async def between(period: Period, *, is_past: bool) -> Between:
    """What happened from the first day of the period up to and including its last one; `is_past`: as it was known at
    the end of that day, else as it is known now."""
    async with snapshot():
        asked = _Asked(period, is_past)
        new = await asked.entries(_NEW)
        over = period if is_past else Period(period.from_on, max(period.from_on, period.until_on - ONE_DAY))
        is_over = is_past or period.until_on > period.from_on
        return Between(
            new=new,
            following=new & await having(FOLLOWS),
            withdrawn=await asked.entries(_WITHDRAWN),
            ended=BitMap(await marked_in(ENDED, over)) if is_over else BitMap(),
            happened=await asked.happened(),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    period: Period
    is_past: bool

    @property
    def _known(self) -> str:
        """Rows that are known at the end and were not known before the period."""
        until = "k.known_on <= :day AND k.until_on >= :day" if self.is_past else "k.until_on = :forever"
        return f"k.known_on >= :first AND {until}"

    @property
    def _days(self) -> dict[str, date]:
        first = self.period.from_on
        return {"first": first, "before": first - ONE_DAY, "day": self.period.until_on, "forever": FOREVER}

    async def entries(self, where: str) -> BitMap:
        """Known rows, each beside the one that was known before the period."""
        rows = await fetch(
            f"SELECT {numbers_in(dialect())} AS numbers FROM (SELECT k.seq FROM public_row k"  # noqa: S608 - all fixed
            f" LEFT JOIN public_row b ON {_BEFORE} WHERE {self._known} AND {where}) found",
            self._days,
        )
        return BitMap(as_numbers(rows[0]["numbers"]))

    async def happened(self) -> dict[Happened, BitMap]:
        """What they tell that was not told before."""
        names, params = listed("filter", [one.value for one in Happened])
        rows = await fetch(
            f"SELECT filter, {numbers_in(dialect())} AS numbers FROM (SELECT DISTINCT m.filter, m.seq"  # noqa: S608
            f" FROM public_row k JOIN public_mark m ON m.seq = k.seq AND m.filter IN ({names}) WHERE {self._known}"
            f" AND NOT EXISTS (SELECT 1 FROM public_row b JOIN public_mark o ON o.seq = b.seq AND o.filter = m.filter"
            f" AND o.value = m.value WHERE {_BEFORE})) found GROUP BY filter",
            {**params, **self._days},
        )
        found = {row["filter"]: BitMap(as_numbers(row["numbers"])) for row in rows}
        return {one: found.get(one.value, BitMap()) for one in Happened}


async def first_day() -> date | None:
    """On which day the register told something for the first time; None while it tells nothing."""
    rows = await fetch("SELECT known_on FROM public_row WHERE seq = (SELECT min(seq) FROM public_row)", {})
    return as_date(rows[0]["known_on"]) if rows else None
