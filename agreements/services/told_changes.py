"""Changes of the register in words: what entries of the public memory tell, as of some moment of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.domain.memory import ChainedEntry, EntryKind
from agreements.publication.change import Beside, Change, change_of
from agreements.publication.document import Document, from_json
from agreements.storage.public_memory import changes, entries
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class Moment:
    """The public memory as it held `upto` entries; of a past `day` what was known at its end."""

    upto: int
    day: date | None = None


async def told(numbers: Sequence[int], moment: Moment, texts: Texts) -> list[Change]:
    """What these entries tell, in this order."""
    asked = await entries.by_number(numbers)
    before = await changes.before_each(numbers)
    now = await now_of(sorted({entry.reference for entry in asked}), moment)
    return await asyncio.to_thread(_in_words, asked, before, now, texts)


async def now_of(references: Sequence[str], moment: Moment) -> dict[str, ChainedEntry]:
    """What is told of each agreement at this moment."""
    return await entries.at(references, moment.upto, moment.day)


def _in_words(
    asked: Sequence[ChainedEntry],
    before: Mapping[int, ChainedEntry],
    now: Mapping[str, ChainedEntry],
    texts: Texts,
) -> list[Change]:
    """Takes time: many entries stand beside each other, so each is read once."""
    read: dict[int, Document] = {}

    def document(entry: ChainedEntry | None) -> Document | None:
        if entry is None or entry.kind is EntryKind.COUNTED:
            return None
        if entry.seq not in read:
            read[entry.seq] = from_json(entry.record)
        return read[entry.seq]

    return [
        change_of(
            Beside(
                entry=one,
                document=document(one),
                before=document(before.get(one.seq)),
                now=document(now[one.reference]),
                now_since=now[one.reference].known_at,
                count_before=_count(before.get(one.seq)),
            ),
            texts,
        )
        for one in asked
    ]


def _count(before: ChainedEntry | None) -> str:
    return before.record if before and before.kind is EntryKind.COUNTED else ""
