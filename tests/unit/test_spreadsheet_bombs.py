"""Spreadsheets made to do harm: each is refused with what to do, before much of it was unpacked or kept."""

from __future__ import annotations

import io
import zipfile

import pytest

from agreements.importing import errors
from agreements.importing.formats.limits import MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from agreements.importing.formats.packed import Packed
from agreements.importing.formats.source import ListSource, read_source
from agreements.texts import Texts
from tests.spreadsheets import CONTENT, MAIN, SHEET, ods, open_cell, open_sheet, packed, workbook, workbook_files, xlsx

LIST = [["Titel"], ["Wonen"]]
NAMES = '<row r="1"><c r="A1" t="inlineStr"><is><t>Titel</t></is></c></row>'


def sheet(rows: str) -> str:
    return f"<sheetData>{NAMES}{rows}</sheetData>"


def cell(place: str, text: str = "x") -> str:
    return f'<row><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def open_rows(row: str, more: str = "") -> bytes:
    """A sheet of LibreOffice with the name of one column, and below it one row."""
    return open_sheet(
        f"<table:table-row>{open_cell('Titel')}</table:table-row><table:table-row {more}>{row}</table:table-row>"
    )


def with_part(data: bytes, name: str, body: bytes = b"x") -> bytes:
    """The same spreadsheet with one more file in it."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, body)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same spreadsheet with each of its files marked as locked."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SHARED = sheet('<row r="2"><c r="A2" t="s"><v>0</v></c></row>' + '<row><c t="s"><v>0</v></c></row>' * 5_000)
SPREAD = '<table:table-cell table:number-columns-repeated="16000"/><table:table-cell/>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (packed({CONTENT: b" " * 300_000_000}), errors.UnpacksTooLarge),
        (packed({CONTENT: b"<a>" + b" " * 100_000_000 + b"</a>"}), errors.UnpacksTooLarge),
        (packed({f"{number}.xml": b"" for number in range(2_001)}), errors.UnpacksTooLarge),
        (workbook(sheet(""), "<si><t/></si>" * 1_000_000), errors.TooManyCells),
        (packed(workbook_files(sheet("<a/>" * 4_000_000)), zipfile.ZIP_STORED), errors.UnpacksTooLarge),
        (workbook(sheet(""), extra={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="4294967296"/>'}),
         errors.TooManyCells),
        (workbook(sheet(""), extra={"xl/styles.xml": f'<a xmlns="{MAIN}"><cellXfs count="+4294967296"/></a>'}),
         errors.TooManyCells),
        (workbook(SHARED, f"<si><t>{'x' * 30_000}</t></si>"), errors.TooManyCells),
        (workbook(sheet(cell("XFD1048576"))), errors.SheetTooLong),
        (workbook(sheet(cell("XFD2"))), errors.SheetTooWide),
        (workbook(sheet(cell("A20000") + cell("GR2"))), errors.TooManyCells),
        (workbook(sheet(cell("A2", "x" * 40_000))), errors.CellTooLong),
        (workbook(sheet("") + '<mergeCell ref="A1:A20000"/>' * 100_001), errors.TooManyCells),
        (workbook(sheet("") + '<mergeCell ref="A1:ZZZZ9"/>'), errors.SpreadsheetDamaged),
        (workbook(sheet('<row r="2"><c r="A2" t="s"><v>7</v></c></row>')), errors.SpreadsheetDamaged),
        (workbook(sheet(f'<row r="2" {"x" * 1_500_000}="1"/>')), errors.SpreadsheetDamaged),
        (workbook("", extra={SHEET: f'<?xml version="1.0" encoding="latin1"?><worksheet xmlns="{MAIN}"/>'}),
         errors.SpreadsheetDamaged),
        (workbook("", extra={SHEET: f'<worksheet xmlns="{MAIN}"/>'.encode("utf-16")}), errors.SpreadsheetDamaged),
        (workbook(sheet("") + "<"), errors.SpreadsheetDamaged),
        (workbook("", extra={SHEET: f'{LAUGHS}<worksheet xmlns="{MAIN}"/>'}), errors.SpreadsheetDamaged),
        (open_sheet("", begin=OUTSIDE), errors.SpreadsheetDamaged),
        (open_rows(open_cell("x", 'table:number-columns-repeated="16384"')), errors.SheetTooWide),
        (open_rows(open_cell("x"), 'table:number-rows-repeated="1048575"'), errors.SheetTooLong),
        (open_rows(open_cell("x"), 'table:number-rows-repeated="99999999999"'), errors.TooManyCells),
        (open_rows(open_cell('<text:s text:c="2000000000"/>')), errors.TooManyCells),
        (open_rows(open_cell("x" * 30_000, 'table:number-columns-repeated="200"'), 'table:number-rows-repeated="99"'),
         errors.TooManyCells),
        (open_rows(open_cell("x") + SPREAD, 'table:number-rows-repeated="1000"'), errors.TooManyCells),
        (open_rows(open_cell("x") + '<table:table-cell table:number-columns-repeated="16384"/>'), errors.TooManyCells),
        (open_sheet("<table:table/>"), errors.SpreadsheetDamaged),
        (with_part(xlsx(LIST), "xl/vbaProject.bin"), errors.MacrosRefused),
        (with_part(ods(LIST), "Basic/Standard/Module1.xml"), errors.MacrosRefused),
        (with_part(xlsx(LIST), "../../etc/cron.d/x"), errors.SpreadsheetDamaged),
        (with_part(xlsx(LIST), "/etc/passwd"), errors.SpreadsheetDamaged),
        (with_part(xlsx(LIST), "XL/Workbook.xml"), errors.SpreadsheetDamaged),
        (locked(workbook(sheet(""))), errors.PasswordNeeded),
        (packed({CONTENT: b"\x8a\x01", "META-INF/manifest.xml": "<a><encryption-data/></a>"}), errors.PasswordNeeded),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.PasswordNeeded),
        (packed(workbook_files(sheet("")), zipfile.ZIP_LZMA), errors.SpreadsheetDamaged),
        (packed({"xl/workbook.bin": b""}), errors.OldSpreadsheet),
        (packed({"Index/Document.iwa": b""}), errors.OldSpreadsheet),
        (b"<?xml version='1.0'?><o:document xmlns:o='a' mimetype='office:spreadsheet'/>", errors.OldSpreadsheet),
        (packed({"word/document.xml": b""}), errors.UnknownFile),
        (packed({"42.zip": packed({"41.zip": b""})}), errors.UnknownFile),
        (xlsx(LIST)[:-200], errors.SpreadsheetDamaged),
        (xlsx(), errors.NothingToRead),
    ],
)  # fmt: skip
def test_a_harmful_spreadsheet_is_refused_with_what_to_do(data: bytes, error: type[errors.ImportRefused]) -> None:
    with pytest.raises(error) as caught:
        read_source("lijst.xlsx", data)

    assert type(caught.value) is error
    assert Texts("nl").refusal(caught.value) != str(caught.value)


def unpacked(data: bytes, name: str) -> int:
    """How many bytes come out of a file before it is refused."""
    sizes: list[int] = []
    with Packed(data) as folder, pytest.raises(errors.ImportRefused):
        folder.unpack(name, lambda chunk: sizes.append(len(chunk)))
    return sum(sizes)


@pytest.mark.parametrize("name", ["XL/Workbook.xml", "/a", "\\a", "a/../../b", "xl/VBAProject.bin"])
def test_names_that_programs_read_in_different_ways_are_refused_before_anything_is_unpacked(name: str) -> None:
    with pytest.raises(errors.ImportRefused):
        Packed(with_part(xlsx(LIST), name))


def test_what_is_refused_by_its_directory_is_not_unpacked_at_all() -> None:
    with pytest.raises(errors.UnpacksTooLarge):
        Packed(packed({CONTENT: b" " * (MAX_UNPACKED + 1)}))


def test_of_what_grows_too_much_no_more_comes_out_than_was_granted() -> None:
    bomb = packed({CONTENT: b" " * 150_000_000})

    assert unpacked(bomb, CONTENT) <= max(MAX_RATIO * len(bomb), RATIO_FROM)


def test_a_directory_that_lies_of_a_size_gets_no_more_out_than_it_said() -> None:
    honest = packed({CONTENT: b" " * 5_000_000})
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))

    assert unpacked(lying, CONTENT) <= 1_000


@pytest.mark.parametrize(
    "data",
    [
        workbook('<dimension ref="A1:XFD1048576"/>' + sheet(cell("A2", "Wonen"))),
        workbook(sheet(cell("A2", "Wonen") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
        with_part(xlsx(LIST), "xl/externalLinks/externalLink1.xml", f"{OUTSIDE}<a>&a;</a>".encode()),
        with_part(xlsx(LIST), "xl/embeddings/42.zip", b"\0" * 250_000_000),
        open_rows(open_cell("Wonen") + '<table:table-cell table:number-columns-repeated="16383"/>'),
    ],
    ids=["dimension", "far corner without value", "link outside", "packed file within", "empty rest"],
)
def test_what_only_looks_harmful_is_left_aside_and_the_list_is_read(data: bytes) -> None:
    source = read_source("lijst.xlsx", data)

    assert isinstance(source, ListSource)
    assert source.rows[0].cells[0] == "Wonen"
