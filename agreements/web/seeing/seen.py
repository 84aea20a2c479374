"""What every page that shows the register otherwise needs of the selection that its address names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from litestar.exceptions import NotFoundException
from pyroaring import BitMap

from agreements.domain.filters import FILTERS
from agreements.domain.selection import Selection, StatusFilter
from agreements.http.asked_at import today_of
from agreements.http.paging import pages_near
from agreements.http.site import SiteRequest, texts_of
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.index import Found
from agreements.web.chips import chips
from agreements.web.pages import seeing
from agreements.web.query import Asked, address_of

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Seen:
    """A selection, what it holds, and on which page of it somebody is."""

    request: SiteRequest
    path: str
    asked: Asked
    """As the address says it."""
    selection: Selection
    """What is shown: that of the address, with what its path picks."""
    found: Found

    @property
    def running(self) -> BitMap:
        """What of it applies on the day."""
        return self.found.chosen & running_in(self.found)

    def part(self, count: int) -> tuple[int, int]:
        """From where and how many of so many stand on this page. Raises NotFoundException behind the last."""
        if self.asked.page > last_page(count):
            raise NotFoundException()
        return (self.asked.page - 1) * PER_PAGE, PER_PAGE

    def context(self, count: int) -> dict[str, Any]:
        """What templates need to tell which selection this is, and to lead on; `count` things are paged."""
        today, texts = today_of(self.request), texts_of(self.request)
        return {
            "selection": self.selection,
            "today": today,
            "page": self.asked.page,
            "page_links": list(_page_links(self, last_page(count), today)),
            "chips": chips(self.path, self.asked, texts, today),
            "ways": [(_led_on(path, self.selection, today), link, path == self.path) for path, link in seeing()],
        }


async def seen(request: SiteRequest, path: str, asked: Asked, selection: Selection) -> Seen:
    """Look up what a selection holds."""
    return Seen(request, path, asked, selection, await lists.find(selection))


def running_in(found: Found) -> BitMap:
    """What applies on the day, of the whole register."""
    return found.view.having(FILTERS["statuses"], (StatusFilter.ACTIVE,))


def last_page(count: int) -> int:
    """The number of the last page; one that is empty is a page too."""
    return max(1, -(-count // PER_PAGE))


def _page_links(on: Seen, pages: int, today: date) -> Iterator[tuple[int, str]]:
    """As `overview` has them: 0 stands for a gap."""
    for number in pages_near(on.asked.page, pages):
        yield number, address_of(on.path, replace(on.asked, page=number), today) if number else ""


def _led_on(path: str, selection: Selection, today: date) -> str:
    """The same selection, seen in another way."""
    return address_of(path, Asked(selection), today)
