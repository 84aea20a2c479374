"""What a public answer depends on beside its address and the settings: up to where the register goes, and the day.

Looked at once for each request, so that all of an answer is about one moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from litestar.types import Scope

from agreements.http.site import Site
from agreements.storage.public_memory.state import MemoryState, state

_PLACE = "agreements.asked_at"
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
        found = kept[_PLACE] = await now(site)
    return found


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
