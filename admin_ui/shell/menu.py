"""The menu of beheer: a page says on its own route that it stands there, and which right it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from litestar.routes import HTTPRoute

from admin_ui.shell.guards import NEEDS
from admin_ui.sign_in.sessions import Visitor
from agreements.domain.roles import Action, may
from agreements.http.site import SiteRequest, path_of

MENU = "in_menu"
"""Key in a handler's `opt`: its `InMenu`."""


@dataclass(frozen=True, slots=True)
class InMenu:
    """The words (a message id) and the place among the others."""

    label: str
    place: int
    with_pages_below: bool = False
    """The pages below its address belong to it, but for those that stand in the menu themselves."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu as somebody sees it."""

    address: str
    label: str
    is_current: bool


def menu_for(request: SiteRequest, visitor: Visitor) -> list[MenuLine]:
    """The pages that this person may open, in their order."""
    found = sorted(_entries(request), key=lambda entry: entry[1].place)
    asked = path_of(request)
    at = max((address for address, entry, _ in found if _is_at(asked, address, entry)), key=len, default="")
    return [
        MenuLine(address, entry.label, address == at)
        for address, entry, needs in found
        if needs is None or may(visitor.actor, needs)
    ]


def _entries(request: SiteRequest) -> Iterator[tuple[str, InMenu, Action | None]]:
    for route in request.app.routes:
        if isinstance(route, HTTPRoute) and (found := route.route_handler_map.get("GET")):
            handler, _ = found
            if entry := handler.opt.get(MENU):
                yield route.path, entry, handler.opt.get(NEEDS)


def _is_at(asked: str, address: str, entry: InMenu) -> bool:
    return asked == address or (entry.with_pages_below and asked.startswith(f"{address}/"))
