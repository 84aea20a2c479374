"""The selection as JSON, with Dutch names. `inhoud` is the public content in the register's own form, for import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic_core import to_json

from agreements.content_json import content_to_json
from agreements.domain.catalogue import OWNERS, in_reading_order
from agreements.domain.content import Content
from agreements.domain.dutch import FIELDS, slug
from agreements.domain.record import NotPublic
from agreements.publication import api_records
from agreements.publication.api_records import VersionLine, VersionRecord
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
NAMES = {**FIELDS, **api_records.NAMES, **{fact.name: fact.dutch for fact in IN_JSON}}
"""Of every attribute of a record, but of the parts of the content: those have theirs in the catalogue."""

_AS_THEY_ARE = frozenset({str, int, bool, date, type(None)})
"""Types of which `to_json` writes a value as we do; most values are of one."""

NOT_TOLD = {"content", "already_ended", "to_confirm", "awaited"}
"""The content stands by its own names; what follows from the others is told."""


def json_item(record: PublicRecord) -> bytes:
    """One agreement. Raises KeyError for a field without a Dutch name."""
    return b"".join(json_parts(record))


def json_parts(record: PublicRecord) -> list[bytes]:
    """The same in two parts: what follows from the day too, and the content, which is ten times as long."""
    return _with_content({dutch: _said(record, name) for dutch, name in described_fields()}, record.content)


@cache
def described_fields() -> tuple[tuple[str, str], ...]:
    """What is told of an agreement beside its content: the Dutch name and the attribute of each."""
    return tuple((NAMES[field.name], field.name) for field in fields(PublicRecord) if field.name not in NOT_TOLD)


def _said(record: PublicRecord, name: str) -> Any:
    return _OWN_WORDS[name](record) if name in _OWN_WORDS else _plain(getattr(record, name))


def _with_content(described: dict[str, Any], content: Content) -> list[bytes]:
    """In two parts, one behind the other. The content stands there twice: by its Dutch names, without those that are
    described already, and in the register's own form, which is JSON already."""
    told = to_json({name: value for name, value in _plain(content).items() if name not in described})
    own = content_to_json(content).encode()
    return [to_json(described)[:-1], b',%b,"%b":%b}' % (told[1:-1], NAMES["content"].encode(), own)]


def withheld_item(record: WithheldRecord) -> bytes:
    """The line that stays of an agreement that is not public any more."""
    return json_record(record)


def json_record(record: Any) -> bytes:
    """Any other record, by the names of its fields. Raises KeyError for a field without a Dutch name."""
    return to_json({NAMES[field.name]: _plain(getattr(record, field.name)) for field in fields(record)})


def version_item(record: VersionRecord) -> bytes:
    """An approved version with all that was agreed."""
    line = {NAMES[field.name]: _plain(getattr(record, field.name)) for field in fields(VersionLine)}
    return b"".join(_with_content(line, record.content))


def plan_item(plan: PlanRecord) -> bytes:
    """A plan beforehand: with all that is public of it while it is open, of one that ended its line."""
    line = {NAMES[name]: _plain(getattr(plan, name)) for name in PLAN_LINE}
    return to_json(line) if plan.content is None else b"".join(_with_content(line, plan.content))


BEFORE_WITHHELD = b'],"niet_meer_openbaar":['
BEFORE_PLANS = b'],"voornemens":['
"""What stands apart from the agreements, so that an import takes it for none."""


def json_head(made_on: date, head: str | None) -> bytes:
    """What stands before the first agreement. `head` is the published head of the audit chain (rule 10)."""
    start = to_json({"formaat": FORMAT, "gemaakt_op": made_on.isoformat(), "register_kop": head})
    return start[:-1] + b',"afspraken":['


def json_tail(not_public: Iterable[NotPublic]) -> bytes:
    """What stands behind the last plan: of what is not public the number on each ground."""
    counted = [{NAMES["ground"]: slug(one.ground) or None, "aantal": one.number} for one in not_public]
    return b'],"niet_openbaar":' + to_json(counted) + b"}\n"


def _plain(value: Any) -> Any:
    kind = value.__class__
    return value if kind in _AS_THEY_ARE else _writing(kind)(value)


@cache
def _writing(kind: type) -> Callable[[Any], Any]:
    """How values of a type are written. Found out once for each: an agreement holds hundreds of values."""
    if issubclass(kind, StrEnum):
        return slug
    if issubclass(kind, datetime):
        return instant_text
    if issubclass(kind, tuple):
        return lambda values: [_plain(value) for value in values]
    names = names_of(kind)
    return lambda whole: {dutch: _plain(getattr(whole, name)) for dutch, name in names}


def names_of(kind: type[Any]) -> tuple[tuple[str, str], ...]:
    """The Dutch name and the attribute of each value in a part: one of the content goes by the catalogue, one of what
    happened by its own fields."""
    if kind in OWNERS:
        return tuple((row.dutch, row.name) for row in in_reading_order(kind) if row.is_public and row.dutch)
    return tuple((NAMES[field.name], field.name) for field in fields(kind))
