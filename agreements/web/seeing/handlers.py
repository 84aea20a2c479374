"""The addresses of the pages that show the register otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from litestar.handlers import HTTPRouteHandler

from agreements.web.seeing.dimension_pages import dimension_handlers
from agreements.web.seeing.streams import streams
from agreements.web.seeing.timeline import timeline


def seeing_handlers() -> Iterator[HTTPRouteHandler]:
    """All of them."""
    yield timeline
    yield streams
    yield from dimension_handlers()
