"""JSON that means one thing only: no doubled keys, no numbers outside JSON, no endless nesting (RFC 8259)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from agreements.importing.errors import BadJson


def load(data: bytes) -> Any:
    """Parse a whole document. Raises `BadJson` with what is wrong."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=without_doubles, parse_constant=no_such_constant)
    except UnicodeDecodeError as error:
        raise BadJson(problem="not UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadJson(problem=f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise BadJson(problem="nested too deeply") from error
    except ValueError as error:
        raise BadJson(problem=str(error)[:80]) from error


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises `ValueError` with a name that stands in it twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        (name, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"doubled key {name[:40]}")
    return made


def no_such_constant(name: str) -> NoReturn:
    """Raises `ValueError`: NaN and Infinity are not in the standard."""
    raise ValueError(f"{name} is not JSON")
