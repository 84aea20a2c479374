"""A row of a list as it is kept for people to look at, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from agreements.dates import PartialDate
from agreements.importing.codes import Code
from agreements.importing.import_row import Difference, ImportRow, Outcome
from agreements.importing.messages import Message
from agreements.storage.imports.rows import StoredRow

NO_DIFFERENCES = "[]"


def to_kept(row: ImportRow, revision: int | None = None, before: str = "") -> StoredRow:
    """The row as it is kept. `revision` of the agreement, as the row left it; `before`: what undoing puts back."""
    return StoredRow(
        number=row.row,
        outcome=row.outcome.value,
        is_unsure=row.is_unsure,
        reference=row.reference,
        title=row.title,
        starts=str(row.start or ""),
        ends=str(row.end or ""),
        messages=_json([{"code": message.code.name, "values": dict(message.values)} for message in row.messages]),
        differences=_json([asdict(one) for one in row.differences]) if row.differences else NO_DIFFERENCES,
        revision=revision,
        before=before,
    )


def from_kept(kept: StoredRow) -> ImportRow:
    """What people see of it; its content is not kept here."""
    return ImportRow(
        row=kept.number,
        outcome=Outcome(kept.outcome),
        title=kept.title,
        reference=kept.reference,
        start=_partial(kept.starts),
        end=_partial(kept.ends),
        messages=tuple(_message(one) for one in json.loads(kept.messages)),
        differences=tuple(Difference(**one) for one in json.loads(kept.differences)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_dated)


def _dated(value: object) -> object:
    """A date is written in the language of whoever reads the message, so it stays one."""
    return {"date": value.isoformat()} if isinstance(value, date) else str(value)


def _message(kept: dict[str, Any]) -> Message:
    return Message(Code[kept["code"]], {name: _value(value) for name, value in kept["values"].items()})


def _value(kept: Any) -> object:
    if isinstance(kept, dict):
        return date.fromisoformat(kept["date"])
    return tuple(kept) if isinstance(kept, list) else kept


def _partial(text: str) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None
