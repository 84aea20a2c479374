"""What lists of the public register hold, by the references that people know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.filters import Filter
from agreements.domain.selection import Selection
from agreements.storage.public_memory import lists, rows
from agreements.storage.public_memory.beside import Late


async def references(selection: Selection, *, limit: int = 100, offset: int = 0) -> list[str]:
    """The agreements of a selection, in its order."""
    numbers = await lists.page(await lists.find(selection), selection, limit=limit, offset=offset)
    return [reference for reference, _ in await rows.changed(numbers)]


async def count(selection: Selection) -> int:
    """How many it holds."""
    return (await lists.find(selection)).count


async def counts(row: Filter, selection: Selection) -> Mapping[str, int]:
    """How many of them have each value of a filter."""
    return (await lists.find(selection)).counts(row)


async def late_on(day: date) -> dict[DeadlineKind, tuple[Late, ...]]:
    """What residents read on a day that is late."""
    view = await lists.view_on(day, is_past=False)
    return {kind: found.first for kind, found in view.beside.late.items()}
