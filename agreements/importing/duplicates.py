"""Rows that are probably the same agreement: the same start, and a title that differs by no more than a slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow
from agreements.importing.messages import note
from agreements.importing.values.slips import variants
from agreements.importing.values.words import plain

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MARK = re.compile(r"[0-9]+|[a-z]|[ivx]+")
"""Numbers, single letters and roman numerals tell agreements apart: "protocol 1" is not "protocol 2"."""


@dataclass(frozen=True, slots=True)
class TitleForm:
    """A title without what people write differently: spaces, capitals, accents, signs, years."""

    letters: str
    marks: tuple[str, ...]
    years: tuple[str, ...]


Years = tuple[str, ...]
Place = tuple[str, str, tuple[str, ...]]
"""Start, letters and marks: rows with these in common may be the same agreement."""


def with_duplicates(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Mark each row that looks like an earlier one, and tell which."""
    forms = {row.row: title_form(row.title) for row in rows if row.content is not None}
    times = Counter((str(row.start), forms[row.row].marks) for row in rows if row.row in forms)
    seen: dict[Place, dict[Years, int]] = {}
    return [
        _marked(row, forms[row.row], seen)
        if row.row in forms and times[str(row.start), forms[row.row].marks] > 1
        else row
        for row in rows
    ]


def title_form(title: str) -> TitleForm:
    """What of a title is compared."""
    years, marks, rest = list[str](), list[str](), list[str]()
    for word in plain(title).split():
        (years if YEAR.fullmatch(word) else marks if MARK.fullmatch(word) else rest).append(word)
    return TitleForm("".join(rest), tuple(marks), tuple(years))


def _marked(row: ImportRow, form: TitleForm, seen: dict[Place, dict[Years, int]]) -> ImportRow:
    start = str(row.start)
    places = [(start, variant, form.marks) for variant in variants(form.letters)]
    earlier = [number for place in places for number in _agreeing(form.years, seen.get(place, {}))]
    for place in places:
        seen.setdefault(place, {}).setdefault(form.years, row.row)
    if not earlier:
        return row
    first = min(earlier)
    message = note(Code.POSSIBLE_DUPLICATE, row=first)
    return replace(row, duplicate_of_row=first, messages=(message, *row.messages))


def _agreeing(years: Years, known: Mapping[Years, int]) -> Iterator[int]:
    """The first row with these years, and the first without any; a title without years agrees with every other.

    `known` has the first row of each, in their order.
    """
    yield from [known[given] for given in (years, ()) if given in known] if years else list(known.values())[:1]
