"""What the form models say about their fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import BaseModel

from admin_ui.forms.kinds import Control, Drawn


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its label, hint and control. A choice without a default has an empty option."""

    name: str
    label: str
    hint: str
    section: str
    optional: bool
    one: str
    fold: str
    control: Control
    words: type[StrEnum] | None
    default: StrEnum | None


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields of a form, in the order of the page."""
    return tuple(control_of(model, name) for name in model.model_fields)


@cache
def control_of(model: type[BaseModel], name: str) -> FieldSpec:
    """One field of a form. A field that repeats counts as a line; its rows have a model of their own."""
    info = model.model_fields[name]
    drawn = next((m for m in info.metadata if isinstance(m, Drawn)), Drawn(Control.LINE))
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return FieldSpec(
        name=name,
        label=info.title or name,
        hint=info.description or "",
        section=str(extra.get("section", "")),
        optional=bool(extra.get("optional", False)),
        one=str(extra.get("one", "")),
        fold=str(extra.get("fold", "")),
        control=drawn.control,
        words=drawn.words,
        default=drawn.default,
    )
