"""The public memory says what the agreements say: its own chain, the heads in the trail, and the last entry of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreements.domain.errors import RegisterChanged
from agreements.domain.memory import ChainedEntry, EntryKind, MemoryReader
from agreements.domain.record import NotPublic, Record
from agreements.publication.counts import counts_from_json, in_order
from agreements.publication.document import Document, from_json, to_json
from agreements.publication.projection import public_row, shape
from agreements.services.publish import Before, document_of
from agreements.services.rebuild import TOGETHER
from agreements.services.remember import COUNTED
from agreements.services.verifying.kept_pieces import KeptPieces
from agreements.services.verifying.trail import Trail
from agreements.storage import agreements, mending, not_public
from agreements.storage.public_memory import entries, rows, words
from agreements.storage.trail import inspection


async def check_memory(trail: Trail) -> None:
    """Raises `RegisterChanged` with the first entry that the register did not write, or agreement that it does not tell
    of as it is."""
    lists = _Lists(await KeptPieces.begun(), reads=await rows.shape() == shape())
    reader = MemoryReader()
    async for entry in entries.all_entries():
        reader.read(entry)
        await lists.read(entry)
        if trail.memory.get(entry.seq, entry.hash) != entry.hash:
            raise RegisterChanged(about=f"public entry {entry.seq}", problem="it is not the one that its event made")
    if reader.seq != max(trail.memory, default=0):
        raise RegisterChanged(about=f"public entry {reader.seq}", problem="it is not the last that the history knows")
    await lists.check_all()
    is_filled = await mending.is_done(COUNTED)
    if is_filled and in_order(await not_public.counts()) != await _told_count():
        raise RegisterChanged(about="the public memory", problem="it does not tell how many are not public")
    async for numbers in inspection.pages_of_agreements():
        await _check_last(numbers, is_filled=is_filled)


class _Lists:
    """What lists read is what follows from the entries; some entries at a time."""

    def __init__(self, pieces: KeptPieces, *, reads: bool) -> None:
        """`reads` is False while an earlier release made what is there: it is made anew before anybody reads it."""
        self._pieces, self._reads = pieces, reads
        self._waiting: list[ChainedEntry] = []
        self._rows = 0
        self._spellings: dict[str, str] = {}

    async def read(self, entry: ChainedEntry) -> None:
        """Take the next entry. Raises `RegisterChanged` for one of which lists read something else."""
        if entry.kind is not EntryKind.COUNTED:
            self._waiting.append(entry)
        if len(self._waiting) == TOGETHER:
            await self._check()

    async def check_all(self) -> None:
        """At the end: the last entries, and that there is nothing without an entry."""
        await self._check()
        if self._reads and await rows.count() != self._rows:
            raise RegisterChanged(about="a row of the public lists", problem="no entry made it")
        known = sorted((word, word[::-1], written) for word, written in self._spellings.items())
        if self._reads and await words.spellings() != known:
            raise RegisterChanged(about="the words of the public lists", problem="they are not those of the entries")
        await self._pieces.check_all()

    async def _check(self) -> None:
        waiting, self._waiting = self._waiting, []
        stored = await rows.stored(waiting) if self._reads and waiting else {}
        for entry in waiting if self._reads else ():
            row, made = stored.get(entry.seq), public_row(entry)
            self._rows += rows.size(row.projected if row else made.projected)
            for word, written in made.spellings.items():
                self._spellings.setdefault(word, written)
            if row is None or not row.fits(entry, made.projected):
                raise RegisterChanged(about=f"public entry {entry.seq}", problem="lists read something else of it")
        last = {seq for seq, row in stored.items() if row.next_known_on is None}
        await self._pieces.check(waiting if self._reads else (), last)


async def _told_count() -> tuple[NotPublic, ...]:
    last = await entries.last_count()
    return counts_from_json(last.record) if last else ()


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
