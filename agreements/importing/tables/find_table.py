"""Where the table stands among the rows of a list: by its shape, and by the names that the register knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agreements.importing.errors import NothingToRead
from agreements.importing.formats.limits import HEADER_WITHIN
from agreements.importing.formats.list_row import ListRow
from agreements.importing.mapping.read_header import read_header, score
from agreements.importing.tables.header import Header
from agreements.importing.values.words import clean

LOOKED_BELOW = 30
"""Rows below a row that show whether it has names."""
LONGEST_NAME = 120
"""Characters in the name of a column, an explanation in brackets included."""
MUCH_BETTER = 1.5
"""So many times better a row further down must be: names stand above what they name."""
SAYS_A_VALUE = re.compile(
    r"[^a-z]*|(?:[a-z]{2,9}[ -])?[0-9]{1,2}(?:e|ste|de)?[ -][a-z]{3,9}\.?[ -][0-9]{2,4}|ja|nee|yes|no|x", re.IGNORECASE
)
"""A number, a date, a tick: what stands below names and is none."""


def find_table(rows: Sequence[ListRow]) -> tuple[Header, int]:
    """The names of the columns and the number of their row; of names in two rows, of the lower one.

    Raises `NothingToRead` for rows without a letter, and the refusals of `read_header`.
    """
    if not any(_filled(row) for row in rows[:HEADER_WITHIN]):
        raise NothingToRead
    place = _place(rows)
    names, below = rows[place].cells, place + 1
    if below < len(rows) and _are_of_two_rows(names, rows[below].cells):
        names, below = _joined(names, rows[below].cells), below + 1
    header = read_header(names, [row.cells for row in rows[below:]])
    return header, rows[below - 1].number


def _place(rows: Sequence[ListRow]) -> int:
    """The first row of which no later one is much better."""
    best, place = 0.0, next(index for index, row in enumerate(rows) if _filled(row))
    for index, found in enumerate(_promises(rows)):
        if found > (best * MUCH_BETTER if best else 0):
            best, place = found, index
    return place


def _promises(rows: Sequence[ListRow]) -> list[float]:
    """For each row that may have the names, how much it looks like one."""
    filled = [_filled(row) for row in rows[: HEADER_WITHIN + LOOKED_BELOW]]
    return [_promise(filled[place], filled[place + 1 :]) for place in range(min(len(filled), HEADER_WITHIN))]


def _promise(cells: Mapping[int, str], below: Sequence[Mapping[int, str]]) -> float:
    """Its names, which weigh most, times the rows below that fit under them; more when the register knows names, less
    when cells below stand under none."""
    known = score(list(cells.values()))
    names = sum(map(_is_name, cells.values())) - sum(map(_says_a_value, cells.values()))
    fitting = sum(2 * len(other) >= len(cells) for other in below[:LOOKED_BELOW] if other)
    is_wider = any(other.keys() - cells.keys() for other in below)
    return max(names, known) ** 3 * (1 + fitting) * (1 + known) / (2 if is_wider else 1)


def _is_name(cell: str) -> bool:
    return len(cell) <= LONGEST_NAME and not _says_a_value(cell)


def _says_a_value(cell: str) -> bool:
    return SAYS_A_VALUE.fullmatch(cell[:LONGEST_NAME]) is not None


def _filled(row: ListRow) -> dict[int, str]:
    """The cells that say something, by their place."""
    return {place: text for place, cell in enumerate(row.cells) if (text := clean(cell))}


def _are_of_two_rows(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Names that stand under a name that they share, such as “van” and “tot” under “Looptijd”: the lower row only
    has names, also where the upper one is empty, and is empty elsewhere."""
    pairs = [(clean(one), clean(other)) for one, other in zip(upper, lower, strict=False)]
    under = [place for place, (one, other) in enumerate(pairs) if other and not one]
    return (
        bool(under)
        and all(_is_name(other) for _, other in pairs if other)
        and any(one and not other for one, other in pairs)
        and all(place and pairs[place - 1][1] for place in under)
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Each lower name after the nearest upper name on its left."""
    shared: list[str] = []
    for name in upper:
        shared.append(clean(name) or (shared[-1] if shared else ""))
    under = [*map(clean, lower), *[""] * (len(upper) - len(lower))]
    return tuple(
        f"{above} {below}" if below else name for above, name, below in zip(shared, upper, under, strict=False)
    )
