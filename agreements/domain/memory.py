"""Rule 12: the public memory. What is public is written once, when it changes, and never replaced.

Each entry carries the hash of the one before, so that none can be changed, left out or moved unseen. The head of the
whole stands in the audit event of the change (rule 10).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from agreements.domain.errors import RegisterChanged

GENESIS = "0" * 64
"""What the first entry has as its predecessor."""


class EntryKind(StrEnum):
    """What an entry is to who follows the register."""

    PUBLISHED = "published"
    """It can be read from now on: for the first time, or again."""
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    """It is not public any more; the line that stays says so."""
    COUNTED = "counted"
    """How many approved agreements are not public changed. It is about no agreement: its reference is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A visible change of one agreement. `record` is what anyone may know of it from now on, as canonical JSON.

    `seq` counts all entries from 1 without a gap, `change` the visible changes of this agreement, in the same order:
    calendars go by it (RFC 5545 section 3.8.7.4). `known_on` is the day of `known_at` in the office.

    At the end of a past day an agreement is as the last entry of it tells that has no later `known_on`. All before that
    one were known as well, also those that a clock dated later which was ahead.
    """

    seq: int
    reference: str
    change: int
    kind: EntryKind
    known_at: datetime
    known_on: date
    record: str

    @property
    def sha256(self) -> str:
        """Of the record."""
        return hashlib.sha256(self.record.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedEntry(Entry):
    """An entry in its place."""

    previous: str
    hash: str


def entry_hash(entry: Entry, previous: str) -> str:
    """SHA-256 over the hash of the entry before, and every field; of the record its own SHA-256."""
    fields = [
        previous,
        entry.seq,
        entry.reference,
        entry.change,
        entry.kind.value,
        entry.known_at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.known_on.isoformat(),
        entry.sha256,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def chain(entry: Entry, previous: str) -> ChainedEntry:
    """Put `entry` behind the one whose hash is `previous`."""
    return ChainedEntry(**asdict(entry), previous=previous, hash=entry_hash(entry, previous))


class MemoryReader:
    """Recomputes the chain as its entries come by, one at a time, so that no memory is too long."""

    def __init__(self) -> None:
        """At the beginning."""
        self.seq = 0
        self.hash = GENESIS
        self._changes: dict[str, int] = {}

    def read(self, entry: ChainedEntry) -> None:
        """Take the next entry. Raises `RegisterChanged` when it is not the one that follows."""
        about, seq = f"public entry {self.seq + 1}", self.seq + 1
        if entry.seq != seq:
            raise RegisterChanged(about=about, problem="it is missing or out of order")
        if entry.previous != self.hash or entry_hash(entry, self.hash) != entry.hash:
            raise RegisterChanged(about=about, problem="it is not as it was written")
        if entry.change <= self._changes.get(entry.reference, 0):
            raise RegisterChanged(about=about, problem="its agreement had that change already")
        self.seq, self.hash = seq, entry.hash
        self._changes[entry.reference] = entry.change
