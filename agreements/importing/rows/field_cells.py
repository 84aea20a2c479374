"""Cells that mean a field of the catalogue, read by the kind of that field; what cannot be read stays in the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from agreements.domain.catalogue import FIELDS, Field, FieldKind
from agreements.importing.codes import Code
from agreements.importing.messages import note
from agreements.importing.rows.optional_cells import WEB_ADDRESS, Gathers, no_date
from agreements.importing.tables.cells import Cells
from agreements.importing.values import choices
from agreements.importing.values.closed_lists import value_of
from agreements.importing.values.date_words import read_day
from agreements.importing.values.words import one_line, readable

OWN_REFERENCE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-[0-9]+")
"""A reference in the form of the register, such as GLO-2026-0017."""
DATES_DIVIDED_BY = re.compile(r"[;,|\n]| en | / ")


def fields_in(cells: Cells, loose: Gathers, besides: Collection[str]) -> dict[str, Any]:
    """The fields of an agreement that a row names, `besides` those that somebody else reads."""
    places = sorted(PLACES[name] for name in cells.meant if name in PLACES and name not in besides)
    return {row.name: READERS[row.kind](row, cells, loose) for row in (FIELDS[place] for place in places)}


def _line(row: Field, cells: Cells, loose: Gathers) -> str:
    return one_line(cells[row.name])


def _text(row: Field, cells: Cells, loose: Gathers) -> str:
    return cells[row.name]


def _names(row: Field, cells: Cells, loose: Gathers) -> tuple[str, ...]:
    return choices.names_in(cells[row.name])


def _tick(row: Field, cells: Cells, loose: Gathers) -> bool:
    answer = choices.yes_or_no(cells[row.name])
    if answer is None:
        _kept(row, cells, loose, None)
        loose.messages.append(note(Code.CHOICE_UNKNOWN, column=cells.titles[row.name]))
    return answer is True


def _reference(row: Field, cells: Cells, loose: Gathers) -> str | None:
    """Only when it is written as the register writes references."""
    words = one_line(cells[row.name])
    return words if OWN_REFERENCE.fullmatch(words) else _kept(row, cells, loose, None)


def _link(row: Field, cells: Cells, loose: Gathers) -> str:
    words = cells[row.name]
    return words if WEB_ADDRESS.fullmatch(words) else _kept(row, cells, loose, "")


def _number(row: Field, cells: Cells, loose: Gathers) -> int | None:
    words = cells[row.name].strip()
    is_number = words.isascii() and words.isdigit() and len(words) <= len(str(row.most))
    return int(words) if is_number and int(words) <= row.most else _kept(row, cells, loose, None)


def _choice(row: Field, cells: Cells, loose: Gathers) -> Any:
    """The value that the words stand for; the officer chooses for any other."""
    chosen = value_of(row.name, cells[row.name])
    if chosen is None:
        loose.messages.append(note(Code.CHOICE_UNKNOWN, column=cells.titles[row.name]))
    return chosen or _kept(row, cells, loose, row.default)


def _day(row: Field, cells: Cells, loose: Gathers) -> date | None:
    """Only a date that is known to the day."""
    day, told = read_day(cells[row.name], cells.dates_of(row.name))
    loose.messages += told or ((no_date(cells, row.name),) if day is None else ())
    return day or _kept(row, cells, loose, None)


def _days(row: Field, cells: Cells, loose: Gathers) -> tuple[date, ...]:
    """The dates that are known to the day; other words stay in the notes as well."""
    parts = [part.strip() for part in DATES_DIVIDED_BY.split(readable(cells[row.name])) if part.strip()]
    readings = [read_day(part, cells.dates_of(row.name)) for part in parts]
    loose.messages += [message for _, told in readings for message in told]
    if any(day is None and not told for day, told in readings):
        loose.messages.append(no_date(cells, row.name))
    if any(day is None for day, _ in readings):
        _kept(row, cells, loose, None)
    return tuple(sorted({day for day, _ in readings if day is not None}))


def _kept(row: Field, cells: Cells, loose: Gathers, value: Any) -> Any:
    """The words go to the notes under the name of their column, and the field stays as it is."""
    loose.notes.append((cells.titles[row.name], cells[row.name]))
    return value


READERS: dict[FieldKind, Callable[[Field, Cells, Gathers], Any]] = {
    FieldKind.LINE: _line,
    FieldKind.DEPARTMENT: _line,
    FieldKind.TEXT: _text,
    FieldKind.NAMES: _names,
    FieldKind.TICK: _tick,
    FieldKind.REFERENCE: _reference,
    FieldKind.LINK: _link,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _choice,
    FieldKind.DAY: _day,
    FieldKind.DAYS: _days,
}
"""How a cell becomes a value, for each kind of field that fits in one."""
PLACES = {row.name: place for place, row in enumerate(FIELDS) if row.kind in READERS}
"""Where the fields that fit in a cell stand in the catalogue."""
