"""The page where somebody makes a calendar address of their own, sees it once, and takes it back."""

from __future__ import annotations

from litestar import Response, post

from admin_ui.shell.guards import visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.calendar_feed import make_feed, revoke_feed
from agreements.storage.people import calendar_feeds

ADDRESS = "/beheer/agenda"


@page_route("/agenda", opt={MENU: InMenu(N_("Calendar"), 4)})
async def calendar_page(request: SiteRequest) -> Response[bytes]:
    """Whether there is an address, since when; the address itself cannot be shown again."""
    return await _page(request, "")


@post("/agenda", status_code=200)
async def make_calendar(request: SiteRequest) -> Response[bytes]:
    """Show the new address, this once: it stands in this answer only."""
    token = await make_feed(site_of(request).office(), visitor_of(request).actor)
    return await _page(request, f"{site_of(request).settings.base_url}/agenda/{token}.ics")


@post("/agenda/intrekken", status_code=303)
async def revoke_calendar(request: SiteRequest) -> Response[bytes]:
    """The address stops working."""
    await revoke_feed(site_of(request).office(), visitor_of(request).actor)
    return go(ADDRESS, "ingetrokken")


async def _page(request: SiteRequest, address: str) -> Response[bytes]:
    context = {
        "address": address,
        "since": await calendar_feeds.open_since(visitor_of(request).account.id),
        "is_revoked": request.query_params.get("gelukt") == "ingetrokken",
    }
    return page(request, "beheer/calendar.html", context)
