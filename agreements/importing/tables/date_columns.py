"""What a column of dates shows about each of its dates: "12/31/2026" anywhere in it tells how "03/04/2026" is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource
from agreements.importing.import_row import ImportRow
from agreements.importing.messages import Message, note
from agreements.importing.tables.columns import TARGETS
from agreements.importing.values.date_words import ALONE, NUMBERS, WHOLE_DATE, DatesOfColumn
from agreements.importing.values.words import readable

DATE_COLUMNS = frozenset(target.meaning for target in TARGETS.values() if target.is_date)
MOST_IN_A_CELL = 20
MOST_SHOWN = 20
LAST_MONTH = 12
OF_WHOLE_COLUMN = {Code.DATE_TWO_READINGS: Code.DATES_OPEN, Code.DATE_ORDER_MIXED: Code.DATES_MIXED}
"""What is told once for a column in which rows tell this."""

ByColumn = Mapping[str, DatesOfColumn]


def dates_by_column(source: ListSource) -> ByColumn:
    """For each column of dates what its cells show together; what a person said about a column leads."""
    header = source.header
    places = [(place, meaning) for place, meaning in enumerate(header.meanings) if meaning in DATE_COLUMNS]
    found = {}
    for place, meaning in places:
        cells = [row.cells[place] for row in source.rows if place < len(row.cells)]
        said = header.orders.get(meaning)
        shown = _shown_by(cells)
        known = replace(shown, order=said, doubt=None) if said else shown
        found[meaning] = replace(known, name=header.name(place))
    return found


def _shown_by(cells: Iterable[str]) -> DatesOfColumn:
    """Proof is a number that is no month: over 12 in the first place or in the second. Without any, only dates with
    slashes are open: with dashes and dots the day comes first, as no American program writes them."""
    firsts, seconds, holds_days = set[bool](), set[bool](), False
    for cell in cells:
        holds_days = holds_days or bool(WHOLE_DATE.search(readable(cell)))
        for match in islice(NUMBERS.finditer(readable(cell)), MOST_IN_A_CELL):
            firsts.add(int(match["first"]) > LAST_MONTH)
            seconds.add(int(match["second"]) > LAST_MONTH)
    day_first, month_first = True in firsts, True in seconds
    doubts = {
        (True, True): Code.DATE_ORDER_MIXED,
        (False, True): Code.DATE_MONTH_FIRST,
        (False, False): Code.DATE_TWO_READINGS,
    }
    return replace(ALONE, doubt=doubts.get((day_first, month_first)), holds_days=holds_days)


def with_open_columns(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Tell once of each column whose order of day and month is open that it is, at the first row that it matters to."""
    concerned: dict[str, list[tuple[int, Message]]] = {}
    for row in rows:
        for message in row.messages:
            if message.code in OF_WHOLE_COLUMN:
                concerned.setdefault(str(message.values["column"]), []).append((row.row, message))
    told: dict[int, list[Message]] = {}
    for column, found in concerned.items():
        told.setdefault(found[0][0], []).append(_of_column(column, found))
    return [replace(row, messages=(*told[row.row], *row.messages)) if row.row in told else row for row in rows]


def _of_column(column: str, found: Sequence[tuple[int, Message]]) -> Message:
    codes = {OF_WHOLE_COLUMN[message.code] for _, message in found}
    numbers = list(dict.fromkeys(number for number, _ in found))
    shown = ", ".join(str(number) for number in numbers[:MOST_SHOWN]) + (" …" if len(numbers) > MOST_SHOWN else "")
    return note(max(codes, key=lambda code: code is Code.DATES_MIXED), column=column, rows=shown)
