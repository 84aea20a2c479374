"""The timeline: what runs, by its end, as bars beside each other; and how many end in each month to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from litestar import Response

from agreements.domain.filters import FILTERS
from agreements.domain.selection import Selection, StatusFilter
from agreements.domain.term import ONE_DAY
from agreements.http.asked_at import today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, texts_of
from agreements.publication.in_list import InList
from agreements.storage.public_memory import endings, lists
from agreements.storage.public_memory.endings import Month
from agreements.texts import Texts
from agreements.web.public_records import asked_by, lines_of
from agreements.web.query import Asked, address_of
from agreements.web.seeing.seen import Seen, seen

PATH: Final = "/tijdlijn"
MONTHS: Final = 36
"""The longest term there is: by then all that runs now has ended."""
WIDTH: Final = 1000
_HALF: Final = 3 * 366
"""So many days before and behind the day that is asked about are drawn: nothing runs longer by the rule of the term."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An agreement from its first day, where that is known, to its last; drawn from `x`."""

    record: InList
    starts_on: date | None
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class EndingMonth:
    """A month: what it is called, how many agreements end in it, and the address of these."""

    name: str
    count: int
    address: str


@page_route(PATH)
async def timeline(request: SiteRequest) -> Response[bytes]:
    """What runs of a selection; what was asked for with a status is shown whatever that is."""
    asked = asked_by(request)
    address = address_of(PATH, asked, today_of(request))

    async def make() -> bytes:
        picked = asked.selection.of("statuses") or (StatusFilter.ACTIVE,)
        on = await seen(request, PATH, asked, asked.selection.picking(statuses=picked))
        return rendered(request, "timeline.html", await _context(on), address)

    return await public_page(request, address, make)


async def _context(on: Seen) -> dict[str, Any]:
    start, limit = on.part(on.found.count)
    numbers = await lists.page(on.found, on.selection, limit=limit, offset=start)
    begun, day, texts = await endings.starts(numbers), on.selection.on_day, texts_of(on.request)
    records = await lines_of(on.found, numbers)
    months = _months(day)
    counted = await endings.by_month(on.found, months[0], _last_of(months[-1]))
    soon = on.found.chosen & on.found.view.having(FILTERS["statuses"], (StatusFilter.ENDS_SOON,))
    shown = list(_shown(months, counted, on.selection, texts, today_of(on.request)))
    return {
        **on.context(on.found.count),
        "count": on.found.count,
        "soon": len(soon),
        "bars": [bar(record, first, day) for record, first in zip(records, begun, strict=True)],
        "width": WIDTH,
        "here": WIDTH // 2,
        "months": shown,
        "most": max(one.count for one in shown) or 1,
    }


def bar(record: InList, starts_on: date | None, day: date) -> Bar:
    """Where an agreement is drawn, with the day asked about in the middle. Without a first day from the edge."""
    left = _place(starts_on, day) if starts_on else 0
    right = _place(record.last_day + ONE_DAY, day)
    return Bar(record, starts_on, min(left, WIDTH - 1), max(1, right - left))


def _place(on: date, day: date) -> int:
    return min(max(round(WIDTH / 2 * (1 + (on - day).days / _HALF)), 0), WIDTH)


def _months(day: date) -> list[date]:
    """The first days of the months, that of the day itself first."""
    return [date(day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1, 1) for n in range(MONTHS)]


def _last_of(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - ONE_DAY


def _shown(
    months: list[date], counted: Counter[Month], selection: Selection, texts: Texts, today: date
) -> Iterator[EndingMonth]:
    for first in months:
        within = selection.picking(ends_from=(first,), ends_until=(_last_of(first),))
        address = address_of("/", Asked(within), today)
        yield EndingMonth(texts.month(first), counted[first.year, first.month], address)
