"""From the row of column names, the cells below it and what somebody said, to what each column is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from agreements.dates import shortened
from agreements.importing.errors import ColumnsDoubled
from agreements.importing.mapping import forms
from agreements.importing.mapping.by_content import LOOKED_AT, is_half_a_title, likeliest_title, proposals
from agreements.importing.mapping.by_name import by_name, surely
from agreements.importing.mapping.wishes import Wish, Wishes
from agreements.importing.tables.columns import LENGTHS, SEVERAL, Column
from agreements.importing.tables.header import RANK, ColumnReading, Header, Why, unnamed
from agreements.importing.values.choices import is_value
from agreements.importing.values.closed_lists import LISTS
from agreements.importing.values.words import clean, plain

EXAMPLES = 3
MOST_WORDS, LONGEST_WORD = 12, 60
"""Of a closed list that somebody may be asked to explain; longer ones are sentences."""
SLASHED = re.compile(r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b")
SHOWN_COLUMNS = 30


def score(cells: Sequence[str]) -> int:
    """How many columns a row names that the register knows for sure, or that may be called so for want of a title."""
    return sum(surely(cell) is not None or is_half_a_title(cell) for cell in cells)


def read_header(
    names: Sequence[str],
    rows: Iterable[Sequence[str]] = (),
    wishes: Wishes | None = None,
    remembered: Wishes | None = None,
) -> Header:
    """Give every column its meaning: what was wished, else what was remembered, else what its name or its cells tell.

    What no column is sure to mean goes to the notes. Raises `ColumnsDoubled` with the names that stand there twice,
    and the refusals of `Wishes.check`.
    """
    called = tuple(forms.shown(name) or unnamed(index) for index, name in enumerate(names))
    _refuse_doubled(called)
    for said in filter(None, (wishes, remembered)):
        said.check(called)
    columns = _columns(len(called), rows)
    first = [_first_reading(name, wishes, remembered) for name in called]
    settled = _with_proposals(_settled(first), columns)
    values = {**(remembered.values if remembered else {}), **(wishes.values if wishes else {})}
    shown = [_shown(one, cells, values) for one, cells in zip(settled, columns, strict=True)]
    return Header(tuple(shown), values)


def listed(names: Sequence[str]) -> str:
    """The names as a sentence shows them: each between quotation marks, not too many."""
    shown = [f"“{forms.shown(name)[:40]}”" for name in names if name.strip()]
    return ", ".join(shown[:SHOWN_COLUMNS]) + (" …" if len(shown) > SHOWN_COLUMNS else "")


def _refuse_doubled(names: Sequence[str]) -> None:
    """Two columns of one name cannot be told apart by anybody; of some there may be several."""
    times = Counter(plain(name) for name in names)
    doubled = [name for name in names if times[plain(name)] > 1 and plain(name)]
    if any((match := by_name(name)) is None or match.meaning not in SEVERAL for name in doubled):
        raise ColumnsDoubled(columns=listed(doubled))


def _columns(count: int, rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The cells of each column, of the first rows that say something."""
    filled = (row for row in rows if any(cell.strip() for cell in row))
    seen = [[clean(cell[: 2 * forms.LONGEST]) for cell in row] for row in islice(filled, LOOKED_AT)]
    return [tuple(row[place] if place < len(row) else "" for row in seen) for place in range(count)]


def _first_reading(name: str, wishes: Wishes | None, remembered: Wishes | None) -> ColumnReading:
    """What one column means by itself."""
    for said in filter(None, (wishes, remembered)):
        if (wish := said.by_name.get(plain(name))) is not None:
            return _wished(name, wish, said)
    match = by_name(name)
    if match is None:
        return ColumnReading(name, None, Why.UNKNOWN)
    return ColumnReading(name, match.meaning, match.why, {"known": match.known})


def _wished(name: str, wish: Wish, said: Wishes) -> ColumnReading:
    return ColumnReading(name, wish.meaning, said.why, {"since": said.since}, order=wish.order)


def _settled(readings: Sequence[ColumnReading]) -> list[ColumnReading]:
    """Of the columns that would mean the same, the one with the strongest reason keeps it, the first of equals."""
    strongest: dict[str, ColumnReading] = {}
    for one in sorted(readings, key=lambda one: RANK[one.why]):
        if one.meaning is not None:
            strongest.setdefault(one.meaning, one)
    return [
        one
        if one.meaning is None or one.meaning in SEVERAL or strongest[one.meaning] is one
        else _given_up(one, strongest)
        for one in readings
    ]


def _given_up(one: ColumnReading, strongest: Mapping[str, ColumnReading]) -> ColumnReading:
    other = strongest[one.meaning or ""].name
    return replace(one, meaning=None, why=Why.TAKEN, values={"other": other})


def _with_proposals(readings: Sequence[ColumnReading], columns: Sequence[tuple[str, ...]]) -> list[ColumnReading]:
    """With what the cells of unknown columns may mean; and with the likeliest title where no column has one, as
    without one no row is an agreement."""
    made = list(readings)
    names, meanings = [one.name for one in made], [one.meaning for one in made]
    free = [place for place, one in enumerate(made) if one.meaning is None and one.why in {Why.UNKNOWN, Why.TAKEN}]
    unknown = [place for place in free if made[place].why is Why.UNKNOWN]
    for found in proposals(names, meanings, columns, unknown):
        made[found.place] = replace(made[found.place], proposal=found.meaning, why=found.why, values=found.values)
        free.remove(found.place)
    if Column.TITLE not in meanings and (title := likeliest_title(names, columns, free)) is not None:
        made[title] = replace(made[title], meaning=Column.TITLE.value, why=Why.LIKELIEST_TITLE)
    return made


def _shown(one: ColumnReading, cells: Sequence[str], values: Mapping[str, Mapping[str, str]]) -> ColumnReading:
    """With what people need to see of its cells."""
    return replace(
        one,
        unit=forms.unit_of(one.name) if one.meaning in LENGTHS else "",
        is_order_open=any(SLASHED.search(cell) for cell in cells),
        open_words=_open_words(one.meaning, cells, values.get(one.meaning, {})) if one.meaning in LISTS else (),
        examples=_examples(cells),
    )


def _open_words(meaning: str | None, cells: Iterable[str], explained: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a column that are no value of its list, and those that somebody explained."""
    found = dict.fromkeys(shortened(cell) for cell in cells if cell and len(cell) <= LONGEST_WORD)
    is_open = (word for word in found if plain(word) in explained or not is_value(meaning or "", word))
    return tuple(islice(is_open, MOST_WORDS))


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    """Some different cells."""
    return tuple(shortened(cell) for cell in islice(dict.fromkeys(filter(None, cells)), EXAMPLES))
