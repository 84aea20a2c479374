"""How ODS is written: OpenDocument 1.3.

Nothing in it is a formula, a link or a macro: a cell is a text, a day or a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final

from agreements.publication.open_document import LINES, NAMES, REPLACED, SPACES, UNSAID, VERSION, XML, manifest, said
from agreements.publication.spreadsheets.cells import Cell, Look, letters
from agreements.publication.spreadsheets.form import Form, Rows, Sheets

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_VIEWS: Final = 'xmlns:ooo="http://openoffice.org/2004/office"'
_WIDE: Final = (34, 80)
"""The columns of the sheet beside it, in signs."""
_SIGN_IN_CENTIMETRES: Final = 0.19
_SPECIAL: Final = re.compile(rf"[&<>\r\n]|{SPACES.pattern}|{UNSAID.pattern}")
"""Most texts hold nothing of it, and are written as they are."""
_INEXACT: Final = re.compile(r"[\t\r]")
_STYLES: Final = (
    '<number:date-style style:name="day"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    '</number:date-style><number:number-style style:name="whole"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1"/></number:number-style>'
    '<number:text-style style:name="words"><number:text-content/></number:text-style>'
    '<style:style style:name="DAY" style:family="table-cell" style:data-style-name="day"/>'
    '<style:style style:name="NUMBER" style:family="table-cell" style:data-style-name="whole"/>'
    '<style:style style:name="GUARDED" style:family="table-cell" style:data-style-name="words"/>'
    '<style:style style:name="HEADING" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
_FROZEN: Final = {
    "HorizontalSplitMode": ("short", 0),
    "VerticalSplitMode": ("short", 2),
    "VerticalSplitPosition": ("int", 1),
    "ActiveSplitRange": ("short", 2),
    "PositionBottom": ("int", 1),
}
"""Of the first sheet, as LibreOffice writes it: 2 is for what stays, and that is one row."""


def _before(sheets: Sheets) -> Mapping[str, str]:
    files = {"content.xml": "text/xml", "settings.xml": "text/xml"}
    return {
        "mimetype": MEDIA_TYPE,
        "META-INF/manifest.xml": manifest(MEDIA_TYPE, files),
        "settings.xml": _settings(sheets),
    }


def _settings(sheets: Sheets) -> str:
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in _FROZEN.items()
    )
    entry = f'<config:config-item-map-entry config:name="{escape(sheets.main)}">{frozen}</config:config-item-map-entry>'
    tables = f'<config:config-item-map-named config:name="Tables">{entry}</config:config-item-map-named>'
    views = (
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f"{tables}</config:config-item-map-entry></config:config-item-map-indexed>"
    )
    return (
        f"{XML}<office:document-settings{NAMES} {_VIEWS} {VERSION}><office:settings>"
        f'<config:config-item-set config:name="ooo:view-settings">{views}</config:config-item-set>'
        "</office:settings></office:document-settings>"
    )


def _head(sheets: Sheets, widths: Sequence[int]) -> str:
    styles = "".join(
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * _SIGN_IN_CENTIMETRES:.2f}cm"/></style:style>'
        for width in sorted({*widths, *_WIDE})
    )
    return (
        f"{XML}<office:document-content{NAMES} {VERSION}><office:automatic-styles>{_STYLES}{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{_begin(sheets.main, widths)}"
    )


def _begin(name: str, widths: Sequence[int]) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in widths)
    return f'<table:table table:name="{escape(name)}">{columns}'


def _row(_: int, cells: Sequence[Cell]) -> str:
    made = []
    for is_empty, some in groupby(cells, lambda cell: not cell.text):
        if is_empty:
            made.append(f'<table:table-cell table:number-columns-repeated="{len(list(some))}"/>')
        else:
            made += map(_cell, some)
    return f"<table:table-row>{''.join(made)}</table:table-row>"


def _cell(cell: Cell) -> str:
    look, text = cell
    style = "" if look is Look.TEXT else f' table:style-name="{look.name}"'
    if look is Look.DAY:
        year, month, day = text.split("-")
        value, shown = f'date" office:date-value="{text}"', f"<text:p>{day}-{month}-{year}</text:p>"
    elif look is Look.NUMBER:
        value, shown = f'float" office:value="{text}"', f"<text:p>{text}</text:p>"
    else:
        value, shown = _words(text)
    return f'<table:table-cell{style} office:value-type="{value}>{shown}</table:table-cell>'


def _words(text: str) -> tuple[str, str]:
    """What the cell of a text says of its value, and its paragraphs."""
    if not _SPECIAL.search(text):
        return 'string"', f"<text:p>{text}</text:p>"
    lines = (f"<text:p>{said(line)}</text:p>" for line in LINES.split(text))
    return f'string"{_exact(text)}', "".join(lines)


def _exact(text: str) -> str:
    """The text once more, where paragraphs cannot say all of it to every reader."""
    if not _INEXACT.search(text):
        return ""
    exact = escape(UNSAID.sub(REPLACED, text)).replace("\t", "&#9;").replace("\r", "&#13;").replace("\n", "&#10;")
    return f' office:string-value="{exact}"'


def _tail(sheets: Sheets, rows: int, columns: int, beside: Rows) -> str:
    told = "".join(_row(number, cells) for number, cells in enumerate(beside))
    name = f"'{escape(sheets.main)}'"
    filtered = f"{name}.A1:{name}.{letters(columns - 1)}{rows}"
    return (
        f"</table:table>{_begin(sheets.beside, _WIDE)}{told}</table:table><table:database-ranges>"
        f'<table:database-range table:name="__Anonymous_Sheet_DB__0" table:target-range-address="{filtered}" '
        'table:display-filter-buttons="true"/></table:database-ranges>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


ODS = Form(
    before=_before,
    first_is_plain=True,
    name="content.xml",
    head=_head,
    row=_row,
    tail=_tail,
    after=lambda *_: {},
)
