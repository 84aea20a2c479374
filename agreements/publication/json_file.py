"""The selection as JSON, with Dutch names. `inhoud` is the public content in the register's own form, for import."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from agreements.content_json import content_to_json
from agreements.domain.catalogue import OWNERS, in_reading_order
from agreements.domain.dutch import FIELDS, slug
from agreements.domain.record import NotPublic
from agreements.publication.cells import instant_text
from agreements.publication.derived import IN_JSON
from agreements.publication.plan_record import PlanRecord
from agreements.publication.public_record import PublicRecord
from agreements.publication.withheld_record import WithheldRecord

FORMAT = "afsprakenregister/1"
PLAN_LINE = (
    "reference",
    "url",
    "title",
    "version",
    "published_on",
    "reactions_until",
    "ended_on",
    "ending",
    "end_reason",
    "updated_at",
)
"""What is said of every plan."""
_OWN_WORDS = {fact.name: fact.in_json for fact in IN_JSON if fact.in_json}
_NAMES = {**FIELDS, **{fact.name: fact.dutch for fact in IN_JSON}}

NOT_TOLD = {"content", "already_ended", "to_confirm", "awaited"}
"""The content stands by its own names; what follows from the others is told."""


def json_item(record: PublicRecord) -> bytes:
    """One agreement. Raises KeyError for a field without a Dutch name."""
    told = (field.name for field in fields(record) if field.name not in NOT_TOLD)
    described = {_NAMES[name]: _said(record, name) for name in told}
    item = {**described, **_plain(record.content), _NAMES["content"]: json.loads(content_to_json(record.content))}
    return _encoded(item)


def _said(record: PublicRecord, name: str) -> Any:
    return _OWN_WORDS[name](record) if name in _OWN_WORDS else _plain(getattr(record, name))


def withheld_item(record: WithheldRecord) -> bytes:
    """The line that stays of an agreement that is not public any more."""
    return _encoded({_NAMES[field.name]: _plain(getattr(record, field.name)) for field in fields(record)})


def plan_item(plan: PlanRecord) -> bytes:
    """A plan beforehand: with all that is public of it while it is open, of one that ended its line."""
    line = {_NAMES[name]: _plain(getattr(plan, name)) for name in PLAN_LINE}
    if plan.content is None:
        return _encoded(line)
    return _encoded({**line, **_plain(plan.content), _NAMES["content"]: json.loads(content_to_json(plan.content))})


BEFORE_WITHHELD = b'],"niet_meer_openbaar":['
BEFORE_PLANS = b'],"voornemens":['
"""What stands apart from the agreements, so that an import takes it for none."""


def json_head(made_on: date, head: str | None) -> bytes:
    """What stands before the first agreement. `head` is the published head of the audit chain (rule 10)."""
    start = _encoded({"formaat": FORMAT, "gemaakt_op": made_on.isoformat(), "register_kop": head})
    return start[:-1] + b',"afspraken":['


def json_tail(not_public: Iterable[NotPublic]) -> bytes:
    """What stands behind the last plan: of what is not public the number on each ground."""
    counted = [{_NAMES["ground"]: slug(one.ground) or None, "aantal": one.number} for one in not_public]
    return b'],"niet_openbaar":' + json.dumps(counted, separators=(",", ":")).encode() + b"}\n"


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
    """A part of the content goes by the catalogue, a part of what happened by its own fields."""
    if type(value) in OWNERS:
        rows = (row for row in in_reading_order(type(value)) if row.is_public and row.dutch)
        return {row.dutch: _plain(getattr(value, row.name)) for row in rows}
    return {_NAMES[field.name]: _plain(getattr(value, field.name)) for field in fields(value)}


def _encoded(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
