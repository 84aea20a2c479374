"""The one set of query parameters: from an address to a selection, and from a selection to an address."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from litestar.datastructures import MultiDict

from agreements.domain.dutch import PARAMETERS, UnknownWord, code, slug
from agreements.domain.filters import public_filters
from agreements.domain.selection import Selection, Sorting
from agreements.http.address import (
    LAST_CHANGE,
    BadValue,
    Given,
    choice_in,
    day_in,
    first,
    number_in,
    page_in,
    pairs_of,
    picked_in,
    shown,
    values_of,
)
from agreements.publication.shapes import shapes
from agreements.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: which agreements, which page of them, and which variant of a file."""

    selection: Selection
    page: int = 1
    before: int = 0
    """Of changes: those with a lower number than this; 0 is the newest."""
    language: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """Parameters that one shape alone knows, with their value."""


def read_query(given: MultiDict[Any], query: str, today: date, own_days: Sequence[str] = ()) -> Asked:
    """What a visitor asks. `own_days`: parameters of one page alone that are days, given as options in ISO form.

    Raises `BadQuery`.
    """
    rows, options = public_filters(), _options()
    known = dict.fromkeys([*(row.parameter for row in rows), *PARAMETERS.values(), *options, *own_days])
    values = values_of(given, query, list(known), {row.parameter for row in rows if row.is_list})
    return Asked(
        selection=_selection(values, today),
        page=page_in(values),
        before=number_in(values, PARAMETERS["before"], LAST_CHANGE),
        language=choice_in(values, PARAMETERS["language"], LANGUAGES),
        options={name: choice_in(values, name, allowed) for name, allowed in options.items()}
        | {name: day.isoformat() for name in own_days if (day := day_in(values, name))},
    )


def write_query(selection: Selection, today: date, *, page: int = 1, before: int = 0, language: str = "") -> str:
    """The address of a selection: `?…`, or nothing when it asks for everything in the usual order."""
    pairs = list(pairs_of(selection.picked, public_filters()))
    if selection.on_day != today:
        pairs.append((PARAMETERS["on_day"], selection.on_day.isoformat()))
    order = ("-" if selection.is_descending else "") + slug(selection.sorting)
    if order != slug(Sorting.RUNNING):
        pairs.append((PARAMETERS["sorting"], order))
    if page > 1:
        pairs.append((PARAMETERS["page"], str(page)))
    if before:
        pairs.append((PARAMETERS["before"], str(before)))
    if language:
        pairs.append((PARAMETERS["language"], language))
    return "?" + "&".join(_written(name, value) for name, value in pairs) if pairs else ""


# A page links to itself a dozen times, each time with nearly all that was picked.
@functools.lru_cache(maxsize=512)
def _written(name: str, value: str) -> str:
    return urlencode([(name, value)])


def address_of(path: str, asked: Asked, today: date) -> str:
    """The one address of all that ask the same: without what is empty, doubled or as usual, and in one order."""
    return path + write_query(asked.selection, today, page=asked.page, before=asked.before, language=asked.language)


def is_filtered(selection: Selection) -> bool:
    """Whether the selection leaves anything out."""
    return bool(selection.picked)


def _selection(values: Given, today: date) -> Selection:
    on_day = day_in(values, PARAMETERS["on_day"]) or today
    sorting, is_descending = sorting_in(values)
    return Selection(
        on_day=on_day,
        is_past=on_day < today,
        picked=picked_in(values, public_filters()),
        sorting=sorting,
        is_descending=is_descending,
    )


def sorting_in(values: Given) -> tuple[Sorting, bool]:
    """By what to sort, and whether the other way round. Raises `BadValue`."""
    name = PARAMETERS["sorting"]
    asked = first(values, name)
    if not asked:
        return Sorting.RUNNING, False
    try:
        return code(Sorting, asked.removeprefix("-")), asked.startswith("-")
    except UnknownWord as error:
        known = ", ".join(f"{slug(value)}, -{slug(value)}" for value in Sorting)
        raise BadValue(value=shown(asked), name=name, known=known) from error


def _options() -> dict[str, list[str]]:
    """The parameters of the variants of every shape, with the values that they can have."""
    found: dict[str, list[str]] = {}
    for variant in (one for shape in shapes() for one in shape.variants):
        found.setdefault(variant.parameter, []).append(variant.value)
    return found
