"""The selection as JSON, with Dutch names. `inhoud` is the public content in the register's own form, for import."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from agreements.content_json import content_to_json
from agreements.publication.dutch import FIELDS, slug
from agreements.publication.public_record import PublicRecord
from agreements.publication.withheld_record import WithheldRecord

FORMAT = "afsprakenregister/1"
_ALWAYS_PUBLIC = frozenset({"is_public", "not_public_reason", "internal_notes"})
"""Fields of the content that say nothing here: what is published is public."""


def json_item(record: PublicRecord) -> bytes:
    """One agreement. Raises KeyError for a field without a Dutch name."""
    described = {
        FIELDS[field.name]: _plain(getattr(record, field.name)) for field in fields(record) if field.name != "content"
    }
    item = {**described, **_plain(record.content), FIELDS["content"]: json.loads(content_to_json(record.content))}
    return _encoded(item)


def withheld_item(record: WithheldRecord) -> bytes:
    """The line that stays of an agreement that is not public any more."""
    return _encoded({FIELDS[field.name]: _plain(getattr(record, field.name)) for field in fields(record)})


def json_file(items: Iterable[bytes], *, made_on: date, head: str | None, withheld: Iterable[bytes] = ()) -> bytes:
    """The whole document out of its items. `head` is the published head of the audit chain (rule 10).

    What is `withheld` stands apart, so that an import takes it for no agreement.
    """
    start = _encoded({"formaat": FORMAT, "gemaakt_op": made_on.isoformat(), "register_kop": head})
    return (
        start[:-1]
        + b',"afspraken":['
        + b",\n".join(items)
        + b'],"niet_meer_openbaar":['
        + b",\n".join(withheld)
        + b"]}\n"
    )


def instant_text(value: datetime) -> str:
    """An instant in UTC, to the second, such as 2026-11-23T14:05:00Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return slug(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return _fields(value)
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {
        _name(type(value).__name__, field.name): _plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in _ALWAYS_PUBLIC and not _is_unused(type(value).__name__, field.name)
    }


def _name(owner: str, field: str) -> str:
    """A party's own kind and purpose have the names of the agreement's; only an end in words is called differently."""
    return "einde" if (owner, field) == ("StatedWords", "ends_on") else FIELDS[field]


def _is_unused(owner: str, field: str) -> bool:
    """Of the source's own words only term and end are ever public."""
    return owner == "StatedWords" and field not in {"term", "ends_on"}


def _encoded(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
