"""The public memory says what the agreements say: its own chain, the heads in the trail, and the last entry of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreements.domain.errors import RegisterChanged
from agreements.domain.memory import MemoryReader
from agreements.domain.record import Record
from agreements.publication.document import Document, from_json, to_json
from agreements.services.publish import Before, document_of
from agreements.services.remember import FILLED
from agreements.services.verifying.trail import Trail
from agreements.storage import agreements, mending
from agreements.storage.public_memory import entries
from agreements.storage.trail import inspection


async def check_memory(trail: Trail) -> None:
    """Raises `RegisterChanged` with the first entry that the register did not write, or agreement that it does not tell
    of as it is."""
    reader = MemoryReader()
    async for entry in entries.all_entries():
        reader.read(entry)
        if trail.memory.get(entry.seq, entry.hash) != entry.hash:
            raise RegisterChanged(about=f"public entry {entry.seq}", problem="it is not the one that its event made")
    if reader.seq != max(trail.memory, default=0):
        raise RegisterChanged(about=f"public entry {reader.seq}", problem="it is not the last that the history knows")
    is_filled = await mending.is_done(FILLED)
    async for numbers in inspection.pages_of_agreements():
        await _check_last(numbers, is_filled=is_filled)


async def _check_last(ids: Sequence[int], *, is_filled: bool) -> None:
    """The last entry of each against what it would be now; of before there was a memory some have none yet."""
    records = await agreements.load_ids(list(ids))
    told = await entries.last_of([record.agreement.reference for record in records.values()])
    for record in records.values():
        entry = told.get(record.agreement.reference)
        before = from_json(entry.record) if entry else None
        if before and entry and to_json(before) != entry.record:
            raise RegisterChanged(about=f"public entry {entry.seq}", problem="it was written in another way")
        if is_filled or before:
            await _compare(record, before)


async def _compare(record: Record, told: Document | None) -> None:
    now = await document_of(record.id, record.agreement, Before.of(told))
    if now and now.withheld and told and told.withheld:
        now = replace(now, withheld=replace(now.withheld, is_undestroyed=told.withheld.is_undestroyed))
    if now != told:
        about = record.agreement.reference
        raise RegisterChanged(about=about, problem="the public memory does not tell of it as it is")
