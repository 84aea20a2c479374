"""Content <-> form: the only module that knows both. It goes by kinds of fields, so a new field needs no line here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from admin_ui.forms.kinds import YES, Refused
from admin_ui.forms.period import period_typed, period_written
from admin_ui.forms.record import ROW_MODELS, RecordForm, control_name
from admin_ui.forms.typed import Row, Typed, is_blank
from agreements.domain.catalogue import FIELDS, Field, FieldKind
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError

ELSEWHERE = "="
"""Before the name of a party or kind of data that a flow names but the agreement does not have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: the id of its control in the page, and the refusal."""

    anchor: str
    error: AgreementError


def content_from_typed(typed: Typed) -> tuple[Content | None, list[Problem]]:
    """The agreement that was typed, or everything that is wrong with it."""
    try:
        form = RecordForm.model_validate(typed.raw())
    except ValidationError as error:
        return None, problems_of(error)
    return _content(form, typed), []


def problems_of(error: ValidationError) -> list[Problem]:
    """One problem per field. Raises the pydantic error itself when a reader did not refuse in our own words."""
    found = []
    for detail in error.errors():
        refused = detail.get("ctx", {}).get("error")
        if not isinstance(refused, Refused):
            raise error
        found.append(Problem("-".join(map(str, detail["loc"])), refused.error))
    return found


def typed_from_content(content: Content) -> Typed:
    """The form filled in with an agreement."""
    values: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    for row in FIELDS:
        value = getattr(content, row.name)
        if row.kind is FieldKind.ROWS:
            rows[row.name] = [_row_of(row, part, content) for part in value]
        elif row.repeats:
            [one] = row.in_each_row
            rows[row.name] = [{one.name: _written(name)} for name in value]
        elif row.kind is FieldKind.PART:
            values |= {control_name(row, part): _written(getattr(value, part.name)) for part in row.parts}
        else:
            values[row.name] = _written(value)
    return Typed(values, rows)


def _content(form: BaseModel, typed: Typed) -> Content:
    """Rows in which nothing was typed are left out; flows still find the parties and data that they chose."""
    said = {row.name: _value(row, form, typed) for row in FIELDS}
    return Content(**said)


def _value(row: Field, form: BaseModel, typed: Typed) -> Any:
    """What was typed in a field, as the agreement has it."""
    if row.kind is FieldKind.PART:
        return row.make({part.name: getattr(form, control_name(row, part)) for part in row.parts})
    if not row.repeats:
        return getattr(form, row.name)
    filled = _filled(form, typed, row.name)
    if row.kind is FieldKind.ROWS:
        return tuple(row.make({part.name: _part(part, one, form) for part in row.parts}) for one in filled)
    [one] = row.in_each_row
    return tuple(value for each in filled if (value := getattr(each, one.name)))


def _part(part: Field, row: BaseModel, form: BaseModel) -> Any:
    """What was typed in one field of a row."""
    if part.kind is FieldKind.PERIOD:
        return period_typed(row, part.name)
    chosen = getattr(row, part.name)
    if part.kind is FieldKind.PARTY:
        return _chosen(chosen, _names(form, "parties"))
    if part.kind is FieldKind.DATA:
        named = (_chosen(choice, _names(form, "data")) for choice in chosen)
        return tuple(dict.fromkeys(name for name in named if name))
    return chosen


def _names(thing: Any, group: str) -> list[str]:
    """The names of the parties or kinds of data of a form or an agreement."""
    return [one.name for one in getattr(thing, group)]


def _filled(form: BaseModel, typed: Typed, group: str) -> list[BaseModel]:
    rows: Sequence[BaseModel] = getattr(form, group)
    return [
        row for row, raw in zip(rows, typed.rows[group], strict=True) if not is_blank(_plain(raw), ROW_MODELS[group])
    ]


def _plain(row: Row) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}


def _chosen(choice: str, names: Sequence[str]) -> str:
    """The name that a number stands for; a name from elsewhere stays as it is, anything else is nothing."""
    if choice.startswith(ELSEWHERE):
        return " ".join(choice.removeprefix(ELSEWHERE).split())
    is_number = choice.isascii() and choice.isdigit() and len(choice) <= len("999")
    return names[int(choice)] if is_number and int(choice) < len(names) else ""


def _row_of(row: Field, thing: Any, content: Content) -> Row:
    """One row of the form filled in with a party, a kind of data, a flow or a document."""
    found: Row = {}
    for part in row.parts:
        value = getattr(thing, part.name)
        if part.kind is FieldKind.PERIOD:
            found |= period_written(value, part.name)
        elif part.kind is FieldKind.PARTY:
            found[part.name] = _choice(value, _names(content, "parties"))
        elif part.kind is FieldKind.DATA:
            found[part.name] = [_choice(name, _names(content, "data")) for name in value]
        else:
            found[part.name] = _written(value)
    return found


def _choice(name: str, names: Sequence[str]) -> str:
    if not name:
        return ""
    return str(names.index(name)) if name in names else ELSEWHERE + name


def _written(value: object) -> str:
    """A value as people type it."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    return str(value.value) if isinstance(value, StrEnum) else "" if value is None else str(value)
