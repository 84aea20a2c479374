"""The register's own JSON export, read back: every `Content` document is validated to the last field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from agreements.domain.content import Content
from agreements.domain.termination import Termination
from agreements.importing.errors import UnknownExportFormat, UnknownJson
from agreements.importing.formats.json_stream import read_object
from agreements.importing.rows import ended

FORMAT_KEY, LIST_KEY = "formaat", "afspraken"
REFERENCE_KEY, CONTENT_KEY = "kenmerk", "inhoud"
FORMAT = "afsprakenregister/1"
CONTENT: TypeAdapter[Content] = TypeAdapter(Content)
Place = tuple[int | str, ...]
"""Where in a document: names of fields and places in lists, from the outside in."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One agreement of the export, numbered from 1; `problem` names the field that is wrong when there is one."""

    number: int
    reference: str
    content: Content | None
    problem: str = ""
    termination: Termination | None = None
    status: str = ""
    """The status there, of an agreement that was over."""


def read_own(data: bytes) -> list[OwnRow]:
    """The agreements of an export. Raises `BadJson`, `UnknownExportFormat`, `UnknownJson` or `TooManyRows`."""
    rows: list[OwnRow] = []
    document = read_object(data, LIST_KEY, lambda item: rows.append(_row(len(rows) + 1, item)))
    if FORMAT_KEY not in document:
        raise UnknownJson
    if document[FORMAT_KEY] != FORMAT:
        raise UnknownExportFormat(format=str(document[FORMAT_KEY])[:40], expected=FORMAT)
    if not isinstance(document.get(LIST_KEY), list):
        raise UnknownJson
    return rows


def _row(number: int, item: object) -> OwnRow:
    if not isinstance(item, Mapping):
        return OwnRow(number, "", None, problem=CONTENT_KEY)
    reference = item.get(REFERENCE_KEY)
    if not isinstance(reference, str) or not reference.strip():
        return OwnRow(number, "", None, problem=REFERENCE_KEY)
    content, wrong = read_content(item.get(CONTENT_KEY))
    if wrong:
        return OwnRow(number, reference, None, _path(wrong[0]))
    try:
        termination, status = ended.of_item(item)
    except ended.BadDay as error:
        return OwnRow(number, reference, None, str(error))
    return OwnRow(number, reference, content, "", termination, status)


def read_content(given: Any) -> tuple[Content | None, list[Place]]:
    """A content from its JSON value, strictly; or where in it something is missing, of another kind, or not known: a
    field that a `Content` does not have is never dropped in silence."""
    try:
        content = CONTENT.validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        return None, [one["loc"] for one in error.errors(include_url=False, include_input=False)]
    known = CONTENT.dump_python(content, mode="json")
    unknown = [] if given == known else list(_unknown(given, known))
    return (None if unknown else content), unknown


def _path(places: Place) -> str:
    """Where in the document, such as inhoud.parties.0.name."""
    return ".".join((CONTENT_KEY, *(str(place) for place in places)))


def _unknown(given: Any, known: Any, place: Place = ()) -> Iterator[Place]:
    """Where there is a field that a `Content` does not have."""
    if isinstance(given, Mapping) and isinstance(known, Mapping):
        for key, value in given.items():
            yield from _unknown(value, known[key], (*place, key)) if key in known else [(*place, key)]
    if isinstance(given, list) and isinstance(known, list):
        for number, (one, other) in enumerate(zip(given, known, strict=True)):
            yield from _unknown(one, other, (*place, number))
