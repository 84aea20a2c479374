"""What stands in the form of an agreement: every string exactly as typed, so that nothing is lost on an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_origin

from admin_ui.forms.record import MOST_ROWS, ROW_MODELS, FormModel, RecordForm
from admin_ui.forms.schema import control_of
from agreements.http.posted import BadForm, Posted

Row = dict[str, str | list[str]]
_ROW_NAME = re.compile(r"(?P<group>[a-z_]+)-(?P<number>\d{1,3})-(?P<field>[a-z_]+)")


@dataclass(frozen=True, slots=True)
class Typed:
    """Single fields by name, and the rows of each field that repeats."""

    values: dict[str, str]
    rows: dict[str, list[Row]]

    def raw(self) -> dict[str, object]:
        """In the shape that `RecordForm` reads."""
        return {**self.values, **self.rows}


def single_fields() -> list[str]:
    """Names of the fields that occur once."""
    return [name for name in RecordForm.model_fields if name not in ROW_MODELS]


def typed_from_posted(posted: Posted) -> Typed:
    """Sort out the fields of the form; those it does not have are left out, those not sent are empty.

    Raises `BadForm` for more rows than the page lets anybody make: each is drawn with all that it can choose from.
    """
    return Typed(
        values={name: posted.get(name, "") for name in single_fields()},
        rows={group: _posted_rows(posted, group) for group in ROW_MODELS},
    )


def row_added(typed: Typed, group: str) -> Typed:
    """With an empty row at the end."""
    return _with_rows(typed, {group: [*typed.rows[group], empty_row(ROW_MODELS[group])]})


def row_removed(typed: Typed, group: str, number: int) -> Typed:
    """Without a row; flows that chose it choose nothing now, others still choose the same."""
    kept = [row for i, row in enumerate(typed.rows[group]) if i != number]
    changed = {group: kept}
    if group in {"parties", "data"}:
        changed["flows"] = [_without_choice(flow, group, number) for flow in typed.rows["flows"]]
    return _with_rows(typed, changed)


def empty_row(model: type[FormModel]) -> Row:
    """A row with nothing filled in."""
    return {name: [] if _is_list(model, name) else "" for name in model.model_fields}


def is_blank(row: Mapping[str, object], model: type[FormModel]) -> bool:
    """Whether nobody typed or chose anything in a row; what is chosen beforehand does not count."""
    return not any(value for name, value in row.items() if control_of(model, name).default is None)


def _posted_rows(posted: Posted, group: str) -> list[Row]:
    model = ROW_MODELS[group]
    numbers = sorted({int(m["number"]) for name in posted if (m := _ROW_NAME.fullmatch(name)) and m["group"] == group})
    if len(numbers) > MOST_ROWS:
        raise BadForm()
    return [_posted_row(posted, model, f"{group}-{number}-") for number in numbers]


def _posted_row(posted: Posted, model: type[FormModel], prefix: str) -> Row:
    return {
        name: posted.all_of(prefix + name) if _is_list(model, name) else posted.get(prefix + name, "")
        for name in model.model_fields
    }


def _without_choice(flow: Row, group: str, gone: int) -> Row:
    names = ("provider", "recipient") if group == "parties" else ("data",)
    changed: Row = {}
    for name in names:
        value = flow[name]
        if isinstance(value, list):
            changed[name] = [moved for choice in value if (moved := _moved(choice, gone))]
        else:
            changed[name] = _moved(value, gone)
    return {**flow, **changed}


def _moved(choice: str, gone: int) -> str:
    """The number of the same row once row `gone` is away; empty when it was that row."""
    if not choice.isdigit() or int(choice) < gone:
        return choice
    return "" if int(choice) == gone else str(int(choice) - 1)


def _with_rows(typed: Typed, rows: Mapping[str, list[Row]]) -> Typed:
    return replace(typed, rows={**typed.rows, **rows})


def _is_list(model: type[FormModel], name: str) -> bool:
    return get_origin(model.model_fields[name].annotation) is list
