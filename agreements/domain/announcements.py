"""What the register tells programs that asked for it: one row per kind of news about an agreement.

All of it follows from the public memory (rule 12): from an entry, or from a day that something public comes to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agreements.domain.wording import N_


class AnnouncementKind(StrEnum):
    """What happened to an agreement."""

    PLANNED = "planned"
    PUBLISHED = "published"
    CHANGED = "changed"
    BEGAN = "began"
    SUSPENDED = "suspended"
    SUCCEEDED = "succeeded"
    TERMINATED = "terminated"
    ENDED = "ended"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind, the word for it that machines read (it never changes), and what it means (a message id)."""

    kind: AnnouncementKind
    dutch: str
    label: str


KINDS: tuple[KindRow, ...] = (
    KindRow(AnnouncementKind.PLANNED, "voorgenomen", N_("A plan can be read")),
    KindRow(AnnouncementKind.PUBLISHED, "gepubliceerd", N_("Approved and public, for the first time or again")),
    KindRow(AnnouncementKind.CHANGED, "gewijzigd", N_("Something else about it changed")),
    KindRow(AnnouncementKind.BEGAN, "begonnen", N_("It applies from today")),
    KindRow(AnnouncementKind.SUSPENDED, "tijdelijk-gestopt", N_("It is or will be suspended")),
    KindRow(AnnouncementKind.SUCCEEDED, "opgevolgd", N_("A new agreement follows it")),
    KindRow(AnnouncementKind.TERMINATED, "opgezegd", N_("It was terminated")),
    KindRow(AnnouncementKind.ENDED, "afgelopen", N_("Yesterday was its last day")),
    KindRow(AnnouncementKind.CLOSED, "afgesloten", N_("It was closed")),
    KindRow(AnnouncementKind.WITHDRAWN, "ingetrokken", N_("It is no longer public")),
)
"""In the order of a life. Of one entry the most telling kind is announced, and that once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A piece of news. `number` counts all of them from 1 without a gap.

    `on` is the office's day that it is about, `at` when the register noted it, `entry` the number of the public entry
    that it rests on.
    """

    number: int
    id: str
    kind: AnnouncementKind
    reference: str
    on: date
    at: datetime
    entry: int


def id_of(kind: AnnouncementKind, on: date, entry_hash: str) -> str:
    """The id by which who is told it twice knows it again: it follows from the entry in the public memory, so a
    register that was put back from a copy gives what it tells again the same one, and nothing else."""
    return hashlib.sha256(f"{kind} {on.isoformat()} {entry_hash}".encode()).hexdigest()[:32]
