"""Described documents as JSON: a list of objects, such as `convenanten.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agreements.importing.errors import CellTooLong, UnknownJson
from agreements.importing.formats.json_stream import read_list
from agreements.importing.formats.limits import MAX_CELL


def read_records(data: bytes) -> tuple[tuple[int, Mapping[str, Any] | None], ...]:
    """The objects of a list of described documents, numbered from 1; None for what is no object.

    Raises `BadJson`; `UnknownJson` when no object has an `id` and a `title`; `TooManyRows` or `CellTooLong` beyond the
    limits that hold for every list.
    """
    records: list[tuple[int, Mapping[str, Any] | None]] = []

    def take(item: object) -> None:
        number = len(records) + 1
        record = item if isinstance(item, Mapping) else None
        if _longest(record) > MAX_CELL:
            raise CellTooLong(row=number, limit=MAX_CELL)
        records.append((number, record))

    read_list(data, take)
    if records and not any(record and {"id", "title"} <= record.keys() for _, record in records):
        raise UnknownJson
    return tuple(records)


def _longest(value: Any) -> int:
    """The length of the longest text in a value."""
    if isinstance(value, str):
        return len(value)
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return max((_longest(item) for item in items), default=0)
