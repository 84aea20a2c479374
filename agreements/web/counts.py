"""How many agreements are not public, where residents look for it."""

from __future__ import annotations

from agreements.domain.record import NotPublic
from agreements.domain.selection import Selection
from agreements.publication.counts import counts_from_json
from agreements.storage.public_memory import entries


async def counts_by_ground(selection: Selection) -> tuple[NotPublic, ...]:
    """In the order of the law, those of before the ground was kept last; as it is now, or was known on a past day.

    What a selection picks does not count: who chooses by party or department would learn where they belong.
    """
    told = await entries.last_count(selection.on_day if selection.is_past else None)
    return counts_from_json(told.record) if told else ()
