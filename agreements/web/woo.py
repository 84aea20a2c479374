"""The Woo-index: what organisaties.overheid.nl harvests of this register (Woo art. 3.3 and 3.3b).

robots.txt names the index, the index its sitemaps, and each of these the documents of some agreements. Only for an
organisation that has said who it is; without that the metadata would have no publisher.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from litestar import Response
from litestar.exceptions import NotFoundException

from agreements.domain.memory import ChainedEntry
from agreements.domain.selection import Selection, Sorting
from agreements.http.asked_at import today_of
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, site_of
from agreements.publication.woo.diwoo import Publisher, listed, listed_as_gone, sitemap_index, urlset
from agreements.storage.public_memory import entries, lists, rows
from agreements.storage.public_memory.index import Found
from agreements.web.public_records import asked_by, chunks, gone_by, told_in

INDEX: Final = "/sitemapindex-diwoo-infocat011.xml"
"""The name is prescribed: 011 are covenants."""
SITEMAP: Final = "/sitemap-diwoo-infocat011.xml"
PER_SITEMAP: Final = 1_000
"""Of 50,000 that are allowed, with 50 MB: so one is made in some tenths of a second and has some megabytes."""


@page_route(INDEX)
async def index(request: SiteRequest) -> Response[bytes]:
    """The sitemaps, each with the instant at which something in it changed last."""
    site = site_of(request)
    publisher_of(site)

    async def make() -> bytes:
        numbers = await _numbers(today_selection(request))
        some = [numbers[start : start + PER_SITEMAP] for start in range(0, max(1, len(numbers)), PER_SITEMAP)]
        changed = [await _last_change(part, site) for part in some]
        address = f"{site.settings.base_url}{SITEMAP}?pagina="
        return sitemap_index((f"{address}{page}", when) for page, when in enumerate(changed, start=1))

    return await conditional(request, await public_tag(request, INDEX), "application/xml", make)


@page_route(SITEMAP)
async def sitemap_of_documents(request: SiteRequest) -> Response[bytes]:
    """Some of the documents, by reference; those of what is not public any more stand at the end."""
    site, page = site_of(request), asked_by(request).page
    publisher = publisher_of(site)

    async def make() -> bytes:
        selection = today_selection(request)
        found = await lists.find(selection)
        start = (page - 1) * PER_SITEMAP
        if start and start >= found.count + len(found.view.beside.withheld):
            raise NotFoundException()
        shown = await lists.page(found, selection, limit=PER_SITEMAP, offset=start)
        urls = [url for numbers in chunks(shown) for url in await _listed(numbers, selection, site, publisher)]
        for numbers in chunks(_gone(found, start, PER_SITEMAP - len(shown))):
            urls += [listed_as_gone(one.line, publisher) for one in await gone_by(numbers, site)]
        return urlset(urls)

    return await conditional(request, await public_tag(request, SITEMAP, page), "application/xml", make)


def has_woo_index(site: Site) -> bool:
    """Whether there is one to name in robots.txt."""
    return bool(site.settings.organisation_id)


def publisher_of(site: Site) -> Publisher:
    """Who publishes. Raises `NotFoundException` while nobody has said."""
    settings = site.settings
    if not has_woo_index(site):
        raise NotFoundException()
    organisation = (settings.organisation_id, settings.organisation_name)
    return Publisher(organisation=organisation, basis=settings.woo_basis, zone=settings.zone)


def today_selection(request: SiteRequest) -> Selection:
    """All agreements of today, in the order in which sitemaps have them."""
    return Selection(on_day=today_of(request), sorting=Sorting.REFERENCE)


def _gone(found: Found, start: int, most: int) -> Sequence[int]:
    """Those that follow on the agreements, on a page that begins at `start` and has place for so many of them."""
    first = max(0, start - found.count)
    return found.view.beside.withheld[first : first + most]


async def _numbers(selection: Selection) -> list[int]:
    found = await lists.find(selection)
    return [*await lists.page(found, selection, limit=found.count), *found.view.beside.withheld]


async def _last_change(numbers: Sequence[int], site: Site) -> datetime:
    """Of an empty sitemap: now, until there is something in it."""
    return max((when for _, when in await rows.changed(numbers)), default=site.read_moment().now)


async def _listed(numbers: Sequence[int], selection: Selection, site: Site, publisher: Publisher) -> list[str]:
    some = await entries.by_number(numbers)

    def read(entry: ChainedEntry) -> str:
        return listed(told_in(entry, entry.seq).record(selection.on_day, site), publisher)

    return await asyncio.to_thread(lambda: list(map(read, some)))
