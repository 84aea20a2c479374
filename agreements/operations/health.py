"""Is the service alive, and can it do its work? For the machines that watch over it.

Everybody may ask whether all is well; how much waits and for how long is for who bears the key of monitors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from litestar import Response

from agreements.domain.liveness import is_silent
from agreements.http.of_this_register import InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.http.visitor import is_monitor
from agreements.publication.projection import shape
from agreements.storage.database.engine import bound_engine
from agreements.storage.database.errors import NewerSchema, StorageError
from agreements.storage.database.migrate import pending
from agreements.storage.liveness import SignsOfLife, signs_of_life
from agreements.storage.public_memory import entries, rows

_NO_STORE = {"Cache-Control": "no-store"}
_UNREACHABLE = {"database": "unreachable"}
_FULL = {"database": "disk full"}
_OLDER_NODE = {"note": "the database is newer than this node, which still works; upgrade it"}


@page_route("/health/live")
async def live() -> Response[dict[str, Any]]:
    """The process answers."""
    return Response({"status": "ok"}, headers=_NO_STORE)


@page_route("/health/ready", middleware=[InTheOffice()])
async def ready(request: SiteRequest) -> Response[dict[str, Any]]:
    """The database answers and is up to date, the scheduler of this node does its work; else 503."""
    site = site_of(request)
    try:
        if not bound_engine().has_room():
            return _answer(request, is_well=False, found=_FULL)
        (missing, note), signs = await _schema(), await signs_of_life()
    except StorageError:
        return _answer(request, is_well=False, found=_UNREACHABLE)
    found = _readiness(signs, site.read_moment().now, len(missing), scheduler=site.settings.scheduler) | note
    return _answer(request, is_well=not missing and not found["late"], found=found)


@page_route("/health/ready")
async def ready_to_read(request: SiteRequest) -> Response[dict[str, Any]]:
    """The database answers and is up to date; else 503. For a node that serves the public alone."""
    try:
        missing, note = await _schema()
        told, made_by = await entries.head(), await rows.shape()
    except StorageError:
        return _answer(request, is_well=False, found=_UNREACHABLE)
    is_ours = made_by == shape()
    found = {"database": "ok", "migrations_missing": len(missing), "lists": "ok" if is_ours else "another version's"}
    return _answer(request, is_well=not missing and is_ours, found=found | {"last_entry": told.seq} | note)


async def _schema() -> tuple[list[str], dict[str, str]]:
    """What this node misses. Migrations only add: after one by a newer node this one still works, and says so."""
    try:
        return await pending(bound_engine()), {}
    except NewerSchema:
        return [], _OLDER_NODE


@page_route("/health/alerts", middleware=[InTheOffice()])
async def alerts(request: SiteRequest) -> Response[dict[str, Any]]:
    """Alerts are planned and sent, by whichever node; else 503. The same on every node, with a scheduler or without."""
    try:
        signs = await signs_of_life()
    except StorageError:
        return _answer(request, is_well=False, found=_UNREACHABLE)
    found = _heartbeat(signs, site_of(request).read_moment().now)
    return _answer(request, is_well=not found["late"], found=found)


def _readiness(signs: SignsOfLife, now: datetime, missing: int, *, scheduler: bool) -> dict[str, Any]:
    """A node is ready while the outbox is held: it is not the node that keeps the messages waiting."""
    liveness = signs.liveness
    is_late = (liveness.is_stalled(now) if liveness.held_since else liveness.is_late(now)) or any(
        is_silent(beat_at, now) for beat_at in signs.beats.values()
    )
    return {
        "database": "ok",
        "migrations_missing": missing,
        "last_scan_age_seconds": _age(min(signs.beats.values(), default=None), now),
        **_queue(signs, now),
        "late": scheduler and is_late,
    }


def _heartbeat(signs: SignsOfLife, now: datetime) -> dict[str, Any]:
    return {
        "database": "ok",
        "last_sweep_age_seconds": _age(signs.liveness.swept_at, now),
        "last_delivery_age_seconds": _age(signs.liveness.delivered_at, now),
        **_queue(signs, now),
        "held": signs.liveness.held_since is not None,
        "late": signs.liveness.is_late(now),
    }


def _queue(signs: SignsOfLife, now: datetime) -> dict[str, Any]:
    oldest = _age(signs.liveness.oldest_due_at, now)
    return {
        "oldest_pending_seconds": None if oldest is None else max(0, oldest),
        "oldest_retrying_seconds": _age(signs.liveness.trying_since, now),
        "waiting": signs.waiting,
        "retrying": signs.retrying,
        "failed": signs.failed,
    }


def _age(at: datetime | None, now: datetime) -> int | None:
    """In seconds; below zero for a time that lies ahead, because the clock was put back."""
    return None if at is None else int((now - at).total_seconds())


def _answer(request: SiteRequest, *, is_well: bool, found: Mapping[str, Any]) -> Response[dict[str, Any]]:
    status = "ok" if is_well else "unavailable"
    details = found if is_monitor(request) else {}
    return Response({"status": status, **details}, status_code=200 if is_well else 503, headers=_NO_STORE)
