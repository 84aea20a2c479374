"""JSON that means one thing only: no doubled keys, no numbers outside JSON, no endless nesting (RFC 8259)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, NoReturn

from agreements.importing.errors import BadJson, CellTooLong, TooManyRows, UnknownJson
from agreements.importing.formats.limits import MAX_CELL, MAX_ROWS


def load(data: bytes) -> Any:
    """Parse a whole document. Raises `BadJson` with what is wrong."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadJson(problem="not UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadJson(problem=f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise BadJson(problem="nested too deeply") from error
    except ValueError as error:
        raise BadJson(problem=str(error)[:80]) from error


def records_of(document: object) -> tuple[tuple[int, Mapping[str, Any] | None], ...]:
    """The objects of a list of described documents, numbered from 1; None for what is no object.

    Raises `UnknownJson` when it is no list, or when no object has an `id` and a `title`; `TooManyRows` or
    `CellTooLong` beyond the limits that hold for CSV too.
    """
    if not isinstance(document, list):
        raise UnknownJson
    refuse_too_many(document)
    records = [item if isinstance(item, Mapping) else None for item in document]
    if document and not any(record and {"id", "title"} <= record.keys() for record in records):
        raise UnknownJson
    for number, record in enumerate(records, start=1):
        if _longest(record) > MAX_CELL:
            raise CellTooLong(row=number, limit=MAX_CELL)
    return tuple(enumerate(records, start=1))


def refuse_too_many(items: list[Any]) -> None:
    """Raises `TooManyRows` for a list beyond the limit that holds for CSV too."""
    if len(items) > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)


def _longest(value: Any) -> int:
    """The length of the longest text in a value."""
    if isinstance(value, str):
        return len(value)
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return max((_longest(item) for item in items), default=0)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        (name, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"doubled key {name[:40]}")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
