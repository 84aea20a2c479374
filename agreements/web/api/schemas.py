"""The schemas of the API, by name: what it answers with, and true examples of these.

Both are made by the code that writes the answers, so neither can say what no answer says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from agreements.domain.content import Content
from agreements.domain.memory import EntryKind
from agreements.domain.vocabulary import PartyKind
from agreements.domain.wording import N_
from agreements.publication.api_records import (
    ChangeRecord,
    OrganisationRecord,
    VersionLine,
    version_line,
)
from agreements.publication.json_file import json_record
from agreements.publication.json_schema import Schema, agreement_schema, record_schema, version_schema
from agreements.publication.key_days import KeyDayRecord
from agreements.publication.published import Published
from agreements.texts import Texts
from agreements.web.api.writing.schemas import writing_schemas


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the API tells: what it is (a message id), its schema and an example."""

    meaning: str
    schema: Schema
    example: Any = None
    """None where one would be as long as the whole. Of what holds the fields of an agreement there can be none: the
    official ruleset takes every name in an example that has “get” or “put” in it for a method, and fails on it."""


PROBLEM = "Probleem"
_HOST = "https://afspraken.example.nl"
_KNOWN = datetime(2025, 12, 1, 9, 30, tzinfo=UTC)
_PUBLISHED = Published(
    reference="AFS-2025-0001",
    version=1,
    content=Content(title="Vroeg hulp bij huurschulden"),
    approved_on=date(2025, 12, 1),
)
_ORGANISATION = OrganisationRecord(
    name="Woonstichting De Linde",
    what_kind=PartyKind.HOUSING_CORPORATION,
    identifier="KVK 12345678",
    agreements=4,
    url=f"{_HOST}/api/v1/afspraken?partner=Woonstichting+De+Linde",
)
_DAY = KeyDayRecord(
    on=date(2027, 12, 31),
    deadline="einde",
    subject="",
    is_done=False,
    dropped_on=None,
    reference="AFS-2025-0001",
    title="Vroeg hulp bij huurschulden",
    url=f"{_HOST}/afspraken/AFS-2025-0001",
)
_CHANGE = ChangeRecord(
    number=1,
    reference="AFS-2025-0001",
    what=EntryKind.PUBLISHED,
    changes=1,
    known_at=_KNOWN,
    known_on=date(2025, 12, 1),
)


@cache
def schemas() -> Mapping[str, Told]:
    """Every schema by its name, in the order of the document."""
    line = version_line(_PUBLISHED, _HOST)
    return {
        "Afspraak": Told(N_("An agreement about sharing data"), agreement_schema()),
        "VersieInLijst": _told(N_("An approved version, in short"), record_schema(VersionLine), json_record(line)),
        "Versie": Told(N_("An approved version, as it stays for ever"), version_schema()),
        "Organisatie": _told(
            N_("A party of agreements"), record_schema(OrganisationRecord), json_record(_ORGANISATION)
        ),
        "Termijn": _told(N_("A day of an agreement"), record_schema(KeyDayRecord), json_record(_DAY)),
        "Wijziging": _told(N_("A change that everyone can see"), record_schema(ChangeRecord), json_record(_CHANGE)),
        **{name: Told(meaning, schema) for name, (meaning, schema) in writing_schemas().items()},
        "Beschrijving": Told(N_("A description by OpenAPI 3.1"), _DESCRIPTION),
        PROBLEM: Told(N_("Why a question is refused (RFC 9457)"), _PROBLEM, _A_PROBLEM),
    }


def _told(meaning: str, schema: Schema, example: bytes) -> Told:
    return Told(meaning, schema, json.loads(example))


def listed_schema(name: str, of: str, *, is_counted: bool) -> Schema:
    """A page of a list of these."""
    texts = Texts()
    many = {"type": "integer", "minimum": 0, "description": texts(N_("How many there are on all pages together."))}
    following = {
        "type": ["string", "null"],
        "format": "uri",
        "description": texts(N_("The address of the next page. Null on the last one.")),
    }
    counted = {"aantal": many} if is_counted else {}
    told = {**counted, "volgende": following, name: {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}}
    return {"type": "object", "required": list(told), "properties": told}


_DESCRIPTION: Schema = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string"},
        "info": {"type": "object"},
        "paths": {"type": "object"},
    },
    "additionalProperties": True,
}
_WRONG: Schema = {
    "type": "object",
    "required": ["name", "reason"],
    "properties": {"name": {"type": "string"}, "reason": {"type": "string"}},
}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {"type": "array", "items": _WRONG},
    },
}
_A_PROBLEM = {
    "type": "about:blank",
    "title": "De vraag klopt niet",
    "status": 400,
    "detail": "De vraag klopt niet. Kijk wat bij “errors” staat.",
    "instance": "/api/v1/afspraken",
    "errors": [{"name": "peildatum", "reason": "“morgen” is geen datum voor “peildatum”. Schrijf die als 2026-12-31."}],
}
