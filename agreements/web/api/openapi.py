"""The description of the API for programs and their makers (OpenAPI 3.1), in Dutch: made of the rows of `routes`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from agreements.domain.wording import N_
from agreements.http.problem import PROBLEM as PROBLEM_TYPE
from agreements.http.problem import PROBLEMS
from agreements.settings import Settings
from agreements.texts import Texts
from agreements.web.api.answers import JSON
from agreements.web.api.edition import ROOT, VERSION
from agreements.web.api.operation import Operation
from agreements.web.api.parameters import Parameter
from agreements.web.api.schemas import PROBLEM, Told, listed_schema, schemas

Part = dict[str, Any]

_PLACE = re.compile(r"\{(\w+):\w+\}")
_PLACES: Final[Mapping[str, tuple[str, str, Part, Any]]] = {
    "reference": ("kenmerk", N_("The lasting name of an agreement."), {"type": "string"}, "AFS-2025-0001"),
    "number": ("versie", N_("The number of a version, from 1."), {"type": "integer", "minimum": 1}, 1),
}
"""Of each place in an address its Dutch name, what it is (a message id), its schema and an example."""
KEY: Final = "sleutel"
_ASKED: Final[Mapping[str, str]] = {
    "Idempotency-Key": N_("A key of your own for this draft: sent twice, it makes one draft."),
    "If-Match": N_("The ETag of the draft as you read it."),
}
"""What headers that must be sent along are (message ids)."""
_ALWAYS_REFUSED = (400, 429, 500, 503)
"""What every operation may answer with."""
_HEADERS: Final[Mapping[str, tuple[str, Part]]] = {
    "API-Version": (N_("The full version of the API."), {"type": "string"}),
    "ETag": (N_("Send it along in If-None-Match: then you get 304 when nothing changed."), {"type": "string"}),
    "Link": (N_("The addresses of the first and the next page (RFC 8288)."), {"type": "string"}),
    "RateLimit": (N_("What is left of your questions, and in how many seconds all are back."), {"type": "string"}),
    "Retry-After": (N_("So many seconds to wait."), {"type": "integer"}),
}


def document(operations: Iterable[Operation], settings: Settings) -> bytes:
    """The whole document, for a register with these settings."""
    texts, rows = Texts(), list(operations)
    told: Part = {
        "openapi": "3.1.0",
        "info": _info(settings, texts),
        "servers": [{"url": settings.base_url + ROOT}],
        "tags": [{"name": name} for name in dict.fromkeys(map(_tag, rows))],
        "paths": {},
        "components": _components(rows, texts),
    }
    for row in rows:
        told["paths"].setdefault(path_of(row), {})[row.method] = _operation(row, texts)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _info(settings: Settings, texts: Texts) -> Part:
    title = texts(N_("Register of agreements of %(organisation)s"), organisation=settings.organisation_name)
    about = texts(N_("The agreements under which data about residents are shared. Everything here is public."))
    contact = {
        "name": settings.organisation_name,
        "url": f"{settings.base_url}/over",
        "email": settings.api_contact or settings.sender_address,
    }
    licence = {"name": "CC0 1.0", "identifier": "CC0-1.0"}
    return {"title": title, "version": VERSION, "description": about, "contact": contact, "license": licence}


def _components(rows: Iterable[Operation], texts: Texts) -> Part:
    known = {name: _schema(told, texts) for name, told in schemas().items()}
    lists = {
        _list_name(row): listed_schema(row.listed, row.tells, is_counted=row.is_counted) for row in rows if row.listed
    }
    return {
        "schemas": {**known, **lists},
        "headers": {name: {"description": texts(what), "schema": of} for name, (what, of) in _HEADERS.items()},
        "responses": {f"{PROBLEM}{status}": _refusal(status, texts) for status in PROBLEMS},
        **({"securitySchemes": {KEY: _scheme(texts)}} if any(row.scope for row in rows) else {}),
    }


def _scheme(texts: Texts) -> Part:
    """How a key is sent (RFC 6750), and by what it is known."""
    about = texts(N_("A key that a privacy officer made in beheer, such as afspr_…"))
    return {"type": "http", "scheme": "bearer", "bearerFormat": "afspr", "description": about}


def _schema(told: Told, texts: Texts) -> Part:
    examples = {"examples": [told.example]} if told.example else {}
    return {"description": texts(told.meaning), **told.schema, **examples}


def _refusal(status: int, texts: Texts) -> Part:
    more = ("Retry-After",) if status in {429, 503} else ()
    return {
        "description": texts(PROBLEMS[status].title),
        "headers": _headers("API-Version", *more),
        "content": {PROBLEM_TYPE: {"schema": _ref("schemas", PROBLEM)}},
    }


def _operation(row: Operation, texts: Texts) -> Part:
    places = [_PLACES[name] for name in _PLACE.findall(row.path)]
    in_path = [
        {"name": name, "in": "path", "required": True, "description": texts(what), "schema": of, "example": example}
        for name, what, of, example in places
    ]
    refused = sorted({*_ALWAYS_REFUSED, *row.refuses})
    unchanged = {"description": texts(N_("Nothing changed.")), "headers": _headers("API-Version", "ETag")}
    return {
        "operationId": row.name,
        "tags": [_tag(row)],
        "summary": texts(row.summary),
        "parameters": [*in_path, *(_parameter(one, texts) for one in row.parameters), *_headers_asked(row, texts)],
        **_with_a_key(row),
        "responses": {
            str(row.answers): _answer(row, texts),
            **({} if row.scope else {"304": unchanged}),
            **{str(status): _ref("responses", f"{PROBLEM}{status}") for status in refused},
        },
    }


def _headers_asked(row: Operation, texts: Texts) -> list[Part]:
    return [
        {
            "name": name,
            "in": "header",
            "required": True,
            "description": texts(_ASKED[name]),
            "schema": {"type": "string"},
        }
        for name in row.asks
    ]


def _with_a_key(row: Operation) -> Part:
    """Which scope an operation needs, and what is sent along."""
    needs: Part = {"security": [{KEY: [row.scope.value]}]} if row.scope else {}
    body = {"required": True, "content": {JSON: {"schema": _ref("schemas", row.takes)}}}
    return needs | ({"requestBody": body} if row.takes else {})


def _parameter(row: Parameter, texts: Texts) -> Part:
    many = {"style": "form", "explode": True} if row.is_list else {}
    example = {"example": row.example} if row.example is not None else {}
    said = {"name": row.name, "in": "query", "description": texts(row.meaning)}
    return {**said, "required": False, **many, "schema": dict(row.schema), **example}


def _answer(row: Operation, texts: Texts) -> Part:
    told = schemas()[row.tells]
    counted = {"aantal": 1} if row.is_counted else {}
    whole = {**counted, "volgende": None, row.listed: [told.example]} if row.listed else told.example
    shown = {"example": whole} if told.example else {}
    schema = _ref("schemas", _list_name(row) if row.listed else row.tells)
    more = ("Link",) if row.listed else ()
    return {
        "description": texts(told.meaning),
        "headers": _headers("API-Version", "ETag", "RateLimit", *more),
        "content": {JSON: {"schema": schema, **shown}},
    }


def _headers(*names: str) -> Part:
    return {name: _ref("headers", name) for name in names}


def _ref(kind: str, name: str) -> Part:
    return {"$ref": f"#/components/{kind}/{name}"}


def path_of(row: Operation) -> str:
    """Its address with the Dutch names of its places."""
    return _PLACE.sub(lambda found: "{" + _PLACES[found[1]][0] + "}", row.path)


def _tag(row: Operation) -> str:
    return row.path.split("/")[1]


def _list_name(row: Operation) -> str:
    return f"Lijst{row.listed[:1].upper()}{row.listed[1:]}"
