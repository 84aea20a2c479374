"""The one set of query parameters: from an address to a selection, and from a selection to an address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from litestar.datastructures import MultiDict

from agreements.dates import NotADate, parse_full_date
from agreements.domain.dutch import PARAMETERS, UnknownWord, code, slug
from agreements.domain.errors import AgreementError
from agreements.domain.selection import Selection, Sorting, StatusFilter
from agreements.domain.term import FIRST_DAY, LAST_DAY
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.domain.wording import N_
from agreements.publication.shapes import shapes
from agreements.texts import LANGUAGES

LONGEST_QUERY = 4000
LONGEST_WORDS = 100
LONGEST_VALUE = 200
MOST_VALUES = 20
LAST_PAGE = 100_000
_PAGE = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_MULTIPLE = ("statuses", "departments", "partners", "partner_kinds", "themes", "kinds")

Given = Mapping[str, Sequence[str]]
Made = TypeVar("Made")


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


class BadCharacter(BadQuery):
    """Control characters mean nothing in a question."""

    sentence = N_("The address has a character that cannot be searched for. Type your question again.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: which agreements, which page of them, and which variant of a file."""

    selection: Selection
    page: int = 1
    language: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """Parameters that one shape alone knows, with their value."""


def read_query(given: MultiDict[Any], query: str, today: date) -> Asked:
    """What a visitor asks. Empty values count as not given, as browsers send empty fields. Raises `BadQuery`."""
    if len(query) > LONGEST_QUERY:
        raise TooMuch(words=LONGEST_WORDS, values=MOST_VALUES)
    values: dict[str, list[str]] = {}
    known, options = {*PARAMETERS.values()}, _options()
    for name, value in given.items():  # multi_items has no order of its own
        if name not in known and name not in options:
            raise UnknownParameter(name=_shown(name), known=", ".join((*PARAMETERS.values(), *options)))
        if any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF or ord(c) == 127 for c in value):
            raise BadCharacter()
        if value.strip():
            values.setdefault(name, []).append(value.strip())
    for name, doubled in values.items():
        _check_count(name, doubled)
    return Asked(
        selection=_selection(values, today),
        page=_page(values),
        language=_choice(values, PARAMETERS["language"], LANGUAGES),
        options={name: _choice(values, name, allowed) for name, allowed in options.items()},
    )


def write_query(selection: Selection, today: date, *, page: int = 1, language: str = "") -> str:
    """The address of a selection: `?…`, or nothing when it asks for everything in the usual order."""
    pairs: list[tuple[str, str]] = [(PARAMETERS["words"], selection.words)] if selection.words else []
    for name in _MULTIPLE:
        pairs += [(PARAMETERS[name], _word(value)) for value in getattr(selection, name)]
    days = {"ends_from": selection.ends_from, "ends_until": selection.ends_until, "on_day": selection.on_day}
    pairs += [
        (PARAMETERS[name], day.isoformat()) for name, day in days.items() if day and (name, day) != ("on_day", today)
    ]
    order = ("-" if selection.is_descending else "") + slug(selection.sorting)
    if order != slug(Sorting.RUNNING):
        pairs.append((PARAMETERS["sorting"], order))
    if page > 1:
        pairs.append((PARAMETERS["page"], str(page)))
    if language:
        pairs.append((PARAMETERS["language"], language))
    return "?" + urlencode(pairs) if pairs else ""


def is_filtered(selection: Selection) -> bool:
    """Whether the selection leaves anything out."""
    usual = Selection(on_day=selection.on_day, is_past=selection.is_past)
    asked = replace(selection, sorting=usual.sorting, is_descending=usual.is_descending)
    return any(getattr(asked, field.name) != getattr(usual, field.name) for field in fields(Selection))


def read_day(text: str) -> date | None:
    """A date as people write it in a form too; None when it is none, or outside the calendar of the register."""
    try:
        day = parse_full_date(text)
    except NotADate:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _selection(values: Given, today: date) -> Selection:
    on_day = _day(values, "on_day") or today
    sorting, is_descending = _sorting(values)
    return Selection(
        on_day=on_day,
        is_past=on_day < today,
        words=_first(values, "words"),
        statuses=_codes(values, "statuses", StatusFilter),
        departments=tuple(values.get(PARAMETERS["departments"], ())),
        partners=tuple(values.get(PARAMETERS["partners"], ())),
        partner_kinds=_codes(values, "partner_kinds", PartyKind),
        themes=tuple(values.get(PARAMETERS["themes"], ())),
        kinds=_codes(values, "kinds", AgreementKind),
        ends_from=_day(values, "ends_from"),
        ends_until=_day(values, "ends_until"),
        sorting=sorting,
        is_descending=is_descending,
    )


def _check_count(name: str, given: Sequence[str]) -> None:
    multiple = name in {PARAMETERS[field] for field in _MULTIPLE}
    if not multiple and len(given) > 1:
        raise DoubledParameter(name=name)
    longest = LONGEST_WORDS if name == PARAMETERS["words"] else LONGEST_VALUE
    if len(given) > MOST_VALUES or any(len(value) > longest for value in given):
        raise TooMuch(words=LONGEST_WORDS, values=MOST_VALUES)


def _first(values: Given, field: str) -> str:
    return next(iter(values.get(PARAMETERS[field], ())), "")


def _codes(values: Given, field: str, kind: type[Made]) -> tuple[Made, ...]:
    name = PARAMETERS[field]
    try:
        return tuple(code(kind, value) for value in values.get(name, ()))  # type: ignore[type-var]
    except UnknownWord as error:
        known = ", ".join(slug(value) for value in kind)  # type: ignore[attr-defined]
        raise BadValue(value=_shown(str(error)), name=name, known=known) from error


def _sorting(values: Given) -> tuple[Sorting, bool]:
    asked = _first(values, "sorting")
    if not asked:
        return Sorting.RUNNING, False
    try:
        return code(Sorting, asked.removeprefix("-")), asked.startswith("-")
    except UnknownWord as error:
        known = ", ".join(f"{slug(value)}, -{slug(value)}" for value in Sorting)
        raise BadValue(value=_shown(asked), name=PARAMETERS["sorting"], known=known) from error


def _day(values: Given, field: str) -> date | None:
    asked = _first(values, field)
    if not asked:
        return None
    day = read_day(asked)
    if day is None:
        raise BadDay(value=_shown(asked), name=PARAMETERS[field])
    return day


def _page(values: Given) -> int:
    asked = _first(values, "page")
    if asked and (not _PAGE.fullmatch(asked) or int(asked) > LAST_PAGE):
        raise BadValue(value=_shown(asked), name=PARAMETERS["page"], known=f"1, 2, 3 … {LAST_PAGE}")
    return int(asked or 1)


def _options() -> dict[str, list[str]]:
    """The parameters of the variants of every shape, with the values that they can have."""
    found: dict[str, list[str]] = {}
    for variant in (one for shape in shapes() for one in shape.variants):
        found.setdefault(variant.parameter, []).append(variant.value)
    return found


def _choice(values: Given, name: str, known: Sequence[str]) -> str:
    asked = next(iter(values.get(name, ())), "")
    if asked and asked not in known:
        raise BadValue(value=_shown(asked), name=name, known=", ".join(known))
    return asked


def _word(value: object) -> str:
    return slug(value) if isinstance(value, StatusFilter | PartyKind | AgreementKind) else str(value)


def _shown(value: str) -> str:
    """A stranger's text in an error: short, and printable."""
    return "".join(c if c.isprintable() else "�" for c in value[:40])
