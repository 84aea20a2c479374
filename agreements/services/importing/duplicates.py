"""Rows that are probably the same agreement: the same start, and a title that differs by no more than a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agreements.services.importing.import_row import ImportRow
from agreements.services.importing.messages import Code, note
from agreements.services.importing.words import plain

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MARK = re.compile(r"[0-9]+|[a-z]|[ivx]+")
"""Numbers, single letters and roman numerals tell agreements apart: "protocol 1" is not "protocol 2"."""
FUZZY_LENGTHS = range(8, 121)
"""Letters. In a shorter title one letter may be the difference that counts; a longer one costs too much to vary."""


@dataclass(frozen=True, slots=True)
class TitleForm:
    """A title without what people write differently: spaces, capitals, accents, signs, years."""

    letters: str
    marks: tuple[str, ...]
    years: tuple[str, ...]


def with_duplicates(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Mark each row that looks like an earlier one, and tell which."""
    seen: dict[tuple[str, str, tuple[str, ...]], list[tuple[int, TitleForm]]] = {}
    return [row if row.content is None else _marked(row, seen) for row in rows]


def title_form(title: str) -> TitleForm:
    """What of a title is compared."""
    words = plain(title).split()
    years = tuple(word for word in words if YEAR.fullmatch(word))
    rest = [word for word in words if word not in years]
    marks = tuple(word for word in rest if MARK.fullmatch(word))
    return TitleForm("".join(word for word in rest if word not in marks), marks, years)


def _marked(row: ImportRow, seen: dict[tuple[str, str, tuple[str, ...]], list[tuple[int, TitleForm]]]) -> ImportRow:
    form = title_form(row.title)
    start = str(row.start)
    places = [(start, variant, form.marks) for variant in variants(form.letters)]
    earlier = [number for place in places for number, other in seen.get(place, ()) if _years_agree(form, other)]
    for place in places:
        known = seen.setdefault(place, [])
        if all(other.years != form.years for _, other in known):
            known.append((row.row, form))
    if not earlier:
        return row
    first = min(earlier)
    message = note(Code.POSSIBLE_DUPLICATE, row=first)
    return replace(row, duplicate_of_row=first, messages=(message, *row.messages))


def _years_agree(one: TitleForm, other: TitleForm) -> bool:
    return not (one.years and other.years) or one.years == other.years


def variants(letters: str) -> Iterator[str]:
    """The letters, and the letters with any one left out: two titles one slip apart share a variant."""
    yield letters
    if len(letters) in FUZZY_LENGTHS:
        yield from {letters[:index] + letters[index + 1 :] for index in range(len(letters))}
