"""One row of a list, the same whatever format it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.importing.messages import Message


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record of a list. All cells are text: a day is `2026-01-01`, a number its shortest form, an error `#N/B`.

    `number` counts records from 1, the row of column names first in most files; in a spreadsheet it is the number
    that its program shows. `messages` are about how the row is written, `filled` are the places of cells that say
    what stands in a merged cell above. A banner is one cell that was merged over the width of the table.
    """

    number: int
    cells: tuple[str, ...]
    messages: tuple[Message, ...] = ()
    filled: frozenset[int] = frozenset()
    is_banner: bool = False
