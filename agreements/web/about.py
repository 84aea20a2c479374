"""Pages that explain: what this register is, what its words mean, how to reuse its data, how accessible it is."""

from __future__ import annotations

from litestar import Response

from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import Filter, public_filters
from agreements.domain.selection import Selection, Sorting
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, address_in_language, site_of, texts_of
from agreements.publication.csv_file import COLUMNS
from agreements.publication.linked.offers import FEED_PATH
from agreements.web import catalogue
from agreements.web.api.edition import ROOT
from agreements.web.api.openapi import path_of
from agreements.web.api.routes import OPERATIONS
from agreements.web.counts import counts_by_ground
from agreements.web.desk.counts import figures_by_year
from agreements.web.downloads import file_links
from agreements.web.glossary import GLOSSARY


@page_route("/over")
async def about(request: SiteRequest) -> Response[bytes]:
    """What the register is, its rules, how many agreements are not public, and how quickly questions are answered."""
    site, address = site_of(request), address_in_language(request, "/over")

    async def make() -> bytes:
        counted = await counts_by_ground(Selection(on_day=today_of(request)))
        settings = site.settings
        context = {
            "has_security_contact": bool(settings.security_contact),
            "organisation_id": settings.organisation_id,
            "not_public": counted,
            "asked": await figures_by_year(today_of(request)),
        }
        return rendered(request, "about.html", context, address)

    at = await state_of(request)
    return await public_page(request, address, make, at.counted, at.asked)


@page_route("/uitleg")
async def explanation(request: SiteRequest) -> Response[bytes]:
    """The legal words, explained."""
    address = address_in_language(request, "/uitleg")

    async def make() -> bytes:
        return rendered(request, "explanation.html", {"glossary": GLOSSARY}, address)

    return await public_page(request, address, make)


@page_route("/open-data")
async def open_data(request: SiteRequest) -> Response[bytes]:
    """How to reuse the data, and the head of the chain that shows whether history was rewritten."""
    head, address = (await state_of(request)).published, address_in_language(request, "/open-data")

    async def make() -> bytes:
        texts = texts_of(request)
        context = {
            "base_url": site_of(request).settings.base_url,
            "files": file_links(texts),
            "catalogues": [(address, media_type) for address, (media_type, _) in catalogue.WRITTEN.items()],
            "stream": FEED_PATH,
            "columns": [(column.name, texts(column.meaning)) for column in COLUMNS],
            "filters": _alike(),
            "parameters": PARAMETERS,
            "slug": slug,
            "sortings": [slug(sorting) for sorting in Sorting],
            "head": head,
            "operations": [(ROOT + path_of(one), texts(one.summary)) for one in OPERATIONS],
            "questions_a_minute": texts.number(site_of(request).settings.api_per_minute),
        }
        return rendered(request, "open_data.html", context, address)

    return await public_page(request, address, make, head)


def _alike() -> dict[str, list[Filter]]:
    """The filters that do the same together, by what they do; one that is told by its codes stands by itself."""
    found: dict[str, list[Filter]] = {}
    for row in public_filters():
        found.setdefault(row.meaning or row.name, []).append(row)
    return found


@page_route("/toegankelijkheid")
async def accessibility(request: SiteRequest) -> Response[bytes]:
    """How accessible the site is and what to do when it is not, after the model of the Dutch government."""
    address = address_in_language(request, "/toegankelijkheid")

    async def make() -> bytes:
        return rendered(request, "accessibility.html", {"settings": site_of(request).settings}, address)

    return await public_page(request, address, make)
