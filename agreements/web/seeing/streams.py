"""Who gives data to whom in a selection, by kinds of organisations: a picture, and a table that says everything.

By kinds, for these are few: what goes between single parties is told on the pages of partners and agreements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar import Response

from agreements.domain.dutch import code
from agreements.domain.filters import FILTERS, Filter
from agreements.domain.vocabulary import PartyKind
from agreements.http.asked_at import today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, texts_of
from agreements.texts import Texts
from agreements.web.detail import NARROW, WIDE
from agreements.web.flow_diagram import NumberedFlows, draw
from agreements.web.public_records import asked_by
from agreements.web.query import Asked, address_of
from agreements.web.seeing.counts import Count, counts_of
from agreements.web.seeing.seen import Seen, seen
from agreements.web.seeing.sharing import MOST_ARROWS

PATH: Final = "/stromen"
BESIDE: Final = ("departments", "partner_kinds", "themes")
"""By what agreements are counted too, by the names of the filters."""
_FIRST = 12
"""So many values of each; the filters of the overview have all."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What goes from one kind of organisation to another: in how many agreements, and the addresses of these and of
    their data."""

    number: int
    provider: PartyKind
    recipient: PartyKind
    count: Count
    agreements: str
    data: str


@page_route(PATH)
async def streams(request: SiteRequest) -> Response[bytes]:
    """All pairs of kinds between which data go, those in most agreements first."""
    asked = asked_by(request)
    address = address_of(PATH, asked, today_of(request))

    async def make() -> bytes:
        on = await seen(request, PATH, asked, asked.selection)
        return rendered(request, "streams.html", await _context(on), address)

    return await public_page(request, address, make)


async def _context(on: Seen) -> dict[str, Any]:
    counts = await counts_of(on.found, FILTERS["streams"])
    start, limit = on.part(len(counts))
    shown = list(_streams(on, counts[start : start + limit], start))
    return {
        **on.context(len(counts)),
        "streams": shown,
        "most": max((one.running for one in counts), default=0) or 1,
        "running": len(on.running),
        "pictures": _pictures(shown, texts_of(on.request)),
        "beside": [await _beside(on, FILTERS[name]) for name in BESIDE],
    }


def _streams(on: Seen, counts: Sequence[Count], start: int) -> Iterator[Stream]:
    today = today_of(on.request)
    for number, count in enumerate(counts, start=start + 1):
        provider, recipient = (code(PartyKind, word) for word in count.name.split("-naar-"))
        picked = Asked(on.selection.picking(streams=(count.name,)))
        addresses = (address_of(path, picked, today) for path in ("/", "/gegevens"))
        yield Stream(number, provider, recipient, count, *addresses)


def _pictures(shown: Sequence[Stream], texts: Texts) -> list[tuple[str, Any]]:
    """Of the first ones; those between which nothing goes now are told in the table only."""
    pairs = [
        NumberedFlows(one.number, texts.word(one.provider), texts.word(one.recipient), ())
        for one in shown[:MOST_ARROWS]
        if one.count.running
    ]
    own = frozenset([texts.word(PartyKind.MUNICIPALITY)])
    return [("wide", draw(pairs, own, WIDE)), ("narrow", draw(pairs, own, NARROW))] if pairs else []


async def _beside(on: Seen, row: Filter) -> dict[str, Any]:
    counts = [one for one in await counts_of(on.found, row) if one.running]
    texts, today = texts_of(on.request), today_of(on.request)
    codes = {str(one): one for one in row.codes}
    shown = []
    for one in counts[:_FIRST]:
        value = codes.get(one.name, one.name)
        address = address_of("/", Asked(on.selection.picking(**{row.name: (value,)})), today)
        shown.append((texts.shown(value), one.running, address))
    return {
        "label": row.label,
        "name": f"by-{row.parameter}",
        "is_dutch": not row.codes,
        "counts": shown,
        "more": len(counts[_FIRST:]),
    }
