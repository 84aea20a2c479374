"""What lists of the public register need of an entry of the public memory (rule 12), beside its record.

All of it follows from the record, so it can be thrown away and made anew; nothing else may be read to make it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from agreements.domain.memory import Entry

FOREVER = date.max
"""The last day of what holds until something changes."""


class Shows(StrEnum):
    """What residents can read of an agreement under an entry."""

    AGREEMENT = "agreement"
    WITHHELD = "withheld"
    """That it is not public any more."""
    PLAN = "plan"
    """Only that there is, or was, a plan."""


class Mark(NamedTuple):
    """A value by which a filter (`filters.FILTERS`) finds an agreement, whatever the day."""

    filter: str
    value: str


class Span(NamedTuple):
    """A fact that holds from a day until a day, both included. Each fact has one row of the next table."""

    fact: str
    value: str
    from_on: date
    until_on: date


class Waiting(NamedTuple):
    """An open deadline of which residents are told once `since` has passed."""

    kind: str
    subject: str
    since: date


class Words(NamedTuple):
    """The words by which it is found (`searching.stored`)."""

    words: str


class Piece(NamedTuple):
    """Part of what the file of a shape holds of an agreement, in a language, from a day until a day, both included.

    `part` is its place among those of the same day, from 0; behind each other they are the whole.
    """

    shape: str
    language: str
    part: int
    from_on: date
    until_on: date
    body: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the register is: its public address, and the IANA name of the zone of its days. Calendars hold both."""

    base_url: str
    zone: str


@dataclass(frozen=True, slots=True)
class MadeBy:
    """By what pieces are made. Those of which any of it is another one may be other bytes, and are not read."""

    edition: str
    """Of the program, as far as it makes pieces."""
    place: Place


KEY_DAY = "key_day"
"""The marks by which days of agreements are found; their values begin with the day (`publication.key_days`)."""
STATUSES = "statuses"
"""The fact by which the filter of that name finds: values of `StatusFilter`."""
LATE = "late"
"""The fact that something is late, with a `Late` value."""


class Late(StrEnum):
    """What is late of an agreement in a list."""

    REVIEW = "review"
    DESTRUCTION = "destruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """What follows from one record. Days are None where it shows no agreement, or there is no plan."""

    shows: Shows
    title: str = ""
    title_order: str = ""
    """By which titles are sorted: without case and accents."""
    department_order: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    last_day: date | None = None
    plan_until: date | None = None
    """The last day to react to the last plan, open or not."""
    plan_ended_on: date | None = None
    plan_ending: str = ""
    line: str = ""
    """What a list shows of it, as JSON."""
    marks: tuple[Mark, ...] = ()
    spans: tuple[Span, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    words: tuple[Words, ...] = ()
    """One; none where it shows no agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """An entry with what follows from it."""

    entry: Entry
    projected: Projected
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Words of it that can be proposed to who made a typing error, each with how it is written."""


@dataclass(frozen=True, slots=True)
class Step:
    """An entry about an agreement: what residents can read under it, and what they could before (None: nothing)."""

    seq: int
    reference: str
    known_at: datetime
    shows: Shows
    before: Shows | None
