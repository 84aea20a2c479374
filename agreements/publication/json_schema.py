"""What the JSON of `json_file` looks like, by JSON Schema 2020-12: found out from the same types and names that it is
written by, so that the one cannot say what the other does not do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from agreements.domain.catalogue import OWNERS, in_reading_order
from agreements.domain.content import Content
from agreements.domain.dutch import slug
from agreements.domain.wording import N_
from agreements.publication.api_records import VersionLine
from agreements.publication.derived import IN_JSON
from agreements.publication.json_file import NAMES, described_fields, names_of
from agreements.publication.public_lacks import NAMES_IN_JSON, PublicLack
from agreements.publication.public_record import PublicRecord
from agreements.texts import Texts

Schema = dict[str, Any]

_OWN_FORM = N_("The same in the register's own form, as it can be imported.")
_PLAIN: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def agreement_schema() -> Schema:
    """One agreement (`json_item`)."""
    return _with_content({dutch: _described(PublicRecord, name) for dutch, name in described_fields()})


def version_schema() -> Schema:
    """A version with all that was agreed (`version_item`)."""
    return _with_content({NAMES[one.name]: _described(VersionLine, one.name) for one in fields(VersionLine)})


def record_schema(kind: type[Any]) -> Schema:
    """Any other record (`json_record`)."""
    return _object({NAMES[one.name]: _described(kind, one.name) for one in fields(kind)})


def _with_content(told: Schema) -> Schema:
    own = {"type": "object", "description": Texts()(_OWN_FORM)}
    return _object({**_of(Content)["properties"], **told, NAMES["content"]: own})


def _described(kind: type[Any], name: str) -> Schema:
    meanings = {fact.name: fact.meaning for fact in IN_JSON}
    said = {"description": Texts()(meanings[name])} if name in meanings else {}
    return {**said, **_of(get_type_hints(kind)[name])}


def _of(kind: Any) -> Schema:
    """What values of a type are written as."""
    if get_origin(kind) in {Union, UnionType}:
        return _or_nothing([one for one in get_args(kind) if one is not NoneType])
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    if kind is PublicLack:
        return _object({name: {"type": "string"} for name in NAMES_IN_JSON})
    if is_dataclass(kind):
        return _part(kind)
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [slug(one) for one in kind]}
    return dict(_PLAIN[kind])


def _or_nothing(kinds: list[Any]) -> Schema:
    """Of one type, or null."""
    (kind,) = kinds
    schema = _of(kind)
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **more}


def _part(kind: Any) -> Schema:
    """A part of the content goes by the catalogue, which says what each field is; a part of what happened by its own
    fields."""
    texts, hints = Texts(), get_type_hints(kind)
    labels = {row.name: texts(row.title) for row in in_reading_order(kind)} if kind in OWNERS else {}
    said = {dutch: {"description": labels[name]} for dutch, name in names_of(kind) if name in labels}
    return _object({dutch: {**said.get(dutch, {}), **_of(hints[name])} for dutch, name in names_of(kind)})


def _object(properties: Schema) -> Schema:
    """Everything is always there; what is not known is null, empty, or a list without anything."""
    return {"type": "object", "required": list(properties), "properties": properties}
