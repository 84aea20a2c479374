"""SQL text and values that differ between SQLite and PostgreSQL: parameters, dates, instants, JSON."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, Literal

Dialect = Literal["sqlite", "postgres"]

_TOKEN: Final = re.compile(
    r"""
      (?P<kept> '(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | /\*.*?\*/ | (?P<tag>\$\w*\$).*?(?P=tag) | :: )
    | (?<![\w:]) : (?P<name>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})
"""What nearly all values are, and every driver takes."""
_READS: Final = {"SELECT", "VALUES", "EXPLAIN", "PRAGMA", "SHOW", "TABLE"}
_WRITES: Final = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b", re.IGNORECASE)
_RETURNS: Final = re.compile(r"\bRETURNING\b", re.IGNORECASE)


def positional(sql: str, params: Mapping[str, object], dialect: Dialect) -> tuple[str, list[object]]:
    """Turn `:name` into `?` (SQLite) or `$1` (PostgreSQL) and put the values in that order.

    Strings, quoted names, comments and `::casts` are left alone. Raises KeyError for a name without a value;
    values without a name are allowed, so that statements can share one mapping.
    """
    text, names = _compiled(sql, dialect)
    return text, [stored(params[name], dialect) for name in names]


def listed(name: str, values: Iterable[object]) -> tuple[str, dict[str, object]]:
    """Marks for a list in SQL (`:name_0, :name_1`, or NULL when it is empty) and their values."""
    params = {f"{name}_{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{mark}" for mark in params) or "NULL", params


def several(columns: int, rows: int, dialect: Dialect) -> str:
    """Marks for so many rows of so many values each, to stand behind VALUES; the values are bound in that order."""
    if dialect == "sqlite":
        return ", ".join([f"({', '.join('?' * columns)})"] * rows)
    numbers = [f"${number}" for number in range(1, columns * rows + 1)]
    return ", ".join(f"({', '.join(numbers[at : at + columns])})" for at in range(0, len(numbers), columns))


def numbers_in(dialect: Dialect) -> str:
    """All `seq` of a question as one text, for `as_numbers`: a row for each would cost ten times as much."""
    return "group_concat(seq)" if dialect == "sqlite" else "string_agg(seq::text, ',')"


def as_numbers(text: str | None) -> array[int]:
    """The numbers of such a text, in its order."""
    return array("I", json.loads(f"[{text or ''}]"))


@lru_cache(maxsize=64)
def as_stored(columns: str, dialect: Dialect) -> str:
    """The same columns, as SQLite really holds them: its driver reads a column by the type the table declares, and so
    takes 7 for false and one spelling of an instant for another. An expression has no declared type."""
    return columns if dialect == "postgres" else ", ".join(f"+{name} AS {name}" for name in columns.split(", "))


@lru_cache(maxsize=1024)
def _compiled(sql: str, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    names: list[str] = []

    def place(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0]
        if dialect == "sqlite":
            names.append(name)
            return "?"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _TOKEN.sub(place, sql), tuple(names)


@lru_cache(maxsize=1024)
def only_reads(sql: str) -> bool:
    """Tell whether a statement cannot change the database, so that a reader may run it."""
    bare = _bare(sql).lstrip().lstrip("(")
    first = bare.split(None, 1)[0].upper() if bare else ""
    return first in _READS or (first == "WITH" and not _WRITES.search(bare))


@lru_cache(maxsize=1024)
def gives_rows(sql: str) -> bool:
    """Tell whether a statement answers with rows rather than with a count."""
    return only_reads(sql) or _RETURNS.search(_bare(sql)) is not None


def _bare(sql: str) -> str:
    return _TOKEN.sub(" ", sql)


def stored(value: object, dialect: Dialect) -> object:
    """Give a value as the driver must bind it: JSON as text, and on SQLite dates and instants as ISO 8601 text.

    Raises ValueError for an instant without time zone: the two databases would each read it differently.
    """
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return for_driver(value, dialect)


def for_driver(value: object, dialect: Dialect) -> object:
    """Like `stored`, but leaves lists and mappings to the driver, as Piccolo binds its own."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone; give an aware datetime")
        instant = value.astimezone(UTC)
        return instant.isoformat(timespec="microseconds") if dialect == "sqlite" else instant
    if isinstance(value, date) and dialect == "sqlite":
        return value.isoformat()
    return value


def as_date(value: object) -> date | None:
    """Read a date as either driver gives it. Raises ValueError for text that is no ISO 8601 date."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError(f"not a date: {value!r}")


def as_instant(value: object) -> datetime | None:
    """Read an instant as either driver gives it, as aware UTC. Raises ValueError for one without time zone."""
    if value is None:
        return None
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(instant, datetime) or instant.tzinfo is None:
        raise ValueError(f"not an instant with time zone: {value!r}")
    return instant.astimezone(UTC)
