"""The form of an agreement, made from the catalogue: a control for each row, with its label, hint and section.

Names are those of `agreements.domain.content`; `content` turns the one into the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import GenericAlias
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import Field as Info

from admin_ui.forms.kinds import READERS
from agreements.domain.catalogue import FIELDS, Field, FieldKind, Section
from agreements.domain.catalogue.field import DAY_HINT

__all__ = ["DAY_HINT", "MOST_ROWS", "ROW_MODELS", "FormModel", "RecordForm", "control_name", "shown"]

MOST_ROWS = 100
"""Past this the button to add a row goes away."""


def shown(
    label: str, hint: str = "", *, section: str = "", optional: bool = False, one: str = "", fold: str = ""
) -> Any:
    """A field as people see it. `one` is the name of one row, for fields that repeat; `fold` one of `FOLDS`."""
    return Info(
        title=label,
        description=hint,
        json_schema_extra={"section": section, "optional": optional, "one": one, "fold": fold},
    )


class FormModel(BaseModel):
    """Reads strings; anything the form does not have is ignored, so that nobody can slip a field in (ASVS 15.3.3)."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def control_name(whole: Field, part: Field) -> str:
    """The name of the control of what is in a PART or PERIOD."""
    return f"{whole.name}_{part.name}"


def _controls(rows: Iterable[Field], section: Section | None = None) -> dict[str, Any]:
    """The fields of a form; what is in a part stands there under the name of both."""
    found: dict[str, Any] = {}
    for row in rows:
        place = section or row.section
        if row.kind in {FieldKind.PART, FieldKind.PERIOD}:
            found |= {
                control_name(row, part): control for part in row.parts for control in _controls([part], place).values()
            }
        elif row.repeats:
            told = shown(row.label, row.hint if row.parts is row.in_each_row else "", section=place, one=_one(row))
            found[row.name] = (GenericAlias(list, ROW_MODELS[row.name]), told)
        else:
            told = shown(
                row.label, row.hint, section=place, optional=row.is_optional, fold=row.fold.value if row.fold else ""
            )
            found[row.name] = (READERS[row.kind](row), told)
    return found


def _one(row: Field) -> str:
    return row.one or row.label


def _form(name: str, controls: dict[str, Any]) -> type[FormModel]:
    made: type[FormModel] = create_model(name, __base__=FormModel, **controls)
    return made


ROW_MODELS: dict[str, type[FormModel]] = {
    row.name: _form(f"Row of {row.name}", _controls(row.in_each_row)) for row in FIELDS if row.repeats
}
"""The form of one row of each field that repeats."""

RecordForm: type[FormModel] = _form("RecordForm", _controls(FIELDS))
"""The whole agreement."""
