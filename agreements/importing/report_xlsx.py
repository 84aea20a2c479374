"""The report of an import as a spreadsheet: dates are dates, and no text can become a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, time

from xlsxwriter import Workbook

from agreements.dates import PartialDate
from agreements.importing.import_row import ImportRow
from agreements.importing.messages import Speaker
from agreements.importing.report import COLUMNS, cells_of

WIDTHS = (6, 14, 16, 50, 13, 12, 13, 12, 100)
FIRST_YEAR = 1900
"""Spreadsheets know no earlier dates."""
LONGEST = 32_767
"""Characters; a cell of Excel holds no more."""


def report_xlsx(rows: Iterable[ImportRow], speak: Speaker) -> bytes:
    """The report, one sheet with the same columns as the CSV; each cell is written as what it is."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Verslag")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        for place, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            days = {COLUMNS.index("begindatum"): _day(row.start), COLUMNS.index("einddatum"): _day(row.end)}
            sheet.write_number(line, 0, row.row)
            for place, cell in list(enumerate(cells_of(row, speak)))[1:]:
                if known := days.get(place):
                    sheet.write_datetime(line, place, known, day)
                elif cell:
                    sheet.write_string(line, place, cell[:LONGEST])
    return out.getvalue()


def _day(partial: PartialDate | None) -> datetime | None:
    """A day that a spreadsheet can hold as a date."""
    known = partial.as_date() if partial else None
    return datetime.combine(known, time()) if known and known.year >= FIRST_YEAR else None
