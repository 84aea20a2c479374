"""A paper as a text of OpenDocument 1.3, which people can go on with: headings of a level, tables with a head, lists.

Nothing in it is a macro, a link or a field but the number of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from html import escape
from typing import Final

from agreements.publication.documents.paper import Block, Facts, Grid, Heading, Paper, Paragraph, Told
from agreements.publication.open_document import LINES, NAMES, REPLACED, UNSAID, VERSION, XML, manifest, said
from agreements.publication.packed_folder import PackedFolder

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_ALIKE: Final = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_SIZES: Final = {1: 22, 2: 15, 3: 12}
"""Of the letters of a heading of each level, in points."""
_FILES: Final = {name: "text/xml" for name in ("content.xml", "styles.xml", "meta.xml")}
_COUNTRY: Final = {"nl": "NL", "en": "GB"}


def odt(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes, whenever it is asked for."""
    folder = PackedFolder()
    made = [folder.whole("mimetype", MEDIA_TYPE.encode(), is_plain=True)]
    for name, body in (
        ("META-INF/manifest.xml", manifest(MEDIA_TYPE, _FILES)),
        ("meta.xml", _meta(paper)),
        ("styles.xml", _styles(paper)),
        ("content.xml", _content(paper)),
    ):
        made.append(folder.whole(name, body.encode()))
    return b"".join((*made, folder.end()))


def _meta(paper: Paper) -> str:
    made = paper.told_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{XML}<office:document-meta{NAMES} {_ALIKE} {VERSION}><office:meta>"
        f"<dc:title>{_plain(paper.title)}</dc:title><meta:initial-creator>{_plain(paper.author)}</meta:initial-creator>"
        f"<dc:creator>{_plain(paper.author)}</dc:creator><meta:creation-date>{made}</meta:creation-date>"
        f"<dc:date>{made}</dc:date><dc:language>{_tag(paper)}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _styles(paper: Paper) -> str:
    language = f'fo:language="{paper.language}" fo:country="{_COUNTRY[paper.language]}"'
    headings = "".join(
        f'<style:style style:name="H{level}" style:family="paragraph" style:default-outline-level="{level}">'
        '<style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>'
        f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
        for level, size in _SIZES.items()
    )
    number, pages = "<text:page-number>1</text:page-number>", "<text:page-count>1</text:page-count>"
    page_of = said(paper.page_of).replace("%(page)s", number).replace("%(pages)s", pages)
    return (
        f"{XML}<office:document-styles{NAMES} {VERSION}><office:styles>"
        f'<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" {language}/>'
        f"</style:default-style>{headings}"
        '<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/>'
        '</style:style><style:style style:name="Label" style:family="paragraph"><style:paragraph-properties '
        'fo:margin-top="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"/></style:style>'
        '</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:footer-style/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="A4"><style:footer><text:p>{said(paper.reference)} · {page_of}</text:p></style:footer>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def _content(paper: Paper) -> str:
    body = "".join(_block(block, number) for number, block in enumerate(paper.blocks, start=1))
    cell = '<style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="0.5pt solid #000000"/>'
    return (
        f"{XML}<office:document-content{NAMES} {VERSION}><office:automatic-styles>"
        f'<style:style style:name="Cell" style:family="table-cell">{cell}</style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def _block(block: Block, number: int) -> str:
    match block:
        case Heading(level, text):
            return f'<text:h text:style-name="H{level}" text:outline-level="{level}">{_lines(text)}</text:h>'
        case Paragraph(text):
            return _paragraph(text)
        case Facts(facts):
            return "".join(map(_fact, facts))
        case Grid():
            return _table(block, number)


def _fact(fact: Told) -> str:
    lines = "".join(map(_paragraph, fact.lines))
    return f'<text:p text:style-name="Label">{_lines(fact.label)}</text:p>{lines}'


def _table(grid: Grid, number: int) -> str:
    head = _row(grid.head, "Label")
    columns = f'<table:table-column table:number-columns-repeated="{len(grid.head)}"/>'
    rows = "".join(_row(row, "Text") for row in grid.rows)
    name = f'table:name="T{number}"'
    return f"<table:table {name}>{columns}<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>"


def _row(cells: Iterable[str], style: str) -> str:
    return f"<table:table-row>{''.join(_cells(cells, style))}</table:table-row>"


def _cells(cells: Iterable[str], style: str) -> Iterator[str]:
    for cell in cells:
        yield (
            '<table:table-cell table:style-name="Cell" office:value-type="string">'
            f"{_paragraph(cell, style)}</table:table-cell>"
        )


def _paragraph(text: str, style: str = "Text") -> str:
    return f'<text:p text:style-name="{style}">{_lines(text)}</text:p>'


def _lines(text: str) -> str:
    return "<text:line-break/>".join(map(said, LINES.split(text)))


def _plain(text: str) -> str:
    """For a place where only signs may stand."""
    return escape(UNSAID.sub(REPLACED, text), quote=False)


def _tag(paper: Paper) -> str:
    return f"{paper.language}-{_COUNTRY[paper.language]}"
