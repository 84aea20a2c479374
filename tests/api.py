"""The description that the API gives of itself, and answers held against it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
from jsonschema import Draft202012Validator, FormatChecker

API = "/api/v1"


async def described(site: httpx.AsyncClient) -> dict[str, Any]:
    """The OpenAPI document."""
    answer = await site.get(f"{API}/openapi.json")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def operations(document: dict[str, Any]) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Each that anyone may do, by its name: its path, its method and what is said of it."""
    return {
        one["operationId"]: (path, method, one)
        for path, methods in document["paths"].items()
        for method, one in methods.items()
        if "security" not in one
    }


def misfits(document: dict[str, Any], schema: dict[str, Any], thing: Any) -> list[str]:
    """What of a JSON value does not fit a schema of the document. A name that the schema does not have fits nowhere."""
    whole = {**closed(schema), "components": closed(document["components"])}
    checker = Draft202012Validator(whole, format_checker=FormatChecker(["date"]))
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in checker.iter_errors(thing)]


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same without room for what is not named, but for what names nothing at all."""
    found = copy.deepcopy(schema)
    _close(found)
    return found


def _close(part: Any) -> None:
    if isinstance(part, dict):
        if "properties" in part and isinstance(part["properties"], dict) and part.get("type") == "object":
            part.setdefault("additionalProperties", False)
        for value in part.values():
            _close(value)
    if isinstance(part, list):
        for value in part:
            _close(value)


def body_schema(operation: dict[str, Any], status: int, document: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The media type and the schema of an answer with this status. Raises KeyError for one that is not described."""
    answer = operation["responses"][str(status)]
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    ((media_type, said),) = answer["content"].items()
    return media_type, said["schema"]


@dataclass
class Seen:
    """The description, and an answer of every kind: of each operation, and of each refusal."""

    document: dict[str, Any]
    answers: dict[str, httpx.Response] = field(default_factory=dict)

    def everyone(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each operation with its path."""
        return ((path, one) for path, _, one in operations(self.document).values())

    def parameters(self) -> Iterator[dict[str, Any]]:
        """Those of all operations."""
        return (one for _, operation in self.everyone() for one in operation["parameters"])


REFUSED = {
    "unknown address": (404, "/bestaat-niet"),
    "unknown agreement": (404, "/afspraken/AFS-2020-9999"),
    "slash": (404, "/afspraken/"),
    "wrong value": (400, "/afspraken?status=weg&perPagina=0"),
    "unknown parameter": (400, "/openapi.json?taal=en"),
}
"""Of some questions that are refused the status and the address."""


async def seen(site: httpx.AsyncClient, reference: str) -> Seen:
    """All of it, of a register that has this agreement."""
    found = Seen(await described(site))
    for name, (path, _, one) in operations(found.document).items():
        filled = path
        for parameter in one["parameters"]:
            value = reference if parameter["name"] == "kenmerk" else parameter.get("example", "")
            filled = filled.replace("{" + parameter["name"] + "}", str(value))
        found.answers[name] = await site.get(API + filled)
    for name, (_, path) in REFUSED.items():
        found.answers[name] = await site.get(API + path)
    found.answers["wrong method"] = await site.delete(f"{API}/organisaties")
    found.answers["options"] = await site.options(f"{API}/organisaties")
    found.answers["above the version"] = await site.get("/api/bestaat-niet")
    return found
