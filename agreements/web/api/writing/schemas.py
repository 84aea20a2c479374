"""The schemas of what programs of the office send and get, made of the types that read and write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from agreements.domain.wording import N_
from agreements.importing.formats.own_export import CONTENT
from agreements.web.api.writing.history import LISTED

Schema = dict[str, Any]

CONTENT_NAME: Final = "Inhoud"
_PLACES: Final = "#/components/schemas/{model}"
_IN_ENGLISH: Final = frozenset({"title", "description"})
_TEXT: Final[Schema] = {"type": "string"}


def writing_schemas() -> Mapping[str, tuple[str, Schema]]:
    """Each by its name: what it is (a message id), and its schema."""
    whole = CONTENT.json_schema(ref_template=_PLACES)
    parts = whole.pop("$defs", {})
    found = {CONTENT_NAME: (N_("An agreement in the register's own form"), _without_english(whole))}
    found |= {name: (N_("A part of that form"), _without_english(one)) for name, one in sorted(parts.items())}
    return {
        **found,
        "NieuwConcept": (N_("What a draft is to say"), _object({"inhoud": _ref(CONTENT_NAME)})),
        "Concept": (N_("A draft, with what is still missing"), _DRAFT),
        "Indiening": (N_("What is said when a draft is submitted"), _SUBMISSION),
        "Geschiedenis": (N_("Events of one agreement"), _HISTORY),
    }


def _without_english(schema: Any, *, is_names: bool = False) -> Any:
    """Without the words that the program has for its makers."""
    if isinstance(schema, list):
        return [_without_english(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = schema if is_names else {name: one for name, one in schema.items() if name not in _IN_ENGLISH}
    if kept.get("items", {}).get("format") == "date":
        kept = {**kept, "format": "date"}  # the official ruleset asks it of every name that speaks of dates, lists too
    return {name: _without_english(one, is_names=name == "properties") for name, one in kept.items()}


def _ref(name: str) -> Schema:
    return {"$ref": _PLACES.format(model=name)}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


_DRAFT: Final = _object(
    {
        "kenmerk": _TEXT,
        "revisie": {"type": "integer", "minimum": 1},
        "status": _TEXT,
        "is_voorstel": {"type": "boolean"},
        "ontbreekt": {"type": "array", "items": _object({"veld": _TEXT, "zin": _TEXT, "bron": _TEXT})},
        "inhoud": _ref(CONTENT_NAME),
    }
)
_SUBMISSION: Final[Schema] = {
    "type": "object",
    "properties": {"verschil": _TEXT, "al_afgelopen": {"type": "boolean"}},
    "additionalProperties": False,
}
_EVENT: Final = _object(
    {
        "nummer": {"type": "integer", "minimum": 1},
        "moment": {"type": "string", "format": "date-time"},
        "wie": _TEXT,
        "waarvandaan": _TEXT,
        "wat": _TEXT,
        "uitkomst": _TEXT,
        "vingerafdruk": _TEXT,
    }
)
_HISTORY: Final = _object(
    {"volgende": {"type": ["string", "null"], "format": "uri"}, LISTED: {"type": "array", "items": _EVENT}}
)
