"""A spreadsheet is read as people see it: days are days, merged cells hold for all rows, hidden rows count."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from agreements.importing.codes import Code
from agreements.importing.errors import NoSheets, SpreadsheetDamaged, UnknownSheet
from agreements.importing.formats.cell_text import cell_text
from agreements.importing.formats.sheets import Why
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.import_row import ImportRow
from tests.import_lists import DATA, codes, content_of, read
from tests.spreadsheets import MAIN, Numbered, day, ods, open_cell, open_sheet, workbook, xlsx

HERE = DATA / "spreadsheets"
LIST: list[list[Any]] = [
    ["Titel", "Begindatum", "Doel"],
    ["Schulden", day("2026-01-01"), "hulp"],
    ["Wonen", day("2026-03-01"), "rust"],
]


def source(data: bytes, sheet: str = "") -> ListSource:
    found = read_source("lijst", data, sheet)
    assert isinstance(found, ListSource)
    return found


def cells(data: bytes) -> list[tuple[str, ...]]:
    """The rows below the names of the columns."""
    return [row.cells for row in source(data).rows]


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
class TestWrittenByLibreOffice:
    """The same list of Petra, kept in both formats."""

    def test_days_results_and_lines_are_read_whatever_they_look_like(self, ending: str) -> None:
        assert cells((HERE / f"typed.{ending}").read_bytes()) == [
            ("Hulp bij schulden", "Werk en Inkomen", "2026-01-01", "2027-12-31", "eerste regel\ntweede regel"),
            ("Vroeg eropaf", "Werk en Inkomen", "2026-02-01", "2028-01-31", "#N/B"),
            ("Veilig wonen", "Werk en Inkomen", "2026-03-01", "", "wonen en leven"),
        ]

    def test_a_merged_cell_holds_for_each_row_and_that_is_told(self, ending: str) -> None:
        first, *below = read((HERE / f"typed.{ending}").read_bytes())

        assert Code.FILLED_DOWN not in codes(first)
        for row in below:
            assert content_of(row).department == "Werk en Inkomen"
            assert {"cells": "B"} in [message.values for message in row.messages if message.code is Code.FILLED_DOWN]

    def test_the_sheet_with_the_list_is_chosen_and_each_other_says_why_not(self, ending: str) -> None:
        seen = source((HERE / f"typed.{ending}").read_bytes()).sheets

        assert [(sheet.name, sheet.rows, sheet.why) for sheet in seen] == [
            ("Toelichting", 2, Why.LESS_LIKELY),
            ("Afspraken 2026", 4, Why.LIKELIEST),
            ("Oud", 2, Why.HIDDEN),
        ]
        assert [sheet.is_chosen for sheet in seen] == [False, True, False]

    def test_another_sheet_is_read_when_it_is_asked_for(self, ending: str) -> None:
        found = source((HERE / f"typed.{ending}").read_bytes(), "oud ")

        assert [row.cells for row in found.rows] == [("Oud convenant",)]
        assert [sheet.why for sheet in found.sheets] == [Why.NOT_ASKED, Why.NOT_ASKED, Why.ASKED]

    def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(self, ending: str) -> None:
        with pytest.raises(UnknownSheet, match="“Toelichting”, “Afspraken 2026”, “Oud”"):
            read_source("a", (HERE / f"typed.{ending}").read_bytes(), "2025")


def test_of_sheets_with_lists_the_longest_that_is_not_hidden_is_read_and_of_equals_the_first() -> None:
    short, longest = LIST[:2], [*LIST, *LIST[1:]]

    def chosen(data: bytes) -> list[int]:
        return [place for place, sheet in enumerate(source(data).sheets) if sheet.is_chosen]

    assert chosen(xlsx(LIST, longest)) == [1]
    assert chosen(xlsx(LIST, longest, short, hidden=[1])) == [0]
    assert chosen(xlsx(LIST, LIST)) == [0]
    assert chosen(xlsx([["zomaar", "wat"]] * 9, short)) == [1]


@pytest.mark.parametrize("file", ["messy.xlsx", "messy.ods", "messy_unicode.txt"])
def test_the_list_of_an_officer_gives_the_same_drafts_in_every_format(file: str) -> None:
    plain = read((DATA / "messy.csv").read_bytes())
    saved = read((HERE / file).read_bytes())

    assert [row.content for row in saved] == [row.content for row in plain[: len(saved)]]
    assert [row.outcome for row in saved] == [row.outcome for row in plain[: len(saved)]]
    assert [row.content for row in plain[len(saved) :]] == [None]


@pytest.mark.parametrize("write", [xlsx, ods])
@pytest.mark.parametrize("file", ["import-cases/h35_own_open_csv.csv", "convenanten.csv"])
def test_a_csv_that_a_spreadsheet_program_saved_again_with_days_and_numbers_gives_the_same_drafts(
    file: str, write: Callable[[list[list[Any]]], bytes]
) -> None:
    data = (DATA / file).read_bytes()
    dialect = csv.Sniffer().sniff(data[:2_000].decode("utf-8-sig"), ";,")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=dialect.delimiter))

    saved = read(write([[_typed(cell) for cell in row] for row in rows]))

    assert saved
    assert [_what(row) for row in saved] == [_what(row) for row in read(data)]


def _typed(cell: str) -> object:
    """What a spreadsheet program makes of a cell of text."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return day(cell)
    return float(cell) if re.fullmatch(r"[1-9][0-9]{0,5}", cell) else cell


def _what(row: ImportRow) -> tuple[object, ...]:
    return row.outcome, row.content, row.start, row.end, row.termination, row.source_reference, row.fingerprint


@pytest.mark.parametrize("data", [xlsx(LIST), xlsx(LIST, date_1904=True), ods(LIST)], ids=["xlsx", "1904", "ods"])
def test_a_day_is_the_same_day_also_when_the_file_counts_from_1904(data: bytes) -> None:
    assert cells(data) == [("Schulden", "2026-01-01", "hulp"), ("Wonen", "2026-03-01", "rust")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"), (0.1 + 0.2, "0.3"), (-1.5, "-1.5"), (46023.0, "46023"), (1e20, "1e+20"), (float("inf"), "inf"),
        (True, "ja"), (False, "nee"), (datetime.fromisoformat("2026-01-01T00:00"), "2026-01-01"),
        (datetime.fromisoformat("2026-01-01T13:05"), "2026-01-01T13:05:00"),
        (time(9, 30), "09:30:00"), (timedelta(hours=36), "36:00:00"), (timedelta(minutes=-90), "-1:30:00"),
        ("#N/A", "#N/B"), ("#REF!", "#VERW!"), (" zoals het er staat ", " zoals het er staat "),
    ],
)  # fmt: skip
def test_a_typed_cell_becomes_the_text_that_other_lists_have(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("serial", "text"),
    [(46023, "2026-01-01"), (46022.999999999, "2026-01-01"), (46023.5, "2026-01-01T12:00:00"), (60, "1900-02-28"),
     (2_958_465, "9999-12-31"), (1e10, "10000000000"), (-1, "00:00:00")],
)  # fmt: skip
def test_a_number_with_the_format_of_a_day_is_that_day(serial: float, text: str) -> None:
    assert cells(xlsx([["Titel", "Begindatum"], ["Wonen", Numbered(serial, "d mmmm yyyy")]])) == [("Wonen", text)]


FIRST, LATER = 43922, 43936
"""1 and 15 April 2020, as Excel counts days."""


@pytest.mark.parametrize(
    ("serial", "shape", "is_told"),
    [
        (FIRST, "mmm-yy", True), (FIRST, "mmmm yyyy", True), (FIRST, "[$-413]yyyy;@", True),
        (FIRST, 'yyyy "dag"', True),
        (LATER, "mmm-yy", False), (FIRST, "d-m-yy", False), (FIRST, "[$-413]dddd d mmmm yyyy", False),
    ],
)  # fmt: skip
def test_a_day_that_a_program_made_of_a_month_is_read_and_told(serial: int, shape: str, is_told: bool) -> None:
    (row,) = read(xlsx([["Titel", "Begindatum"], ["Wonen", Numbered(serial, shape)]]))

    assert str(row.start) == ("2020-04-01" if serial == FIRST else "2020-04-15")
    assert (Code.DAY_NOT_SHOWN in codes(row)) is is_told


@pytest.mark.parametrize(
    ("style", "day", "is_told"),
    [("m", "2020-04-01", True), ("", "2020-04-01", True), ("d", "2020-04-01", False), ("m", "2020-04-15", False)],
)
def test_a_month_in_a_sheet_of_libreoffice_is_told_whether_the_cell_or_its_column_says_so(
    style: str, day: str, is_told: bool
) -> None:
    formats = "".join(
        f'<number:date-style style:name="N{name}">{parts}</number:date-style>'
        f'<style:style style:name="{name}" style:data-style-name="N{name}"/>'
        for name, parts in (("m", "<number:month/><number:year/>"), ("d", "<number:day/><number:month/><number:year/>"))
    )
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="m"/>'
    named = f'table:style-name="{style}"' if style else ""
    cell = f'<table:table-cell {named} office:value-type="date" office:date-value="{day}"/>'
    rows = [open_cell("Titel") + open_cell("Begindatum"), open_cell("Wonen") + cell]
    data = open_sheet(columns + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows), styles=formats)

    (row,) = read(data)

    assert str(row.start) == day
    assert (Code.DAY_NOT_SHOWN in codes(row)) is is_told


@pytest.mark.parametrize(("number", "shape"), [(-1e300, "d-m-yyyy"), (1e12, "[h]:mm")])
def test_a_number_that_can_be_no_time_at_all_is_refused(number: float, shape: str) -> None:
    with pytest.raises(SpreadsheetDamaged):
        read_source("a", xlsx([["Titel", "Begindatum"], ["Wonen", Numbered(number, shape)]]))


def test_a_cell_with_the_format_of_a_month_that_holds_no_day_is_left_as_it_is() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="17"/></cellXfs></styleSheet>'
    names = '<row r="1"><c r="A1" t="inlineStr"><is><t>Titel</t></is></c></row>'
    odd = '<row r="2"><c r="A2" t="inlineStr"><is><t>Wonen</t></is></c><c r="H2" s="0" t="d"><v>?</v></c></row>'

    (row,) = cells(workbook(f"<sheetData>{names}{odd}</sheetData>", extra={"xl/styles.xml": styles}))
    assert row[0] == "Wonen"


def test_errors_in_cells_are_told_as_a_dutch_program_shows_them() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}" t="{2}"><v>{3}</v></c></row>'
    sheet = row.format(1, "Titel", "str", "Doel") + row.format(2, "Wonen", "e", "#DIV/0!")

    assert cells(workbook(f"<sheetData>{sheet}</sheetData>")) == [("Wonen", "#DEEL/0!")]
    broken = open_cell("#N/A", 'calcext:value-type="error" table:formula="of:=NA()"').replace("string", "float")
    rows = f"<table:table-row>{open_cell('Titel')}{open_cell('Doel')}</table:table-row>"
    rows += f"<table:table-row>{open_cell('Wonen')}{broken}</table:table-row>"
    assert cells(open_sheet(rows)) == [("Wonen", "#N/B")]


def test_a_formula_that_no_program_worked_out_is_told() -> None:
    inline = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    names = f'<row r="1">{inline.format("A1", "Titel")}{inline.format("B1", "Doel")}</row>'
    without = f'<row r="2">{inline.format("A2", "Wonen")}<c r="B2"><f>A2</f><v></v></c></row>'
    empty = f'<row r="3">{inline.format("A3", "Zorg")}<c r="B3" t="str"><f>""</f><v></v></c></row>'
    first, second = read(workbook(f"<sheetData>{names}{without}{empty}</sheetData>"))
    assert Code.FORMULA_WITHOUT_RESULT in codes(first)
    assert Code.FORMULA_WITHOUT_RESULT not in codes(second), "a text without letters is a result too"

    row = f'<table:table-row>{open_cell("Wonen")}<table:table-cell table:formula="of:=A1"/></table:table-row>'
    (open_row,) = read(open_sheet(f"<table:table-row>{open_cell('Titel')}{open_cell('Doel')}</table:table-row>{row}"))
    assert Code.FORMULA_WITHOUT_RESULT in codes(open_row)


def test_a_table_that_begins_lower_and_further_to_the_right_keeps_the_numbers_of_its_rows() -> None:
    rows = [[], [], ["", "", "Titel"], ["", "", "Wonen"]]

    for data in (xlsx(rows), ods(rows)):
        found = source(data)
        assert (found.header_number, found.rows[-1].number, found.rows[-1].cells) == (3, 4, ("", "", "Wonen"))


def test_text_files_have_no_sheets() -> None:
    with pytest.raises(NoSheets):
        read_source("a.csv", b"Titel\nWonen\n", "Blad1")


@pytest.mark.parametrize("before", [0, 1, 65_400, 65_530, 65_536])
def test_lines_and_tabs_within_a_cell_of_libreoffice_do_not_glue_words_together(before: int) -> None:
    broken = open_cell("een<text:line-break/>twee<text:tab />drie<text:s/>vier")
    rows = [open_cell("Titel"), broken]

    data = open_sheet((" " * before).join(f"<table:table-row>{row}</table:table-row>" for row in rows))

    assert cells(data) == [("een\ntwee\tdrie vier",)]


def test_the_empty_rest_of_a_sheet_costs_nothing() -> None:
    rows = "".join(f"<table:table-row>{open_cell(text)}</table:table-row>" for text in ("Titel", "Wonen"))
    rest = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>'

    assert cells(open_sheet(rows + rest)) == [("Wonen",)]
