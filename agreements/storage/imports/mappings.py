"""What was said of the columns of lists, in the database: by their shape, the last word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agreements.storage.database.transaction import as_instant, execute, fetch


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping file as text, and since when."""

    mapping: str
    said_at: datetime


async def of_shape(shape: str) -> Remembered | None:
    """What was said of lists of this shape."""
    rows = await fetch("SELECT mapping, said_at FROM import_mapping WHERE shape = :shape", {"shape": shape})
    said_at: Any = as_instant(rows[0]["said_at"]) if rows else None
    return Remembered(rows[0]["mapping"], said_at) if rows else None


async def keep(shape: str, mapping: str, at: datetime, by: str) -> None:
    """This is said of lists of this shape from now on."""
    await execute(
        "INSERT INTO import_mapping (shape, mapping, said_at, said_by) VALUES (:shape, :mapping, :at, :by)"
        " ON CONFLICT (shape) DO UPDATE SET mapping = excluded.mapping, said_at = excluded.said_at,"
        " said_by = excluded.said_by",
        {"shape": shape, "mapping": mapping, "at": at, "by": by},
    )
