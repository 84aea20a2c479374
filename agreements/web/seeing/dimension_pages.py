"""The two pages of each dimension: all its values, and what there is of one of them."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from agreements.domain.content import Content
from agreements.domain.vocabulary import PartyKind
from agreements.http.asked_at import today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.storage.public_memory import lists
from agreements.web.detail import NARROW, WIDE
from agreements.web.flow_diagram import draw
from agreements.web.public_records import asked_by, lines_of, told_by
from agreements.web.query import address_of
from agreements.web.seeing.counts import Count, counts_of
from agreements.web.seeing.dimensions import BY_FILTER, DIMENSIONS, Dimension
from agreements.web.seeing.seen import Seen, seen
from agreements.web.seeing.sharing import arrows, sharing, ways

_FIRST = 8
"""So many values of another dimension stand on the page of a value; the others are one link away."""


@functools.cache
def dimension_handlers() -> tuple[HTTPRouteHandler, ...]:
    """Every page."""
    return tuple(make(dimension) for dimension in DIMENSIONS for make in (_all_values, _one_value))


def _all_values(dimension: Dimension) -> HTTPRouteHandler:
    @page_route(dimension.path, name=dimension.path)
    async def values(request: SiteRequest) -> Response[bytes]:
        asked = asked_by(request)
        address = address_of(dimension.path, asked, today_of(request))

        async def make() -> bytes:
            on = await seen(request, dimension.path, asked, asked.selection)
            return rendered(request, "seen_values.html", await _values_context(on, dimension), address)

        return await public_page(request, address, make)

    return values


def _one_value(dimension: Dimension) -> HTTPRouteHandler:
    @page_route(dimension.path + "/{value:str}", name=f"{dimension.path}/")
    async def one(request: SiteRequest, value: FromPath[str]) -> Response[bytes]:
        told = asked_by(request)
        asked = replace(told, selection=told.selection.picking(**{dimension.filter_name: ()}))
        path = dimension.address(value)
        address = address_of(path, asked, today_of(request))

        async def make() -> bytes:
            picked = asked.selection.picking(**{dimension.filter_name: (value,)})
            on = await seen(request, path, asked, picked)
            return rendered(request, "seen_value.html", await _value_context(on, dimension, value), address)

        return await public_page(request, address, make)

    return one


async def _values_context(on: Seen, dimension: Dimension) -> dict[str, Any]:
    own = site_of(on.request).settings.organisation_name if dimension.is_partner else ""
    counts = await counts_of(on.found, dimension.filter, but=own)
    start, limit = on.part(len(counts))
    shown = counts[start : start + limit]
    kinds = await _kinds(shown) if dimension.is_partner else {}
    running = [one for one in counts if one.running]
    return {
        **on.context(len(counts)),
        "dimension": dimension,
        "conclusion": texts_of(on.request).plural(*dimension.conclusion, len(running)),
        "counts": shown,
        "most": max((one.running for one in counts), default=0) or 1,
        "kinds": kinds,
        "links": _links(on, dimension, shown),
    }


def _links(on: Seen, dimension: Dimension, counts: list[Count]) -> dict[str, str]:
    """The page of each value, with whatever else is picked."""
    rest = replace(on.asked, page=1, language="", selection=on.selection.picking(**{dimension.filter_name: ()}))
    query = address_of("", rest, today_of(on.request))
    return {one.name: _joined(dimension.address(one.name), query) for one in counts}


def _joined(address: str, query: str) -> str:
    return address + (query.replace("?", "&", 1) if "?" in address else query)


async def _kinds(counts: list[Count]) -> dict[str, PartyKind]:
    """What kind of organisation each partner is, by one of its agreements."""
    told = await told_by(sorted({one.example for one in counts}))
    parties = [party for one in told if one.document.published for party in one.document.published.content.parties]
    return {party.name: party.kind for party in parties}


async def _value_context(on: Seen, dimension: Dimension, value: str) -> dict[str, Any]:
    """Raises NotFoundException for what no public agreement has, and alike for what only drafts have."""
    view = on.found.view
    if not view.holding(dimension.filter).get(value, on.running) & view.shown:
        raise NotFoundException()
    start, limit = on.part(on.found.count)
    numbers = await lists.page(on.found, on.selection, limit=limit, offset=start)
    contents = await _contents(numbers) if dimension.is_partner else []
    return {
        **on.context(on.found.count),
        "dimension": dimension,
        "value": value,
        "conclusion": texts_of(on.request).plural(*dimension.of_one, len(on.running)),
        "count": on.found.count,
        "records": await lines_of(on.found, numbers),
        "sharing": [sharing(content, value) for content in contents],
        **_drawn(contents, value),
        "beside": [await _beside(on, BY_FILTER[name]) for name in dimension.beside],
    }


async def _contents(numbers: list[int]) -> list[Content]:
    return [one.document.published.content for one in await told_by(numbers) if one.document.published]


def _drawn(contents: list[Content], partner: str) -> dict[str, Any]:
    found = ways(contents, partner)
    pairs, own = arrows(found), frozenset([partner])
    drawn = [("wide", draw(pairs, own, WIDE)), ("narrow", draw(pairs, own, NARROW))] if pairs else []
    kind = next((party.kind for content in contents for party in content.parties if party.name == partner), None)
    return {"flows": found, "pictures": drawn, "kind": kind}


async def _beside(on: Seen, dimension: Dimension) -> dict[str, Any]:
    """The values of another dimension that stand most often beside this one."""
    own = site_of(on.request).settings.organisation_name if dimension.is_partner else ""
    counts = await counts_of(on.found, dimension.filter, but=own)
    rest = replace(on.asked, page=1, language="", selection=on.selection)
    return {
        "dimension": dimension,
        "counts": counts[:_FIRST],
        "more": len(counts[_FIRST:]),
        "links": {one.name: dimension.address(one.name) for one in counts[:_FIRST]},
        "all": address_of(dimension.path, rest, today_of(on.request)),
    }
