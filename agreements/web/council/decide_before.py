"""What can still be decided about the end of agreements, by which day, and what happens if nobody decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.domain.period import Period, quarter
from agreements.domain.selection import Selection, Value
from agreements.domain.term import FIRST_DAY, LAST_DAY, ONE_DAY
from agreements.http.asked_at import today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.paging import pages_near
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.publication.in_list import InList
from agreements.publication.shapes import shapes
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.marked import page_by_day
from agreements.web.council.narrowing import narrowing
from agreements.web.public_records import asked_by, lines_of
from agreements.web.query import Asked, address_of, write_query

PATH: Final = "/besluit-voor"
PER_PAGE: Final = 25
_MARK: Final = "decide_by"
_BOUNDS: Final = ("decide_from", "decide_until")


@dataclass(frozen=True, slots=True)
class ToDecide:
    """An agreement, and the last day to decide about its end."""

    decide_by: date
    line: InList


@page_route(PATH)
async def decide_before(request: SiteRequest) -> Response[bytes]:
    """What can still be decided in the rest of this quarter, or between the days that were asked for."""
    asked = asked_by(request)
    address = address_of(PATH, asked, today_of(request))

    async def make() -> bytes:
        return rendered(request, "decide_before.html", await _context(request, asked), address)

    return await public_page(request, address, make)


async def _context(request: SiteRequest, asked: Asked) -> dict[str, Any]:
    today, period = today_of(request), period_of(asked.selection)
    selection = _between(asked.selection, period)
    found = await lists.find(selection)
    # What ended without a decision asks for none any more.
    among = found.chosen - found.view.over
    pages = max(1, -(-len(among) // PER_PAGE))
    if asked.page > pages:
        raise NotFoundException()
    days = await page_by_day(among, _MARK, period, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE)
    lines = await lines_of(found, [one.seq for one in days])
    numbers = pages_near(asked.page, pages)
    return {
        "selection": asked.selection,
        "today": today,
        "period": period,
        "is_running": period.from_on <= asked.selection.on_day <= period.until_on,
        "count": len(among),
        "to_decide": [ToDecide(one.day, line) for one, line in zip(days, lines, strict=True)],
        "page": asked.page,
        "page_links": [(one, address_of(PATH, replace(asked, page=one), today) if one else "") for one in numbers],
        "quarters": [(one, _address(asked, one, today)) for one in _around(period)],
        "calendars": [(one.link, one.path + write_query(selection, today)) for one in shapes() if one.is_calendar],
        "host": site_of(request).settings.base_url.split("://", 1)[1],
        "narrowing": narrowing(asked, found.view, texts_of(request)),
    }


def period_of(selection: Selection) -> Period:
    """From the day that is asked about until the end of its quarter; or from and until the days that were asked for,
    where one of these alone is bounded by its own quarter."""
    first, last = (_day(selection.of(name)) for name in _BOUNDS)
    if first is None:
        first = selection.on_day if last is None or last >= selection.on_day else quarter(last).from_on
    if last is None:
        last = quarter(first).until_on
    return Period(first, max(first, last))


def _day(values: tuple[Value, ...]) -> date | None:
    return values[0] if values and isinstance(values[0], date) else None


def _between(selection: Selection, period: Period) -> Selection:
    bounds: dict[str, tuple[Value, ...]] = dict(zip(_BOUNDS, ((period.from_on,), (period.until_on,)), strict=True))
    return selection.picking(**bounds)


def _around(period: Period) -> list[Period]:
    """The quarters before and after the one in which a period begins, as far as the calendar of the register goes."""
    own = quarter(period.from_on)
    days = (own.from_on - ONE_DAY, own.until_on + ONE_DAY)
    return [quarter(day) for day in days if FIRST_DAY <= day <= LAST_DAY]


def _address(asked: Asked, period: Period, today: date) -> str:
    """The page about another quarter; the running one has the plain address."""
    on_day = asked.selection.on_day
    is_own = on_day in period
    selection = asked.selection.picking(**dict.fromkeys(_BOUNDS, ())) if is_own else _between(asked.selection, period)
    return address_of(PATH, replace(asked, selection=selection, page=1), today)
