"""How XLSX is written: Office Open XML (ECMA-376, transitional), with the texts in their cells.

Nothing in it is a formula, a link or a macro: a cell is a text, a day or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import count
from typing import Final

from agreements.publication.spreadsheets.cells import Cell, Look, letters
from agreements.publication.spreadsheets.form import Form, Rows, Sheets

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEETS: Final = ("worksheets/sheet1.xml", "worksheets/sheet2.xml")
_STYLES: Final = "styles.xml"
_WIDE: Final = (34, 80)
"""The columns of the sheet beside it."""
_PLAIN_VIEW: Final = '<sheetView workbookViewId="0"/>'
_UNSAID: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML has no sign for, or would read as another one (ECMA-376 part 1, 22.9.2.19); \\r it would make a \\n."""
_SPECIAL: Final = re.compile(rf"[&<>]|{_UNSAID.pattern}")
"""Most texts hold nothing of it, and are written as they are."""
_FIRST_DAY: Final = "1900-03-01"
"""Before it the numbers of days are not those of the calendar: there was no 29 February 1900."""
_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
_STYLE_OF: Final = {Look.DAY: ' s="1"', Look.HEADING: ' s="2"', Look.GUARDED: ' s="3"', Look.NUMBER: ' s="4"'}
"""The place of each look in `_LOOKS`; that of plain text is the first."""
_LOOKS: Final = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _before(_: Sheets) -> Mapping[str, str]:
    parts = {"workbook.xml": "sheet.main", _STYLES: "styles", **dict.fromkeys(_SHEETS, "worksheet")}
    types = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    related = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{related}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _related([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _related([*(("worksheet", name) for name in _SHEETS), ("styles", _STYLES)]),
        f"xl/{_STYLES}": _XML + _LOOKS,
    }


def _related(targets: Iterable[tuple[str, str]]) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _head(_: Sheets, widths: Sequence[int]) -> str:
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetView tabSelected="1" workbookViewId="0">{frozen}</sheetView>'
    return f"{_begin(widths, view)}<sheetData>"


def _begin(widths: Sequence[int], view: str) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews><cols>{columns}</cols>'


def _row(number: int, cells: Sequence[Cell]) -> str:
    made = (_cell(letters(at) + str(number), cell) for at, cell in zip(count(), cells) if cell.text)
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(place: str, cell: Cell) -> str:
    look, text = cell
    value = _value(look, text)
    if value:
        return f'<c r="{place}"{_STYLE_OF[look]}><v>{value}</v></c>'
    style = "" if look is Look.TEXT else _STYLE_OF[look]
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'


def _value(look: Look, text: str) -> str:
    """What stands in a cell that is no text; empty where it is one."""
    if look is Look.DAY:
        return _serial(text)
    return text if look is Look.NUMBER else ""


def _serial(text: str) -> str:
    return str(date.fromisoformat(text).toordinal() - _DAY_ZERO) if text >= _FIRST_DAY else ""


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return escape(_UNSAID.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


def _filtered(rows: int, columns: int) -> str:
    return f"A1:{letters(columns - 1)}{rows}"


def _tail(_: Sheets, rows: int, columns: int, __: Rows) -> str:
    return f'</sheetData><autoFilter ref="{_filtered(rows, columns)}"/></worksheet>'


def _after(sheets: Sheets, rows: int, columns: int, beside: Rows) -> Mapping[str, str]:
    told = "".join(_row(number, cells) for number, cells in enumerate(beside, 1))
    return {
        f"xl/{_SHEETS[1]}": f"{_begin(_WIDE, _PLAIN_VIEW)}<sheetData>{told}</sheetData></worksheet>",
        "xl/workbook.xml": _workbook(sheets, rows, columns),
    }


def _workbook(sheets: Sheets, rows: int, columns: int) -> str:
    named = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate((sheets.main, sheets.beside), 1)
    )
    place = f"'{escape(sheets.main)}'!$A$1:${letters(columns - 1)}${rows}"
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
        f'<sheets>{named}</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{place}</definedName></definedNames></workbook>"
    )


XLSX = Form(
    before=_before,
    first_is_plain=False,
    name=f"xl/{_SHEETS[0]}",
    head=_head,
    row=_row,
    tail=_tail,
    after=_after,
    longest=32_767,
)
