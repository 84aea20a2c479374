"""The table of a list, its sheets and its columns, as it is kept for people to look at, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from agreements.dates import DateOrder
from agreements.importing.formats import sheets
from agreements.importing.formats.sheets import SheetSeen
from agreements.importing.formats.source import ListSource, Source
from agreements.importing.tables.header import ColumnReading, Header, Why


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns of a list are, and which sheets there are beside its own."""

    header: Header
    sheets: tuple[SheetSeen, ...] = ()


def table_of(source: Source) -> Table | None:
    """The table of a list; None for a file that says itself what its fields are."""
    return Table(source.header, source.sheets) if isinstance(source, ListSource) else None


def to_kept(table: Table | None) -> str:
    """As JSON; empty without a table."""
    if table is None:
        return ""
    document = {
        "columns": [{**asdict(column), "why": column.why.name} for column in table.header.columns],
        "values": table.header.values,
        "sheets": [{**asdict(sheet), "why": sheet.why.name} for sheet in table.sheets],
    }
    return json.dumps(document, ensure_ascii=False, default=_dated)


def from_kept(kept: str) -> Table | None:
    """The table again."""
    if not kept:
        return None
    document = json.loads(kept)
    header = Header(tuple(map(_column, document["columns"])), document["values"])
    return Table(header, tuple(_sheet(sheet) for sheet in document["sheets"]))


def _dated(value: object) -> object:
    """A date is written in the language of whoever reads it, so it stays one."""
    return {"date": value.isoformat()} if isinstance(value, date) else str(value)


def _column(kept: dict[str, Any]) -> ColumnReading:
    read = {
        "why": Why[kept["why"]],
        "values": {name: _value(value) for name, value in kept["values"].items()},
        "order": DateOrder(kept["order"]) if kept["order"] else None,
        "examples": tuple(kept["examples"]),
        "open_words": tuple(kept["open_words"]),
    }
    return ColumnReading(**{**kept, **read})


def _sheet(kept: dict[str, Any]) -> SheetSeen:
    return SheetSeen(**{**kept, "why": sheets.Why[kept["why"]]})


def _value(kept: Any) -> object:
    return date.fromisoformat(kept["date"]) if isinstance(kept, dict) else kept
