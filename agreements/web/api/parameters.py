"""The parameters of the API: a row each. What it is, what it may be, and how it is read follow from the row.

An address is read strictly: what would mean nothing is refused, and everything that is wrong is said at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from litestar.datastructures import MultiDict

from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.errors import AgreementError
from agreements.domain.filters import Filter, FilterKind, public_filters
from agreements.domain.selection import Selection, Sorting
from agreements.domain.wording import N_
from agreements.http.address import (
    LONGEST_VALUE,
    LONGEST_WORDS,
    MOST_VALUES,
    BadQuery,
    BadValue,
    Given,
    SeveralWrong,
    day_in,
    first,
    picked_in,
    shown,
    values_of,
)
from agreements.http.site import SiteRequest, path_of, query_of
from agreements.web.query import sorting_in

USUAL_PAGE, LARGEST_PAGE = 25, 100
LONGEST_CURSOR: Final = 1200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_A_DAY: Final = {"type": "string", "format": "date", "pattern": r"^(19[5-9]|20\d|21\d)\d-\d\d-\d\d$"}
"""Between `FIRST_DAY` and `LAST_DAY`."""
_SOME_TEXT: Final = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f]*$"
"""Something to see, and no control characters."""
_NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)


class BadIsoDay(BadQuery):
    """Not a date as programs write them (RFC 3339 full-date), or one outside the calendar of the register."""

    sentence = N_("“%(value)s” is not a date for “%(name)s”. Write it as 2026-12-31.")


class EmptyValue(BadQuery):
    """A parameter without anything behind it: whoever sends one has forgotten something."""

    sentence = N_("“%(name)s” has no value. Give one, or leave it out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A row. `schema` is what it may be by JSON Schema; `read` takes it out of all that was given, and raises
    `BadQuery`."""

    name: str
    meaning: str
    """Message id."""
    schema: Mapping[str, Any]
    read: Callable[[Given], Any]
    is_list: bool = False
    """It may be given more than once."""
    longest: int = LONGEST_VALUE
    example: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a program asks at an address."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    """The parameters as they were given, in one order for all who ask the same."""
    values: Mapping[str, Any]

    def of(self, row: Parameter, otherwise: Any = None) -> Any:
        """What a parameter says."""
        return self.values.get(row.name, otherwise)

    def address(self, **instead: str) -> str:
        """The one address of all that ask the same, with these in place of what was given."""
        pairs = [*(pair for pair in self.pairs if pair[0] not in instead), *instead.items()]
        return self.path + ("?" + urlencode(pairs) if pairs else "")

    def selection(self, today: date) -> Selection:
        """Which agreements it picks, in which order."""
        on_day = self.of(ON_DAY, today)
        sorting, is_descending = self.of(SORTING, (Sorting.RUNNING, False))
        picked = {row.name: self.values[row.parameter] for row in public_filters() if row.parameter in self.values}
        is_past = on_day < today
        return Selection(on_day=on_day, is_past=is_past, picked=picked, sorting=sorting, is_descending=is_descending)


def read_question(request: SiteRequest, rows: Iterable[Parameter]) -> Question:
    """What the address of a request asks. Raises `SeveralWrong`, with all that is wrong about it, or `TooMuch`."""
    known = {row.name: row for row in rows}
    values_of(MultiDict(), query_of(request), ())
    pairs: dict[str, list[tuple[str, str]]] = {}
    for name, value in request.query_params.items():  # multi_items has no order of its own
        pairs.setdefault(name, []).append((name, value))
    values: dict[str, Any] = {}
    wrong: list[tuple[str, AgreementError]] = []
    for name, those in pairs.items():
        try:
            values[name] = _value(name, those, known)
        except BadQuery as error:
            wrong.append((shown(name), error))
    if wrong:
        raise SeveralWrong(wrong)
    in_order = tuple(pair for name in known for pair in sorted(set(pairs.get(name, ()))))
    return Question(path_of(request), in_order, values)


def _value(name: str, pairs: list[tuple[str, str]], known: Mapping[str, Parameter]) -> Any:
    row = known.get(name)
    repeated = {name} if row and row.is_list else ()
    values = values_of(MultiDict(pairs), "", list(known), repeated, row.longest if row else LONGEST_VALUE)
    if row is None or len(values.get(name, ())) < len(pairs):
        raise EmptyValue(name=shown(name))
    return row.read(values)


def _day(name: str) -> Callable[[Given], date]:
    def read(values: Given) -> date:
        asked = first(values, name)
        try:
            day = day_in(values, name) if _DAY.fullmatch(asked) else None
        except BadQuery:
            day = None
        if day is None:
            raise BadIsoDay(value=shown(asked), name=name)
        return day

    return read


def day_parameter(name: str, meaning: str, example: str) -> Parameter:
    """One that says a day."""
    return Parameter(name=name, meaning=meaning, schema=_A_DAY, read=_day(name), example=example)


def _of_filter(row: Filter) -> Parameter:
    if row.is_day:
        one_day = day_parameter(row.parameter, row.own_meaning, "2027-12-31")
        return replace(one_day, read=lambda values: (one_day.read(values),))
    text = {
        "type": "string",
        "pattern": _SOME_TEXT,
        "maxLength": LONGEST_WORDS if row.kind is FilterKind.WORDS else LONGEST_VALUE,
    }
    one: Mapping[str, Any] = {"type": "string", "enum": [slug(code) for code in row.codes]} if row.codes else text
    return Parameter(
        name=row.parameter,
        meaning=row.own_meaning or row.label,
        schema={"type": "array", "items": one, "minItems": 1, "maxItems": MOST_VALUES} if row.is_list else one,
        read=lambda values: picked_in(values, [row])[row.name],
        is_list=row.is_list,
    )


def _per_page(values: Given) -> int:
    asked = first(values, PER_PAGE.name)
    if not _NUMBER.fullmatch(asked) or int(asked) > LARGEST_PAGE:
        raise BadValue(value=shown(asked), name=PER_PAGE.name, known=f"1, 2, 3 … {LARGEST_PAGE}")
    return int(asked)


FILTERS: Final = tuple(_of_filter(row) for row in public_filters())
ON_DAY: Final = day_parameter(PARAMETERS["on_day"], N_("the register as it was on that day"), "2026-11-23")
SORTING: Final = Parameter(
    name=PARAMETERS["sorting"],
    meaning=N_("by what to sort; with a - in front: the other way round"),
    schema={"type": "string", "enum": [sign + slug(sorting) for sorting in Sorting for sign in ("", "-")]},
    read=sorting_in,
)
PER_PAGE: Final = Parameter(
    name="perPagina",
    meaning=N_("how many at most in one answer"),
    schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
    read=_per_page,
)
_CURSOR: Final = "cursor"
CURSOR: Final = Parameter(
    name=_CURSOR,
    meaning=N_("where to go on; it stands in “volgende” and in the header Link of the page before"),
    schema={"type": "string", "minLength": 1, "maxLength": LONGEST_CURSOR},
    read=lambda values: first(values, _CURSOR),
    longest=LONGEST_CURSOR,
)
PAGING: Final = (PER_PAGE, CURSOR)
SELECTION: Final = (*FILTERS, ON_DAY, SORTING)
"""The one set of parameters, as pages and files have it."""
