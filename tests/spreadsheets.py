"""Spreadsheets for the tests of the import: whole ones by the libraries that write them, and harmful ones by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from odfdo import Cell, Document, Row, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
SHEET = "xl/worksheets/sheet1.xml"
CONTENT = "content.xml"


@dataclass(frozen=True)
class Numbered:
    """A number with a display format of Excel."""

    number: float
    shape: str


def xlsx(
    *sheets: Iterable[Sequence[Any]],
    names: Sequence[str] = (),
    merged: Iterable[tuple[int, int, int, int]] = (),
    hidden: Sequence[int] = (),
    **options: Any,
) -> bytes:
    """A workbook as Excel has it; a date is a day with a display format. `merged` are cells of the last sheet that are
    one: the first row and column and the last."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"default_date_format": "dddd d mmmm", "strings_to_formulas": False, **options}
    ) as book:
        for number, rows in enumerate(map(list, sheets)):
            sheet = book.add_worksheet(names[number] if names else None)
            if number in hidden:
                sheet.hide()
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, Numbered):
                        sheet.write_number(place, column, cell.number, book.add_format({"num_format": cell.shape}))
                    elif cell not in ("", None):
                        sheet.write(place, column, cell)
        for cells in merged:
            sheet.merge_range(*cells, "")
            sheet.write(*cells[:2], rows[cells[0]][cells[1]])
    return out.getvalue()


def ods(*sheets: Iterable[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """The same as LibreOffice has it."""
    document = Document("spreadsheet")
    document.body.clear()
    for number, rows in enumerate(sheets):
        table = Table(names[number] if names else f"Blad{number + 1}")
        for cells in rows:
            row = Row()
            for cell in cells:
                row.append_cell(Cell(cell) if cell not in ("", None) else Cell())
            table.append_row(row)
        document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(files: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Files packed as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as folder:
        for name, body in files.items():
            folder.writestr(name, body)
    return out.getvalue()


def workbook(sheet: str, texts: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """The least that is a workbook: one sheet with these rows of XML, and these shared texts."""
    return packed(workbook_files(sheet, texts) | dict(extra or {}))


def workbook_files(sheet: str, texts: str = "") -> dict[str, str | bytes]:
    """The files of `workbook`."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        f'PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKED_LINKS}"><Relationship Id="r" Type="{LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Blad1" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKED_LINKS}"><Relationship Id="r1" '
        f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        SHEET: f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }  # fmt: skip


def open_sheet(rows: str, extra: Mapping[str, str | bytes] | None = None, begin: str = "", styles: str = "") -> bytes:
    """The least that is a spreadsheet of LibreOffice: one sheet with these rows of XML."""
    spaces = " ".join(
        f'xmlns:{name}="{OPEN}{name}:1.0"' for name in ("office", "table", "text", "calcext", "style", "number")
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OPEN}manifest:1.0"/>',
            CONTENT: f'{begin}<office:document-content {spaces}>{styles}<office:body><office:spreadsheet><table:table '
            f'table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
            **dict(extra or {}),
        }
    )  # fmt: skip


def open_cell(text: str, more: str = "") -> str:
    """A cell of such a sheet."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def day(text: str) -> date:
    """A day, to be written as a typed cell."""
    return date.fromisoformat(text)
