"""The overview: totals, search, filters, the table and the same selection as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.selection import Facets, Selection, Sorting, StatusFilter
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.storage import late_items, search
from agreements.texts import Texts
from agreements.web import withheld
from agreements.web.downloads import file_links
from agreements.web.public_records import asked_by, one_page
from agreements.web.query import Asked, is_filtered, write_query

PER_PAGE = 25


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
    asked = asked_by(request)

    async def make() -> bytes:
        return rendered(request, "overview.html", await _context(request, asked))

    return await public_page(request, make)


async def _context(request: SiteRequest, asked: Asked) -> dict[str, Any]:
    site, selection, texts = site_of(request), asked.selection, texts_of(request)
    today = site.read_moment().today
    count = await search.count(selection)
    pages = max(1, -(-count // PER_PAGE))
    if asked.page > pages:
        raise NotFoundException()
    everything = Selection(on_day=selection.on_day, is_past=selection.is_past)
    is_all = not is_filtered(selection)
    return {
        "selection": selection,
        "today": today,
        "count": count,
        "records": await one_page(selection, site, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE),
        "withheld": await withheld.lines(selection, site) if asked.page == pages else [],
        "page": asked.page,
        "page_links": _page_links(asked, pages, request),
        "totals": (await search.facets(everything)).statuses,
        "attention": await late_items.of_public(today) if is_all and selection.on_day == today else None,
        "is_all": is_all,
        "has_filters": is_filtered(replace(selection, words="")),
        "groups": _groups(await search.facets(selection), selection, texts),
        "sorts": _sorts(selection, request),
        "chips": _chips(selection, texts, request),
        "files": sorted(file_links(texts, write_query(selection, today)), key=lambda file: not file.is_feed),
        "language_asked": asked.language,
        "host": site.settings.base_url.split("://", 1)[1],
        "base_url": site.settings.base_url,
        "municipality": PartyKind.MUNICIPALITY,
    }


def _groups(facets: Facets, selection: Selection, texts: Texts) -> tuple[FilterGroup, ...]:
    status_words = [(status.value, slug(status), texts.word(status)) for status in StatusFilter]
    counts = dict(facets.statuses)
    counts["active"] = counts.get("active", 0) + counts.get("ends_soon", 0)
    kinds = [(kind.value, slug(kind), texts.word(kind)) for kind in AgreementKind]
    partner_kinds = [(kind.value, slug(kind), texts.word(kind)) for kind in PartyKind]
    departments = [(name, name, name) for name in _all(facets.departments, selection.departments)]
    themes = [(name, name, name[:1].upper() + name[1:]) for name in _all(facets.themes, selection.themes)]
    return tuple(
        FilterGroup(heading, _choices(PARAMETERS[field], words, found, frozenset(map(str, getattr(selection, field)))))
        for heading, field, words, found in (
            (texts("Status"), "statuses", status_words, counts),
            (texts("Department"), "departments", departments, facets.departments),
            (texts("Kind of partner"), "partner_kinds", partner_kinds, facets.partner_kinds),
            (texts("Theme"), "themes", themes, facets.themes),
            (texts("Kind of agreement"), "kinds", kinds, facets.kinds),
        )
    )


def _all(counts: dict[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Names to choose from, also the chosen ones that nothing has."""
    return sorted({name for name in (*counts, *chosen) if name}, key=str.casefold)


def _choices(
    parameter: str, words: list[tuple[str, str, str]], counts: dict[str, int], chosen: frozenset[str]
) -> tuple[Choice, ...]:
    """A box for every word that would find something, and for those that are ticked."""
    return tuple(
        Choice(parameter, value, text, counts.get(key, 0), key in chosen)
        for key, value, text in words
        if counts.get(key) or key in chosen
    )


def _sorts(selection: Selection, request: SiteRequest) -> dict[str, tuple[str, str]]:
    """For each column its link (a second click turns the order round) and its `aria-sort`."""
    links = {}
    for sorting in (Sorting.TITLE, Sorting.DEPARTMENT, Sorting.ENDS_ON):
        is_current = selection.sorting is sorting
        turned = replace(selection, sorting=sorting, is_descending=is_current and not selection.is_descending)
        order = ("descending" if selection.is_descending else "ascending") if is_current else "none"
        links[sorting.value] = (_address(turned, request), order)
    return links


def _chips(selection: Selection, texts: Texts, request: SiteRequest) -> list[tuple[str, str]]:
    """What is filtered by, each with the address without it."""
    chips: list[tuple[str, str]] = []
    if selection.words:
        chips.append((f"“{selection.words}”", _address(replace(selection, words=""), request)))
    for field in ("statuses", "departments", "partners", "partner_kinds", "themes", "kinds"):
        values = getattr(selection, field)
        for value in values:
            rest: dict[str, Any] = {field: tuple(other for other in values if other != value)}
            chips.append((str(texts.shown(value)), _address(replace(selection, **rest), request)))
    if selection.ends_from:
        text = texts("ends on or after %(day)s", day=selection.ends_from)
        chips.append((text, _address(replace(selection, ends_from=None), request)))
    if selection.ends_until:
        text = texts("ends on or before %(day)s", day=selection.ends_until)
        chips.append((text, _address(replace(selection, ends_until=None), request)))
    return chips


def _page_links(asked: Asked, pages: int, request: SiteRequest) -> list[tuple[int, str]]:
    """First, last and those around the current page; 0 stands for a gap."""
    near = sorted({1, pages, *range(max(1, asked.page - 1), min(pages, asked.page + 1) + 1)})
    links: list[tuple[int, str]] = []
    for number in near:
        if links and number - links[-1][0] > 1:
            links.append((0, ""))
        links.append((number, _address(asked.selection, request, page=number)))
    return links if pages > 1 else []


def _address(selection: Selection, request: SiteRequest, page: int = 1) -> str:
    today = site_of(request).read_moment().today
    language = request.query_params.get("taal") or ""
    return "/" + write_query(selection, today, page=page, language=language)
