"""What stands behind the question mark of an address: checked, and read by the rows of the filters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from litestar.datastructures import MultiDict

from agreements.dates import NotADate, parse_full_date
from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.errors import AgreementError
from agreements.domain.filters import Filter, FilterKind
from agreements.domain.selection import Value
from agreements.domain.term import FIRST_DAY, LAST_DAY
from agreements.domain.wording import N_
from agreements.searching.question import MOST_WORDS, count_words

LONGEST_QUERY = 4000
LONGEST_WORDS = 100
LONGEST_VALUE = 200
MOST_VALUES = 20
LAST_PAGE = 100_000
LAST_CHANGE = 2**31 - 1
"""The highest number that a change can have."""
_NUMBER = re.compile(r"[1-9]\d{0,9}", re.ASCII)

Given = Mapping[str, Sequence[str]]
Picked = dict[str, tuple[Value, ...]]


class BadQuery(AgreementError):
    """The address asks for something that the register does not know. Answered with 400."""


class UnknownParameter(BadQuery):
    """A parameter that the contract does not have."""

    sentence = N_("The address has a part that does not exist: “%(name)s”. You can use: %(known)s.")


class DoubledParameter(BadQuery):
    """A parameter that may stand in an address once."""

    sentence = N_("“%(name)s” may be in the address only once. Remove the others.")


class BadValue(BadQuery):
    """A value that the parameter cannot have."""

    sentence = N_("“%(value)s” is not possible for “%(name)s”. Choose from: %(known)s.")


class BadDay(BadQuery):
    """Not a date, or one outside the calendar of the register."""

    sentence = N_("“%(value)s” is not a date for “%(name)s”. Write it as 31-12-2026.")


class TooMuch(BadQuery):
    """Longer than any honest question."""

    sentence = N_(
        "The address is too long. Use at most %(words)s characters to search and %(values)s choices a filter."
    )


class TooManyWords(BadQuery):
    """More words than any honest question has."""

    sentence = N_("You can search for at most %(most)s words at once. Use fewer words.")


class BadCharacter(BadQuery):
    """Control characters mean nothing in a question."""

    sentence = N_("The address has a character that cannot be searched for. Type your question again.")


class SeveralWrong(BadQuery):
    """All that is wrong with what a program asks, at once: the name of each parameter, and its refusal."""

    sentence = N_("The question is not right. See what “errors” names.")

    def __init__(self, wrong: Sequence[tuple[str, AgreementError]]) -> None:
        super().__init__()
        self.wrong = tuple(wrong)


def values_of(
    given: MultiDict[Any],
    query: str,
    known: Sequence[str],
    repeated: Collection[str] = (),
    longest: int = LONGEST_VALUE,
) -> Given:
    """The values of each parameter. Empty ones count as not given, as browsers send empty fields.

    `known` are the parameters that may be there, `repeated` those that may be there more than once. Raises `BadQuery`.
    """
    if len(query) > LONGEST_QUERY:
        raise TooMuch(words=LONGEST_WORDS, values=MOST_VALUES)
    values: dict[str, list[str]] = {}
    for name, value in given.items():  # multi_items has no order of its own
        if name not in known:
            raise UnknownParameter(name=shown(name), known=", ".join(known))
        if any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF or ord(c) == 127 for c in value):
            raise BadCharacter()
        if value.strip():
            values.setdefault(name, []).append(value.strip())
    for name, found in values.items():
        _check_size(name, found, MOST_VALUES if name in repeated else 1, longest)
    return values


def picked_in(values: Given, rows: Iterable[Filter]) -> Picked:
    """What is picked by these filters, without those that nothing is chosen of: each value once, in one order, so that
    who asks the same picks the same. Raises `BadQuery`.
    """
    found = {row.name: _in_order(row, {_value(row, one) for one in values.get(row.parameter, ())}) for row in rows}
    return {name: chosen for name, chosen in found.items() if chosen}


def _in_order(row: Filter, values: Collection[Value]) -> tuple[Value, ...]:
    if row.kind is FilterKind.CODES:
        return tuple(code for code in row.codes if code in values)
    return tuple(sorted(values, key=str))


def pairs_of(picked: Mapping[str, tuple[Value, ...]], rows: Iterable[Filter]) -> Iterator[tuple[str, str]]:
    """What is picked as it is written in an address, in the order of the filters."""
    for row in rows:
        for value in picked.get(row.name, ()):
            if isinstance(value, date):
                yield row.parameter, value.isoformat()
            else:
                yield row.parameter, slug(value) if isinstance(value, StrEnum) else value


def page_in(values: Given) -> int:
    """Which page is asked for, from 1. Raises `BadValue`."""
    return number_in(values, PARAMETERS["page"], LAST_PAGE) or 1


def number_in(values: Given, name: str, most: int) -> int:
    """A whole number from 1; 0 when none is given. Raises `BadValue`."""
    asked = first(values, name)
    if asked and (not _NUMBER.fullmatch(asked) or int(asked) > most):
        raise BadValue(value=shown(asked), name=name, known=f"1, 2, 3 … {most}")
    return int(asked or 0)


def choice_in(values: Given, name: str, known: Sequence[str]) -> str:
    """One of a few words, or nothing. Raises `BadValue`."""
    asked = first(values, name)
    if asked and asked not in known:
        raise BadValue(value=shown(asked), name=name, known=", ".join(known))
    return asked


def day_in(values: Given, name: str) -> date | None:
    """A day, or nothing. Raises `BadDay`."""
    asked = first(values, name)
    return _day(name, asked) if asked else None


def first(values: Given, name: str) -> str:
    """The value of a parameter that stands in an address once; empty when it does not."""
    return next(iter(values.get(name, ())), "")


def read_day(text: str) -> date | None:
    """A date as people write it in a form too; None when it is none, or outside the calendar of the register."""
    try:
        day = parse_full_date(text)
    except NotADate:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def shown(value: str) -> str:
    """A stranger's text in an error: short, and printable."""
    return "".join(c if c.isprintable() else "�" for c in value[:40])


def _check_size(name: str, found: Sequence[str], most: int, longest: int) -> None:
    if most == 1 and len(found) > 1:
        raise DoubledParameter(name=name)
    if len(found) > most or any(len(value) > longest for value in found):
        raise TooMuch(words=LONGEST_WORDS, values=MOST_VALUES)


def _value(row: Filter, text: str) -> Value:
    """What a text means to a filter."""
    if row.is_day:
        return _day(row.parameter, text)
    if row.kind is FilterKind.WORDS and len(text) > LONGEST_WORDS:
        raise TooMuch(words=LONGEST_WORDS, values=MOST_VALUES)
    if row.kind is FilterKind.WORDS and count_words(text) > MOST_WORDS:
        raise TooManyWords(most=MOST_WORDS)
    return _code(row, text) if row.kind is FilterKind.CODES else " ".join(text.split())


def _code(row: Filter, word: str) -> StrEnum:
    known = {slug(code): code for code in row.codes}
    if word not in known:
        raise BadValue(value=shown(word), name=row.parameter, known=", ".join(known))
    return known[word]


def _day(name: str, text: str) -> date:
    day = read_day(text)
    if day is None:
        raise BadDay(value=shown(text), name=name)
    return day
