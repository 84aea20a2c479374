"""Addresses for machines: search engines and those who report a vulnerability."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from xml.sax.saxutils import escape

from litestar import Response

from agreements.domain.selection import Selection, Sorting
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.publication.cells import instant_text
from agreements.storage.public_memory import lists, rows
from agreements.web import plans, woo
from agreements.web.pages import PAGES

SITEMAP_LIMIT = 50_000
EXPIRES_AFTER = timedelta(days=180)
"""RFC 9116 section 2.5.5 recommends less than a year."""


@page_route("/robots.txt")
async def robots(request: SiteRequest) -> Response[bytes]:
    """Everything public may be found; calendars must not be blocked or they cannot be subscribed to."""
    site = site_of(request)
    sitemaps = ["/sitemap.xml", *([woo.INDEX] if woo.has_woo_index(site) else [])]
    named = (f"Sitemap: {site.settings.base_url}{path}" for path in sitemaps)
    lines = ("User-agent: *", "Disallow: /beheer", *named, "")

    async def make() -> bytes:
        return "\n".join(lines).encode()

    return await conditional(request, await public_tag(request, "robots"), "text/plain", make)


@page_route("/sitemap.xml")
async def sitemap(request: SiteRequest) -> Response[bytes]:
    """Every public page, so that agreements can be found (Woo art. 3.3)."""
    site = site_of(request)

    async def make() -> bytes:
        base_url = site.settings.base_url
        entries = [f"<url><loc>{escape(base_url + page.path)}</loc></url>" for page in PAGES]
        selection = Selection(on_day=site.read_moment().today, sorting=Sorting.REFERENCE)
        found = await lists.find(selection)
        entries += [
            f"<url><loc>{escape(f'{base_url}/afspraken/{reference}')}</loc>"
            f"<lastmod>{instant_text(changed_at)}</lastmod></url>"
            for reference, changed_at in await rows.changed(await lists.page(found, selection, limit=SITEMAP_LIMIT))
        ]
        planned = await plans.last(plans.in_files(found.view, selection), site)
        entries += [f"<url><loc>{escape(one.url)}</loc></url>" for one in planned if one.is_open]
        body = "\n".join(entries[:SITEMAP_LIMIT])
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{body}\n</urlset>\n"
        ).encode()

    return await conditional(request, await public_tag(request, "sitemap"), "application/xml", make)


@page_route("/.well-known/security.txt")
async def security_txt(request: SiteRequest) -> Response[bytes]:
    """Where to report a vulnerability (RFC 9116)."""
    site = site_of(request)
    settings = site.settings
    expires = datetime.combine(site.read_moment().today, time(), tzinfo=UTC) + EXPIRES_AFTER
    lines = (
        f"Contact: {settings.security_contact or f'{settings.base_url}/over#security'}",
        f"Expires: {instant_text(expires)}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.base_url}/.well-known/security.txt",
        f"Policy: {settings.base_url}/over#security",
        "",
    )

    async def make() -> bytes:
        return "\n".join(lines).encode()

    return await conditional(request, await public_tag(request, "security", lines), "text/plain", make)
