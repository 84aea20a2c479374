"""Rows of a list that are no agreement: what stands above the names of the columns, the names once more, headings
between, lines with totals, and an explanation below the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agreements.importing.codes import Code
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.source import ListSource
from agreements.importing.messages import Message, note
from agreements.importing.values.words import clean, one_line, plain

SHOWN_OF_ROW = 300
TOTAL = re.compile(r"(?:(?:sub|eind)?totaal|totalen|som|aantal|gemiddelde|(?:sub)?total|sum|count|average)\b[a-z ]*")
"""How a line with totals begins, in plain letters."""
AMOUNT = re.compile(r"€?\s*-?[0-9]{1,3}(?:[. ]?[0-9]{3})*(?:,[0-9]+)?\s*%?")
LEGEND = re.compile(
    r"(?:legenda?|toelichting|uitleg|verklaring|(?:gebruikte )?afkortingen|opmerking(?:en)?|noten?|bron(?:nen)?"
    r"|let op|n\.?b\.?)\s*(?::.*)?|(?:\*{1,3}|[¹²³†])\)?\s*[=:].*"
    r"|(?:peildatum|laatst bijgewerkt|bijgewerkt op|stand per)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""How an explanation below the table begins: with a word for one, or with the sign of a footnote."""
LEGEND_CELLS = 2
"""Cells in a row of an explanation: a sign and what it means."""
FORMAT = re.compile(
    r"\(.*\)|[djmy]{1,4}[-/ .][djmy]{1,4}[-/ .][djmy]{2,4}|ja ?/ ?nee|(?:vrije )?tekst|datum|getal|keuzelijst|jaren"
    r"|maanden|verplicht|optioneel|jjjj",
    re.IGNORECASE | re.DOTALL,
)
"""What a row below the names says of how to fill them in."""


def words_of(row: ListRow) -> str:
    """What a row says, shortened, for the report."""
    return " | ".join(one_line(text) for cell in row.cells if (text := clean(cell)))[:SHOWN_OF_ROW]


def asides_of(source: ListSource) -> Mapping[int, Message]:
    """The rows that are no agreement by their number, each with what it is. Empty rows are not among them."""
    legend = _legend_from(source)
    found: dict[int, Message] = {}
    for row in source.rows:
        code = Code.LEGEND if legend and row.number >= legend else _kind(row, source)
        if code is not None and any(map(clean, row.cells)):
            found[row.number] = note(code, text=words_of(row))
    return found


def _kind(row: ListRow, source: ListSource) -> Code | None:
    if row.number < source.header_number or row.is_banner or source.header.is_repeated_by(row.cells):
        return Code.HEADING
    cells = [text for cell in row.cells if (text := clean(cell))]
    if row.number == source.header_number + 1 and cells and all(map(FORMAT.fullmatch, cells)):
        return Code.HEADING
    return Code.TOTAL if _is_total(cells) else None


def _is_total(cells: Sequence[str]) -> bool:
    """A word for a total, and nothing but amounts: with a date or a name beside it, it may be an agreement."""
    if len(cells) < 2 or not TOTAL.fullmatch(plain(cells[0])):
        return False
    return all(map(AMOUNT.fullmatch, cells[1:]))


def _legend_from(source: ListSource) -> int:
    """The number of the row in which an explanation begins that goes on to the end of the list; 0 without one."""
    begins = 0
    if len(source.header.names) <= LEGEND_CELLS:
        return begins
    for row in reversed(source.rows):
        cells = [text for cell in row.cells if (text := clean(cell))]
        if len(cells) > LEGEND_CELLS or row.number < source.header_number:
            break
        if cells and LEGEND.fullmatch(cells[0]):
            begins = row.number
    return begins
