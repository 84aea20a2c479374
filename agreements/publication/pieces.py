"""What files hold of an entry of the public memory, kept beside it so that a file need not be shaped anew.

For each shape that is kept, in each language, and for each of its parts, a piece for every stretch of days on which
its bytes stay the same, from the day since which the entry is known: nobody reads it for an earlier one.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import agreements
from agreements.domain.deadlines.row import STAYS_CANCELLED
from agreements.domain.memory import Entry
from agreements.domain.projection import MadeBy, Piece, Place
from agreements.domain.record import Visible
from agreements.domain.term import ONE_DAY
from agreements.publication.document import from_json
from agreements.publication.projection import stretches, turning_days
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import Published
from agreements.publication.shape import Making, Shape, host_of
from agreements.publication.shapes import shapes
from agreements.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts

_PROGRAM: Final = Path(agreements.__file__).parent
_MADE_BY: Final = ("domain/**/*.py", "publication/**/*.py", "*.py", "locale/**/*.po")
_LIBRARY: Final = "icalendar"
_NO_TEXT: Final = "\0"
"""PostgreSQL keeps no text that holds this."""


@functools.cache
def edition() -> str:
    """What pieces of this release are made by: another one when they may come out in another way."""
    digest = hashlib.sha256(f"{_LIBRARY} {version(_LIBRARY)}".encode())
    for path in sorted(path for pattern in _MADE_BY for path in _PROGRAM.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def made_by(place: Place) -> MadeBy:
    """By what pieces of this release are made, for the register at this place."""
    return MadeBy(edition(), place)


def languages_of(row: Shape) -> tuple[str, ...]:
    """Those in which a shape is kept."""
    return LANGUAGES if row.speaks else (DEFAULT_LANGUAGE,)


def pieces_of(entry: Entry, place: Place) -> list[Piece]:
    """Every piece of an entry; none of one that shows no agreement. Raises pydantic's ValidationError when its record
    was damaged."""
    published = from_json(entry.record).published
    return sorted(_pieces(entry, published, place)) if published else []


def _pieces(entry: Entry, published: Published, place: Place) -> Iterator[Piece]:
    visible = Visible(entry.change, entry.known_at)
    first = public_record(published, entry.known_on, place.base_url, visible)
    days = sorted({entry.known_on, *(day for day in _days(published, first) if day > entry.known_on)})
    records = [public_record(published, day, place.base_url, visible) for day in days]
    for row in shapes():
        if row.kept:
            for language in languages_of(row):
                making = _making(place, language)
                made = [row.kept(one, replace(making, day=day)) for day, one in zip(days, records, strict=True)]
                yield from _of_shape(row.name, language, days, made)


def _days(published: Published, record: PublicRecord) -> Iterator[date]:
    """The days that can change a piece by coming: those that change what is shown, and those on which a calendar
    forgets what was cancelled."""
    yield from turning_days(published)
    yield record.nothing_to_decide_from
    cancelled = (record.nothing_to_decide_from, published.termination_decided_on)
    for day in (*cancelled, *(one.dropped_on for one in published.dropped_reviews)):
        if day and day < date.max - STAYS_CANCELLED:
            yield day + STAYS_CANCELLED + ONE_DAY


def _of_shape(shape: str, language: str, days: Sequence[date], made: Sequence[Sequence[bytes]]) -> Iterator[Piece]:
    """The parts that were made for each of these days."""
    told = [[part.decode() for part in parts] for parts in made]
    if any(_NO_TEXT in body for bodies in told for body in bodies):
        return
    for part, bodies in enumerate(zip_longest(*told, fillvalue="")):
        for body, from_on, until_on in stretches(days, bodies):
            yield Piece(shape, language, part, from_on, until_on, body)


def _making(place: Place, language: str) -> Making:
    """What a piece is made with. Of the file around it nothing is known."""
    return Making(
        day=date.min,
        made_on=date.min,
        base_url=place.base_url,
        host=host_of(place.base_url),
        organisation="",
        zone=ZoneInfo(place.zone),
        texts=Texts(language),
    )
