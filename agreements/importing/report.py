"""What the import did, row by row: as CSV for a spreadsheet and as lines for the console."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from agreements.dates import PartialDate
from agreements.domain.spreadsheet_cells import harmless
from agreements.importing.codes import Code
from agreements.importing.formats.sheets import SheetSeen
from agreements.importing.import_row import ImportRow
from agreements.importing.messages import Speaker
from agreements.importing.tables.columns import TARGETS
from agreements.importing.tables.header import Header
from agreements.importing.values.words import INVISIBLE, one_line

COLUMNS = (
    "rij", "uitkomst", "kenmerk", "titel", "begindatum", "begindatum_precisie", "einddatum", "einddatum_precisie",
    "meldingen",
)  # fmt: skip
SHOWN_OF_TITLE = 80


def report_csv(rows: Iterable[ImportRow], speak: Speaker) -> bytes:
    """The report for Excel and LibreOffice: UTF-8 with BOM, semicolons, CRLF, no cell that becomes a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in cells_of(row, speak)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def lines(rows: Iterable[ImportRow], speak: Speaker) -> Iterator[str]:
    """One line per row: number, outcome, title and what is the matter. Safe to print on a terminal."""
    for row in rows:
        title = row.title if len(row.title) <= SHOWN_OF_TITLE else row.title[: SHOWN_OF_TITLE - 1] + "…"
        told = "; ".join(_brief(row, speak))
        parts = (f"{row.row}", row.outcome.value, row.reference, title, told)
        yield INVISIBLE.sub("", one_line(" · ".join(part for part in parts if part)))


def sheet_lines(sheets: Iterable[SheetSeen], speak: Speaker) -> Iterator[str]:
    """One line per sheet of a spreadsheet: its name, how many rows it has, and why it was chosen or not."""
    for sheet in sheets:
        rows = speak("%(count)s rows", count=sheet.rows)
        yield INVISIBLE.sub("", one_line(f"“{sheet.name}” · {rows} · {speak(sheet.why.value)}"))


def column_lines(header: Header, speak: Speaker) -> Iterator[str]:
    """One line per column: its name, what it became and why, and some of its cells. Safe to print on a terminal."""
    for column in header.columns:
        became = speak(TARGETS[column.meaning].label) if column.meaning else speak("to the notes")
        doubt = "" if column.is_sure else " (?)"
        examples = ", ".join(f"“{example}”" for example in column.examples)
        parts = (f"{column.name} → {became}{doubt}", speak(column.why.value.sentence, **column.values), examples)
        yield INVISIBLE.sub("", one_line(" · ".join(part for part in parts if part)))


def cells_of(row: ImportRow, speak: Speaker) -> tuple[str, ...]:
    """A row of the report, under `COLUMNS`; not yet made harmless for a spreadsheet."""
    told = " | ".join(one_line(message.said(speak)) for message in row.messages)
    return (str(row.row), row.outcome.value, row.reference, row.title, *_date(row.start), *_date(row.end), told)


def _date(partial: PartialDate | None) -> tuple[str, str]:
    return (str(partial), partial.precision) if partial else ("", "")


def _brief(row: ImportRow, speak: Speaker) -> Iterator[str]:
    """The messages; of what is lacking only the number, the report names it all."""
    for message in row.messages:
        if message.code is Code.LACKS:
            yield speak("%(count)s items are missing", count=message.values["count"])
        else:
            yield message.said(speak)
