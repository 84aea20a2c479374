"""What a public answer depends on beside its address and the settings: up to where the register goes, and the day.

Looked at once for each request, so that all of an answer is about one moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from litestar.types import Scope

from agreements.http.site import Site, SiteRequest, site_of
from agreements.storage.public_memory.state import MemoryState, state

_PLACE = "agreements.asked_at"
_TODAY = "agreements.today"
_KEPT = "agreements.kept"


@dataclass(frozen=True, slots=True)
class AskedAt:
    """Equal ones get the same answer to the same question."""

    state: MemoryState
    today: date


async def asked_at(scope: Scope, site: Site) -> AskedAt:
    """That of this request; looked at when it is first asked for. Raises storage errors."""
    kept = cast(dict[str, Any], scope)
    found: AskedAt | None = kept.get(_PLACE)
    if found is None:
        today = _today(scope, site)
        found = kept[_PLACE] = AskedAt(await state(), today)
    return found


async def state_of(request: SiteRequest) -> MemoryState:
    """Up to where the register goes for this request. Raises storage errors."""
    return (await asked_at(request.scope, site_of(request))).state


def today_of(request: SiteRequest) -> date:
    """The day of the office for this request, also when midnight comes while it is answered."""
    return _today(request.scope, site_of(request))


def _today(scope: Scope, site: Site) -> date:
    kept = cast(dict[str, Any], scope)
    if _TODAY not in kept:
        kept[_TODAY] = site.read_moment().today
    today: date = kept[_TODAY]
    return today


async def now(site: Site) -> AskedAt:
    """That of whoever asks now. The day is looked at first: an answer of before midnight is none of the day after."""
    today = site.read_moment().today
    return AskedAt(await state(), today)


def mark_kept(scope: Scope, at: AskedAt, tag: str) -> None:
    """Say that whoever asks the same at the same moment may have the same answer."""
    cast(dict[str, Any], scope)[_KEPT] = (at, tag)


def kept_as(scope: Scope) -> tuple[AskedAt, str] | None:
    """From which moment an answer is, and its tag, when it was marked."""
    found: tuple[AskedAt, str] | None = cast(dict[str, Any], scope).get(_KEPT)
    return found
