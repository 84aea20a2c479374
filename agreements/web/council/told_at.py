"""Since when the register tells the last of what it tells: the instant that a file of the council bears."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from agreements.http.asked_at import state_of
from agreements.http.site import SiteRequest
from agreements.storage.public_memory import entries


async def told_at(request: SiteRequest, day: date) -> datetime:
    """Of a register that tells nothing yet: the beginning of the day. Never the clock: the same state gives the same
    bytes."""
    seq = (await state_of(request)).told_seq
    if not seq:
        return datetime.combine(day, time(), tzinfo=UTC)
    return (await entries.by_number([seq]))[0].known_at
