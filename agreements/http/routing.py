"""Routes that answer GET and HEAD alike (feeds and pages are asked for by both; RFC 9110 section 9.3.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import HttpMethod, route
from litestar.handlers import HTTPRouteHandler


def page_route(path: str | list[str], **options: Any) -> Callable[..., HTTPRouteHandler]:
    """Decorate the handler of something to look at."""
    return route(path, http_method=[HttpMethod.GET, HttpMethod.HEAD], status_code=200, **options)
