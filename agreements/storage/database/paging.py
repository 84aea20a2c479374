"""Reading a whole table a page at a time on its key, so that no cursor stays open and no list is too long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from agreements.storage.database.transaction import fetch_as_stored


async def paged(columns: str, table: str, key: str, size: int) -> AsyncIterator[list[dict[str, Any]]]:
    """All rows of a table in the order of its key, `size` at a time and as they are stored; not one is passed over."""
    condition, params = "", dict[str, object]()
    while rows := await fetch_as_stored(
        columns, f"FROM {table} {condition} ORDER BY {table}.{key} LIMIT {size}", params
    ):
        yield rows
        condition, params = f"WHERE {key} > :last", {"last": rows[-1][key]}
