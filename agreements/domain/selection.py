"""Which agreements somebody wants to see: one set of conditions for pages, downloads, feeds and API."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from agreements.domain.vocabulary import AgreementKind, PartyKind


class StatusFilter(StrEnum):
    """What can be asked for; `ends_soon` are active ones that end within 90 days, and count as active too."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    ENDS_SOON = "ends_soon"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    CLOSED = "closed"


class Sorting(StrEnum):
    """Columns to sort by; `running` is by end date too, with what has ended behind what still runs."""

    RUNNING = "running"
    ENDS_ON = "ends_on"
    STARTS_ON = "starts_on"
    TITLE = "title"
    DEPARTMENT = "department"
    REFERENCE = "reference"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Conditions that all hold; empty ones do not count. `on_day` is the day the register is shown for."""

    on_day: date
    is_past: bool = False
    """Whether `on_day` lies before today: then each agreement is shown in the version of that day."""
    words: str = ""
    statuses: tuple[StatusFilter, ...] = ()
    departments: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    partner_kinds: tuple[PartyKind, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[AgreementKind, ...] = ()
    ends_from: date | None = None
    ends_until: date | None = None
    sorting: Sorting = Sorting.RUNNING
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """How many agreements of the selection have each value; the counts of a filter leave that filter out."""

    statuses: dict[str, int] = field(default_factory=dict)
    departments: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    partner_kinds: dict[str, int] = field(default_factory=dict)
