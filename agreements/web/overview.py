"""The overview: totals, search, filters, the table and the same selection as files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from litestar import Response
from litestar.exceptions import NotFoundException
from markupsafe import Markup

from agreements.domain.deadlines import KINDS
from agreements.domain.deadlines.row import ToldLate
from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import Filter, FilterKind, held_by, public_filters
from agreements.domain.selection import Selection, Sorting
from agreements.domain.wording import N_
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import kept_part, public_page
from agreements.http.page import page, rendered
from agreements.http.paging import pages_near
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, site_of, texts_of
from agreements.publication.withheld_record import WithheldRecord
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.beside import LateOnes
from agreements.storage.public_memory.index import Found, View
from agreements.storage.public_memory.meant import meant_by
from agreements.texts import Texts
from agreements.web import plans
from agreements.web.chips import chips
from agreements.web.counts import counts_by_ground
from agreements.web.downloads import file_links
from agreements.web.mistyped import read_form
from agreements.web.pages import seeing
from agreements.web.public_records import gone_by, one_page
from agreements.web.query import Asked, address_of, is_filtered, write_query
from agreements.web.tiles import FIGURES_OF_THEIR_OWN, tiles

PER_PAGE = 25
_Shown = Mapping[str, Any]
_Attention = list[tuple[ToldLate, LateOnes]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick."""

    name: str
    value: str
    text: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """The boxes of one filter, open when one of them is ticked."""

    heading: str
    choices: tuple[Choice, ...]

    @property
    def is_open(self) -> bool:
        """Whether to show the boxes at once."""
        return any(choice.is_chosen for choice in self.choices)


@page_route("/")
async def overview(request: SiteRequest) -> Response[bytes]:
    """The register at a glance, or the part of it that somebody asks for."""
    asked, mistyped = read_form(request)
    if mistyped:
        shown = {**await _context(request, replace(asked, page=1)), "mistyped": mistyped}
        return page(request, "overview.html", shown, status=400, headers={"Cache-Control": "no-store"})
    address = address_of("/", asked, today_of(request))

    async def make() -> bytes:
        return rendered(request, "overview.html", {**await _context(request, asked), "mistyped": {}}, address)

    return await public_page(request, address, make, (await state_of(request)).counted)


async def _context(request: SiteRequest, asked: Asked) -> dict[str, Any]:
    site, selection, texts = site_of(request), asked.selection, texts_of(request)
    today = today_of(request)
    found = await lists.find(selection)
    pages = max(1, -(-found.count // PER_PAGE))
    if asked.page > pages:
        raise NotFoundException()
    is_all = not is_filtered(selection)
    attention = _attention(found.view) if is_all and selection.on_day <= today else []
    shown_plans = await plans.block(found.view, selection, site) if asked.page == 1 else plans.NO_PLANS
    return {
        "selection": selection,
        "today": today,
        "count": found.count,
        "meant": await _meant(found, asked, today),
        "records": await one_page(found, selection, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE),
        "withheld": await _withheld(found, site) if is_all and asked.page == pages else [],
        "plans": shown_plans,
        "page": asked.page,
        "page_links": _page_links(asked, pages, today),
        "totals_block": await _totals_block(request, found, selection, attention, shown_plans.open_count),
        "attention_block": await _attention_block(request, found.view, attention) if attention else "",
        "not_public_block": await _not_public_block(request, selection),
        "is_all": is_all,
        "groups_block": await _groups_block(request, found, selection),
        "days": [row for row in _offered() if row.is_day],
        "by_link": [row for row in public_filters() if not row.is_offered],
        "sorts": _sorts(asked, today),
        "ids": {**{row.parameter: row.name.replace("_", "-") for row in _offered()}, PARAMETERS["on_day"]: "on-day"},
        "orders": list(_orders(selection, texts)),
        "ways": [(address_of(path, Asked(selection), today), link, path == "/") for path, link in seeing()],
        "chips": chips("/", asked, texts, today),
        "files": sorted(file_links(texts, write_query(selection, today)), key=lambda file: not file.is_calendar),
        **_own_address(site),
    }


def _own_address(site: Site) -> dict[str, Any]:
    return {"host": site.settings.base_url.split("://", 1)[1], "base_url": site.settings.base_url}


async def _meant(found: Found, asked: Asked, today: date) -> tuple[str, str]:
    """What may have been meant by who finds nothing, and the address of it; both empty when there is no such thing."""
    selection = asked.selection
    words = await meant_by(found, selection) if not found.count and selection.of("words") else ""
    return words, _address(asked, today, selection.picking(words=(words,))) if words else ""


async def _withheld(found: Found, site: Site) -> list[WithheldRecord]:
    """The lines of what is not public any more, for who asks for everything: no word of theirs can be searched for."""
    return [one.line for one in await gone_by(found.view.beside.withheld, site)]


def _attention(view: View) -> _Attention:
    """For each kind of deadline that residents are told of when late: the words, and the agreements."""
    return [(row.told_late, view.beside.late[kind]) for kind, row in KINDS.items() if row.told_late]


async def _totals_block(
    request: SiteRequest, found: Found, selection: Selection, attention: _Attention, open_plans: int
) -> Markup:
    """The same on every page of what is found, in whatever order. Of a day to come nobody knows what will be late."""
    today = today_of(request)
    plain = Selection(on_day=selection.on_day, is_past=selection.is_past, picked=selection.picked)
    beside = [(told, late) for told, late in attention if told.anchor not in FIGURES_OF_THEIR_OWN and late.count]

    async def context() -> _Shown:
        return {
            "tiles": list(tiles(found, plain, today)),
            "open_plans": open_plans,
            "beside": beside,
            "is_all": not plain.picked,
        }

    view = found.view
    parts = (plain.picked, view.day, view.is_past, view.head, bool(attention), open_plans)
    return await _block(request, "_totals.html", context, *parts)


async def _attention_block(request: SiteRequest, view: View, attention: _Attention) -> Markup:
    async def context() -> _Shown:
        return {"attention": attention}

    return await _block(request, "_attention.html", context, view.day, view.head)


async def _groups_block(request: SiteRequest, found: Found, selection: Selection) -> Markup:
    """The boxes to tick: the same on every page of what is found, in whatever order."""

    async def context() -> _Shown:
        return {"groups": [_group(row, found, selection, texts_of(request)) for row in _offered() if row.is_list]}

    return await _block(request, "_groups.html", context, found.view.day, found.view.head, selection.picked)


async def _not_public_block(request: SiteRequest, selection: Selection) -> Markup:
    async def context() -> _Shown:
        return {"not_public": await counts_by_ground(selection), "is_overview": True}

    return await _block(request, "_not_public.html", context, selection.on_day, (await state_of(request)).counted)


async def _block(
    request: SiteRequest, template: str, context: Callable[[], Awaitable[_Shown]], *parts: object
) -> Markup:
    """A part that is the same on every page of a list: made once for all that it depends on, which `parts` tells."""
    texts = texts_of(request)

    async def make() -> bytes:
        return site_of(request).renderer.render(template, texts, await context()).encode()

    kept = await kept_part(request, make, template, texts.language, *parts)
    return Markup(kept.decode())  # noqa: S704 - a template made it


def _offered() -> tuple[Filter, ...]:
    return tuple(row for row in public_filters() if row.is_offered)


def _group(row: Filter, found: Found, selection: Selection, texts: Texts) -> FilterGroup:
    """A box for every word that would find something, and for those that are ticked."""
    counts, chosen = found.counts(row), frozenset(map(str, selection.of(row.name)))
    boxes = (
        Choice(row.parameter, value, text, sum(counts.get(one, 0) for one in held_by(row, [key])), key in chosen)
        for key, value, text in _words(row, counts, chosen, texts)
    )
    return FilterGroup(texts(row.label), tuple(box for box in boxes if box.count or box.is_chosen))


def _words(
    row: Filter, counts: Mapping[str, int], chosen: frozenset[str], texts: Texts
) -> Iterator[tuple[str, str, str]]:
    """What can be chosen: as it is counted, as it stands in an address, and as people read it."""
    if row.kind is FilterKind.CODES:
        yield from ((code.value, slug(code), texts.word(code)) for code in row.codes)
    for name in sorted({*counts, *chosen} - {""}, key=str.casefold) if row.kind is FilterKind.NAMES else ():
        yield name, name, name[:1].upper() + name[1:] if row.has_capital else name


def _sorts(asked: Asked, today: date) -> dict[str, tuple[str, str]]:
    """For each column its link (a second click turns the order round) and its `aria-sort`."""
    links, selection = {}, asked.selection
    for sorting in (Sorting.TITLE, Sorting.DEPARTMENT, Sorting.ENDS_ON):
        is_current = selection.sorting is sorting
        turned = replace(selection, sorting=sorting, is_descending=is_current and not selection.is_descending)
        order = ("descending" if selection.is_descending else "ascending") if is_current else "none"
        links[sorting.value] = (_address(asked, today, turned), order)
    return links


_ORDERS: Final = (
    (Sorting.RUNNING, False, N_("what still runs first, by end date")),
    (Sorting.ENDS_ON, False, N_("end date, earliest first")),
    (Sorting.ENDS_ON, True, N_("end date, latest first")),
    (Sorting.STARTS_ON, True, N_("start date, latest first")),
    (Sorting.TITLE, False, N_("name, from A to Z")),
    (Sorting.DEPARTMENT, False, N_("department, from A to Z")),
    (Sorting.UPDATED_AT, True, N_("last changed first")),
)
"""What the form offers to sort by; addresses and headings know the other way round of each too."""


def _orders(selection: Selection, texts: Texts) -> Iterator[tuple[str, str, bool]]:
    """The value of each, its words, and whether it is in use. One in use that is not offered stands behind the others,
    by its name: the form keeps it."""
    asked = (selection.sorting, selection.is_descending)
    for sorting, is_descending, words in _ORDERS:
        yield _order(sorting, is_descending), texts(words), asked == (sorting, is_descending)
    if asked not in [row[:2] for row in _ORDERS]:
        yield _order(*asked), _order(*asked), True


def _order(sorting: Sorting, is_descending: bool) -> str:
    return ("-" if is_descending else "") + slug(sorting)


def _page_links(asked: Asked, pages: int, today: date) -> list[tuple[int, str]]:
    """The pages that are offered with their addresses; 0 stands for a gap."""
    near = pages_near(asked.page, pages)
    return [(number, _address(asked, today, asked.selection, page=number) if number else "") for number in near]


def _address(asked: Asked, today: date, selection: Selection, page: int = 1) -> str:
    return address_of("/", replace(asked, selection=selection, page=page), today)
