"""A spreadsheet holds what the CSV holds: days as days, numbers as numbers, and every text as the text that it is."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from zipfile import ZIP_STORED, ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from agreements.publication.csv_file import COLUMNS
from agreements.publication.shape import Making
from agreements.publication.shapes import shape_named
from agreements.texts import Texts
from tests.people import TODAY
from tests.unpacked import files_in, unpacked

NAMES = ("xlsx", "ods")
FORMULAS = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", '  =HYPERLINK("http://x.example")', "{=1}", "DDE('a';'b')")
TEXTS = (
    "0012",
    "1e5",
    "2026-01-01",
    "WAAR",
    "#N/B",
    "<b>&amp;\"'",
    "_x0041_",
    "_x005F_",
    "  twee  keer ",
    "één\r\ntwee",
    "😀",
)
MAKING = Making(
    day=TODAY,
    made_on=TODAY,
    base_url="https://afspraken.example",
    host="afspraken.example",
    organisation="Gemeente Voorbeeldstad",
    zone=ZoneInfo("Europe/Amsterdam"),
    texts=Texts(),
)
words = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", exclude_categories=("Cc", "Cs"))
    | st.sampled_from("\n\t =_x"),
    max_size=12,
)


DAYS, WHOLE = st.dates(date(1900, 1, 1)).map(date.isoformat), st.integers(0, 10**9).map(str)
TYPES = {"date": st.just("") | DAYS, "integer": st.just("") | WHOLE}
lines = st.tuples(st.just("AFS-1"), *(words if one.is_list else TYPES.get(one.datatype, words) for one in COLUMNS[1:]))
"""Lines of the CSV: in each column what its type allows."""


def told(name: str, rows: Iterable[Sequence[str]], making: Making = MAKING) -> bytes:
    """The spreadsheet of these lines."""
    make = shape_named(name).packer
    assert make
    packer = make(making)
    made = [packer.begin(), *(packer.add(line_of(row)) for row in rows), packer.end()]
    return b"".join(made)


def line_of(row: Sequence[str]) -> bytes:
    """A line of open data."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue().encode()


def sheet(body: bytes, number: int = 0) -> list[list[Any]]:
    """The cells as another program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return book.get_sheet_by_index(number).to_python(skip_empty_area=False)


def as_text(cell: Any) -> str:
    """As the CSV says it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def with_title(title: str) -> list[str]:
    """A line with nothing but a title."""
    return [title if column.name == "titel" else "" for column in COLUMNS]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(rows=st.lists(lines, max_size=2))
def test_other_programs_read_the_cells_of_the_csv(name: str, rows: list[tuple[str, ...]]) -> None:
    found = sheet(told(name, rows))

    assert found[0] == [column.name for column in COLUMNS]
    assert [tuple(map(as_text, row)) for row in found[1:]] == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_day_is_a_day_and_a_number_a_number(name: str) -> None:
    line = [{"date": "2026-02-03", "integer": "7"}.get(column.datatype, "ja") for column in COLUMNS]
    (found,) = sheet(told(name, [line]))[1:]
    types = {column.name: type(cell) for column, cell in zip(COLUMNS, found, strict=True)}

    assert (types["begindatum"], types["versie"], types["bijgewerkt_op"]) == (date, float, str)
    assert types["alle_evaluaties"] is str, "there may be several"


@pytest.mark.parametrize("name", NAMES)
def test_no_text_becomes_a_formula_or_a_link_or_another_text(name: str) -> None:
    texts = [*FORMULAS, *TEXTS, "https://elders.example"]
    body = told(name, map(with_title, texts))

    assert [row[2] for row in sheet(body)[1:]] == texts
    for sign in (b"<f>", b"<f ", b"hyperlink", b"table:formula", b"xlink", b"text:a"):
        assert sign not in unpacked(body)


@pytest.mark.parametrize(("name", "guard"), [("xlsx", b's="3"'), ("ods", b'"GUARDED"')])
def test_what_looks_like_a_formula_stays_text_when_somebody_types_it_again(name: str, guard: bytes) -> None:
    guards = [unpacked(told(name, [with_title(text)])).count(guard) for text in ("een", *FORMULAS[:7])]

    assert [many - guards[0] for many in guards] == [0] + [1] * 7


def test_what_a_format_cannot_say_is_seen() -> None:
    line = with_title("nul\0teken")

    assert sheet(told("xlsx", [line]))[1][2] == "nul\0teken"
    assert sheet(told("ods", [line]))[1][2] == "nul�teken"


def test_a_text_that_does_not_fit_in_a_cell_of_excel_is_cut_and_the_file_says_how_many() -> None:
    long, just = "😀" * 16_384, "é" * 32_767
    body = told("xlsx", [with_title(long), with_title(just)])

    assert [row[2] for row in sheet(body)[1:]] == ["😀" * 16_383 + "…", just]
    assert sheet(body, 1)[-1] == ["Cellen met een tekst die te lang is voor Excel", 1]
    assert sheet(told("ods", [with_title(long)]))[1][2] == long


@pytest.mark.parametrize("name", NAMES)
def test_the_second_sheet_says_what_the_file_is(name: str) -> None:
    making = Making(
        **{one: getattr(MAKING, one) for one in ("made_on", "base_url", "host", "organisation", "zone", "texts")},
        day=TODAY - timedelta(7),
        head="ab12",
        chosen=("Status: geldig", "Afdeling: =Zorg"),
        last_change=42,
    )
    body = told(name, [with_title("een"), with_title("twee")], making)
    said = [tuple(row) for row in sheet(body, 1)]

    assert CalamineWorkbook.from_filelike(io.BytesIO(body)).sheet_names == ["Afspraken", "Verantwoording"]
    assert said[:8] == [
        ("Register van", "Gemeente Voorbeeldstad"),
        ("Adres van het register", "https://afspraken.example"),
        ("Selectie", "Status: geldig"),
        ("Selectie", "Afdeling: =Zorg"),
        ("Peildatum", TODAY - timedelta(7)),
        ("Gemaakt op", TODAY),
        ("Nummer van de laatste wijziging", 42),
        ("Vingerafdruk van de geschiedenis", "ab12"),
    ]
    assert said[8] == ("Aantal rijen", 2)
    assert sheet(told(name, []), 1)[2] == ["Selectie", "alle openbare afspraken"]


@pytest.mark.parametrize("name", NAMES)
def test_its_first_row_stays_in_sight_and_has_the_buttons_of_a_filter(name: str) -> None:
    body = unpacked(told(name, [with_title("een")]))
    last = f"{chr(ord('A') + len(COLUMNS) - 27)}"

    expected = {
        "xlsx": (b'state="frozen"', f'<autoFilter ref="A1:A{last}2"/>'.encode()),
        "ods": (b'"VerticalSplitMode" config:type="short">2<', f"'Afspraken'.A1:'Afspraken'.A{last}2".encode()),
    }
    assert all(sign in body for sign in expected[name])


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_sound_folder_and_the_same_for_who_asks_again(name: str) -> None:
    rows = [with_title(f"Afspraak {number}") for number in range(300)]
    body = told(name, rows)

    with ZipFile(io.BytesIO(body)) as folder:
        assert folder.testzip() is None
    assert told(name, rows) == body
    assert all(part.startswith(b"<?xml") for at, part in files_in(body).items() if at != "mimetype")


def test_the_first_file_of_an_ods_says_what_it_is_at_a_fixed_place() -> None:
    body = told("ods", [])

    with ZipFile(io.BytesIO(body)) as folder:
        first = folder.infolist()[0]
    assert (first.filename, first.compress_type, first.flag_bits, first.extra) == ("mimetype", ZIP_STORED, 0, b"")
    assert body[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_no_more_than_some_rows_in_memory(name: str) -> None:
    make, chunk = (
        shape_named(name).packer,
        b"".join(line_of(with_title(f"Een titel {number}")) for number in range(100)),
    )
    assert make
    packer = make(MAKING)
    packer.begin()
    for _ in range(3):
        packer.add(chunk)
    tracemalloc.start()
    for _ in range(20):
        packer.add(chunk)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 100_000
    assert peak < 1_000_000
