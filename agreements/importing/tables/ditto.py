"""Cells that say "idem" or have a ditto mark: they say what stands right above them, in a row that has a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agreements.importing.codes import Code
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.source import ListSource
from agreements.importing.messages import note
from agreements.importing.tables.columns import Column
from agreements.importing.tables.header import Header
from agreements.importing.values.placeholders import DITTOS, is_placeholder
from agreements.importing.values.words import clean

OWN_OF_EACH = frozenset({Column.TITLE, Column.OWN_NUMBER})
"""What no row has in common with the one above."""
LONGEST = max(map(len, DITTOS))


def with_dittos_filled(source: ListSource) -> Iterator[ListRow]:
    """The rows, each ditto mark replaced by what it points at, and told; one that points at nothing stays. The register
    itself writes none."""
    header = source.header
    titles = [place for place, meaning in enumerate(header.meanings) if meaning == Column.TITLE]
    above: ListRow | None = None
    for row in source.rows:
        filled = row if above is None or header.is_ours else _filled(row, above, header)
        has_title = any(place < len(row.cells) and clean(row.cells[place]) for place in titles)
        above = filled if has_title and row.number > source.header_number else None
        yield filled


def _filled(row: ListRow, above: ListRow, header: Header) -> ListRow:
    marks = {
        place: above.cells[place]
        for place, cell in enumerate(row.cells)
        if len(cell) <= LONGEST + 2 and _is_mark(cell) and _can_be_filled(place, above, header)
    }
    if not marks:
        return row
    cells = tuple(marks.get(place, cell) for place, cell in enumerate(row.cells))
    columns = ", ".join(f"“{header.name(place)}” ({clean(row.cells[place])})" for place in marks)
    return replace(row, cells=cells, messages=(*row.messages, note(Code.DITTO, columns=columns, row=above.number)))


def _is_mark(cell: str) -> bool:
    return cell.strip().casefold() in DITTOS


def _can_be_filled(place: int, above: ListRow, header: Header) -> bool:
    """Whether the column is understood, is not each row's own, and says something in the row above."""
    meaning = header.meanings[place] if place < len(header.meanings) else None
    said = clean(above.cells[place]) if place < len(above.cells) else ""
    return meaning is not None and meaning not in OWN_OF_EACH and said != "" and not is_placeholder(said)
