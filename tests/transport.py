"""httpx in front of the application, in the same process. Litestar is an ASGI application, in types of its own."""

from __future__ import annotations

from typing import Any

import httpx
from litestar import Litestar

from agreements.http.quick_road import QuickRoad


def transport_to(app: Litestar, **options: Any) -> httpx.ASGITransport:
    """Requests go straight to the application."""
    return httpx.ASGITransport(app, **options)  # type: ignore[arg-type]


def road_of(app: Litestar) -> QuickRoad:
    """Where an application remembers what it answered."""
    inside: Any = app.asgi_handler
    while not isinstance(inside, QuickRoad):
        inside = inside._app
    return inside
