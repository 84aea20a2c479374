"""What files hold of an entry of the public memory, kept beside it so that a file need not be shaped anew.

For each shape that is kept, in each language, a piece for every stretch of days on which its bytes stay the same,
from the day since which the entry is known: nobody reads it for an earlier one.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import agreements
from agreements.domain.deadlines.row import STAYS_CANCELLED
from agreements.domain.memory import ChainedEntry, Entry
from agreements.domain.projection import FOREVER, MadeWith, Piece, Place, PublicRow
from agreements.domain.record import Visible
from agreements.domain.term import ONE_DAY
from agreements.publication.document import from_json
from agreements.publication.projection import public_row, shape, turning_days
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


def made_with(place: Place) -> MadeWith:
    """What a projection of this release, for the register at this place, is made with."""
    return MadeWith(shape(), edition(), place)


def row_of(entry: ChainedEntry, place: Place | None) -> PublicRow:
    """An entry with all that follows from it; without pieces where the place is not known."""
    row = public_row(entry)
    kept = from_json(entry.record).published if place else None
    if kept is None or place is None:
        return row
    pieces = tuple(sorted(pieces_of(entry, kept, place)))
    return replace(row, projected=replace(row.projected, pieces=pieces))


def languages_of(row: Shape) -> tuple[str, ...]:
    """Those in which a shape is kept."""
    return LANGUAGES if row.speaks else (DEFAULT_LANGUAGE,)


def pieces_of(entry: Entry, published: Published, place: Place) -> Iterator[Piece]:
    """Every piece of an entry that shows an agreement."""
    visible = Visible(entry.change, entry.known_at)
    first = public_record(published, entry.known_on, place.base_url, visible)
    days = sorted({entry.known_on, *(day for day in _days(published, first) if day > entry.known_on)})
    records = [public_record(published, day, place.base_url, visible) for day in days]
    for row in shapes():
        if row.is_kept:
            for language in languages_of(row):
                yield from _of_shape(row, language, zip(days, records, strict=True), place)


def _days(published: Published, record: PublicRecord) -> Iterator[date]:
    """The days that can change a piece by coming: those that change what is shown, and those on which a calendar
    forgets what was cancelled."""
    yield from turning_days(published)
    yield record.nothing_to_decide_from
    cancelled = (record.nothing_to_decide_from, published.termination_decided_on)
    for day in (*cancelled, *(one.dropped_on for one in published.dropped_reviews)):
        if day and day < date.max - STAYS_CANCELLED:
            yield day + STAYS_CANCELLED + ONE_DAY


def _of_shape(row: Shape, language: str, days: Iterable[tuple[date, PublicRecord]], place: Place) -> Iterator[Piece]:
    making = _making(place, language)
    made = [(day, row.item(record, replace(making, day=day)).decode()) for day, record in days]
    stretches = [one for number, one in enumerate(made) if number == 0 or made[number - 1][1] != one[1]]
    if any(_NO_TEXT in body for _, body in stretches):
        return
    untils = [day - ONE_DAY for day, _ in stretches[1:]]
    for (from_on, body), until_on in zip(stretches, [*untils, FOREVER], strict=True):
        yield Piece(row.name, language, from_on, until_on, body)


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
