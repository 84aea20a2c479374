"""A row with nothing but parties, right below an agreement, names more parties of it: one partner on each line."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from agreements.importing.codes import Code
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.source import ListSource
from agreements.importing.messages import Message, note
from agreements.importing.tables.columns import Column
from agreements.importing.tables.header import Header
from agreements.importing.values.words import clean

GOES_ON = frozenset({Column.PARTIES, Column.DATA})
"""Columns that hold names, one below the other."""


def continued(source: ListSource, asides: Container[int]) -> tuple[tuple[ListRow, ...], Mapping[int, Message]]:
    """The rows, each with the names of the rows that go on with it; and those rows by number, with what they are."""
    told: dict[int, Message] = {}
    made = list[ListRow]()
    for group in _groups(source, asides):
        first, *more = group
        told |= {row.number: note(Code.GOES_ON, row=first.number) for row in more}
        made += [_joined(first, more) if more else first, *more]
    return tuple(made), told


def _groups(source: ListSource, asides: Container[int]) -> Iterator[list[ListRow]]:
    """Each row with those below that go on with it."""
    group = list[ListRow]()
    for row in source.rows:
        is_more = bool(group) and group[0].number not in asides and _has_title(group[0], source.header)
        if group and not (is_more and _goes_on(row, source.header)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _goes_on(row: ListRow, header: Header) -> bool:
    """What stands there by itself, not out of a merged cell above, is in columns of names, parties among them."""
    own = {place for place, cell in enumerate(row.cells) if place not in row.filled and clean(cell)}
    about = {header.meanings[place] if place < len(header.meanings) else None for place in own}
    return Column.PARTIES in about and about <= GOES_ON


def _has_title(row: ListRow, header: Header) -> bool:
    place = header.meanings.index(Column.TITLE)
    return place < len(row.cells) and bool(clean(row.cells[place]))


def _joined(first: ListRow, more: list[ListRow]) -> ListRow:
    cells = list(first.cells)
    for row in more:
        for place, cell in enumerate(row.cells):
            if place not in row.filled and clean(cell):
                cells += [""] * (place + 1 - len(cells))
                cells[place] = f"{cells[place]}\n{cell}" if clean(cells[place]) else cell
    numbers = ", ".join(str(row.number) for row in more)
    return replace(first, cells=tuple(cells), messages=(*first.messages, note(Code.JOINED, rows=numbers)))
