"""Is the service alive, and can it do its work? For the machines that watch over it; nothing in it is secret."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from litestar import Response

from agreements.storage.engine import bound_engine
from agreements.storage.errors import StorageError
from agreements.storage.migrate import pending
from agreements.storage.vital_signs import VitalSigns, vital_signs
from agreements.web.routing import page_route
from agreements.web.site import SiteRequest, site_of

_NO_STORE = {"Cache-Control": "no-store"}
TOO_LONG_SECONDS = 15 * 60
"""A quarter of an hour without a heartbeat, or with a message that waits: then somebody must look."""


@page_route("/health/live")
async def live() -> Response[dict[str, Any]]:
    """The process answers."""
    return Response({"status": "ok"}, headers=_NO_STORE)


@page_route("/health/ready")
async def ready(request: SiteRequest) -> Response[dict[str, Any]]:
    """The database answers and is up to date, the scheduler ticks, no message waits too long; else 503."""
    site = site_of(request)
    try:
        missing = await pending(bound_engine())
        signs = await vital_signs()
    except StorageError:
        return Response({"status": "unavailable", "database": "unreachable"}, status_code=503, headers=_NO_STORE)
    found = _findings(signs, site.read_moment().now, len(missing), scheduler=site.settings.scheduler)
    is_well = not missing and not found["late"]
    return Response(
        {"status": "ok" if is_well else "unavailable", **found},
        status_code=200 if is_well else 503,
        headers=_NO_STORE,
    )


def _findings(signs: VitalSigns, now: datetime, missing: int, *, scheduler: bool) -> dict[str, Any]:
    beat, oldest = _age(signs.last_beat_at, now), _age(signs.oldest_waiting_at, now)
    ages = {"last_scan_age_seconds": beat, "oldest_pending_seconds": oldest}
    is_late = any(age is not None and age > TOO_LONG_SECONDS for age in ages.values())
    return {"database": "ok", "migrations_missing": missing, **ages, "late": scheduler and is_late}


def _age(at: datetime | None, now: datetime) -> int | None:
    return None if at is None else max(0, int((now - at).total_seconds()))
