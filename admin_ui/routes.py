"""Every address of beheer: what stands in its modules `…_pages`. All of them need a session and a form token, except
those marked `OPEN`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil

from litestar import Response, Router
from litestar.handlers import HTTPRouteHandler
from litestar.types import ControllerRouterHandler

import admin_ui
from admin_ui.imports.addresses import LISTS
from admin_ui.shell.assets import style_sheet
from admin_ui.shell.guards import require_right, require_session, require_token
from admin_ui.shell.middleware import SignedIn
from admin_ui.shell.refusals import EXCEPTION_HANDLERS, refusal_page
from agreements.http.of_this_register import InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest

TAKES_FILES = frozenset({LISTS})
"""Addresses to which files are sent, that are too large to wait for before it is clear who sends them."""


@page_route("/{rest:path}")
async def unknown_page(request: SiteRequest) -> Response[bytes]:
    """Anything else under /beheer: people who are not signed in cannot tell what exists."""
    return refusal_page(request, 404, "")


def admin_handlers() -> list[ControllerRouterHandler]:
    """Sessions sit on the router alone, so that public pages never see a cookie."""
    return [style_sheet, _beheer(_page_modules())]


def _page_modules() -> tuple[str, ...]:
    found = pkgutil.walk_packages(admin_ui.__path__, f"{admin_ui.__name__}.")
    return tuple(sorted(module.name for module in found if module.name.endswith("_pages")))


@functools.cache
def _beheer(modules: tuple[str, ...]) -> Router:
    return Router(
        path="/beheer",
        route_handlers=[*dict.fromkeys(handler for name in modules for handler in _handlers_in(name)), unknown_page],
        middleware=[InTheOffice(), SignedIn()],
        guards=[require_session, require_token, require_right],
        exception_handlers=EXCEPTION_HANDLERS,
    )


def _handlers_in(module: str) -> list[HTTPRouteHandler]:
    return [thing for thing in vars(importlib.import_module(module)).values() if isinstance(thing, HTTPRouteHandler)]
