"""Files that are broken, huge, or made to do harm: a clear refusal, never a crash, never a silent loss."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.term import TermPolicy
from agreements.importing import errors
from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.interpret import interpret
from agreements.importing.report import lines, report_csv
from agreements.texts import Texts

HEADER = b"Titel;Doel;Begindatum\r\n"


def rows_of(data: bytes, name: str = "lijst.csv") -> list[ImportRow]:
    return interpret(read_source(name, data), registered_on=date(2026, 11, 23), policy=TermPolicy(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("name", "data", "error", "part"),
    [
        ("a.csv", b"", errors.NothingToRead, "empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n", errors.NothingToRead, "empty"),
        ("a.csv", b"x" * 40_000_001, errors.FileTooLarge, "40 MB"),
        ("a.csv", b"x" * 10_000_000, errors.CellTooLong, "32767"),
        ("a.csv", HEADER + b";" * 9_000_000, errors.CellTooLong, "Row 2"),
        ("a.csv", HEADER + b"a;b\n" * 1_000_000, errors.TooManyRows, "20000 rows"),
        ("a.csv", HEADER + b"\n" * 9_000_000, errors.TooManyRows, "20000 rows"),
        ("a.csv", HEADER + b";" * 10_000, errors.TooManyColumns, "Row 2 has more than 200"),
        ("a.csv", HEADER + b"a;" + b"x" * 200_000, errors.CellTooLong, "Row 2"),
        ("a.csv", HEADER + b"a;b\r\nc;\"open\r\nd;e\r\n", errors.UnclosedQuote, "Row 3"),
        ("a.csv", HEADER + b"a;\"b\"c;d\r\n", errors.MisplacedQuote, "Row 2"),
        ("a.csv", HEADER + b"a;b\x00c;d\r\n", errors.NulBytes, "Line 2"),
        ("a.csv", HEADER + b"a;\x81\x8d;d\r\n", errors.UnknownEncoding, "Line 2"),
        ("a.csv", b"Aantal;Bedrag\r\n1;2\r\n", errors.TitleColumnMissing, "“Aantal”, “Bedrag”"),
        ("a.csv", b"Titel;Doel; titel\r\na;b;c\r\n", errors.ColumnsDoubled, "“Titel”, “titel”"),
        ("a.csv", b"Titel;Extra;extra\r\n", errors.ColumnsDoubled, "“Extra”, “extra”"),
        ("a.xlsx", b"PK\x03\x04....", errors.SpreadsheetDamaged, "damaged"),
        ("a.xls", b"<html><table>", errors.UnknownFile, "not a list"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.OldSpreadsheet, ".xlsx"),
        ("a.csv", b"<!DOCTYPE html><html>", errors.UnknownFile, "not a list"),
        ("a.csv", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>", errors.UnknownFile, "not a list"),
        ("a.csv", b"%PDF-1.7", errors.UnknownFile, "not a list"),
        ("a.json", b"[" * 100_000, errors.BadJson, "nested too deeply"),
        ("a.json", b'{"a":' + b"[" * 100_000, errors.BadJson, "nested too deeply"),
        ("a.json", b'[{"id":"1","title":"a","title":"b"}]', errors.BadJson, "doubled key title"),
        ("a.json", b'[{"id":"1","title":NaN}]', errors.BadJson, "NaN"),
        ("a.json", b'[{"id":1' + b"0" * 5_000 + b"}]", errors.BadJson, "cannot be read"),
        ("a.json", b'[{"id":"\xff"}]', errors.BadJson, "UTF-8"),
        ("a.json", b"[1, 2", errors.BadJson, "line 1"),
        ("a.json", b"[1, 2]", errors.UnknownJson, "no list of agreements"),
        ("a.json", b'[{"id":"1","title":"' + b"x" * 40_000 + b'"}]', errors.CellTooLong, "32767"),
        ("a.json", b'{"x": []}', errors.UnknownJson, "no list of agreements"),
        ("a.json", b'{"formaat": "afsprakenregister/9"}', errors.UnknownExportFormat, "afsprakenregister/1"),
        ("a.json", b'{"formaat": "afsprakenregister/1", "afspraken": {}}', errors.UnknownJson, "no list"),
        ("a.json", b"[" + b'{"id":"1","title":"a"},' * 20_000 + b"1]", errors.TooManyRows, "20000"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_one_sentence(
    name: str, data: bytes, error: type[errors.ImportRefused], part: str
) -> None:
    with pytest.raises(error) as caught:
        rows_of(data, name)
    assert part in str(caught.value)
    assert "%(" not in Texts("nl").refusal(caught.value)
    assert Texts("nl").refusal(caught.value) != str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_common_encoding_and_delimiter_gives_the_same_rows(encoding: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["Titel", "Doel"], ["Fryslân – één", "a;b,c\td\nregel"]])
    (row,) = rows_of(out.getvalue().encode(encoding))
    assert row.content is not None
    assert (row.title, row.content.purpose) == ("Fryslân – één", "a;b,c\td\nregel")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(ending: str) -> None:
    assert [row.title for row in rows_of(ending.join(["Titel;Doel", "A;x", "B;y", ""]).encode())] == ["A", "B"]


def test_the_line_that_tells_excel_the_delimiter_is_not_a_row() -> None:
    source = read_source("a.csv", b"\xef\xbb\xbfsep=,\r\nTitel,Doel\r\nA,x;y;z\r\n")
    assert isinstance(source, ListSource)
    assert (source.delimiter, source.header_number, source.rows[0].number) == (",", 1, 2)


def test_invisible_and_direction_turning_characters_are_taken_out_and_told() -> None:
    (row,) = rows_of("Titel;Doel\nPro\u202eef\u200b\x07;x\n".encode())
    assert row.title == "Proef"
    assert Code.INVISIBLE_REMOVED in {message.code for message in row.messages}


def test_text_that_was_garbled_before_is_told() -> None:
    (row,) = rows_of("Titel;Doel\nFryslÃ¢n;x\n".encode())
    assert Code.GARBLED in {message.code for message in row.messages}


def test_composed_and_decomposed_letters_are_the_same() -> None:
    one, two = rows_of("Titel;Doel\nFrysla\u0302n;x\nFrysl\u00e2n;x\n".encode())
    assert one.title == two.title
    assert two.duplicate_of_row == 2


def test_the_apostrophe_of_a_safe_export_is_taken_off_again() -> None:
    (row,) = rows_of(b"Titel;Doel\n'=1+1;'t Gooi\n")
    assert row.content is not None
    assert (row.title, row.content.purpose) == ("=1+1", "'t Gooi")


def test_half_a_surrogate_in_json_cannot_reach_the_register() -> None:
    (row,) = rows_of(b'[{"id":"C1","title":"a\\ud800b"}]', "a.json")
    assert row.title == "a\ufffdb"
    report_csv([row], Texts("nl"))


def test_escape_codes_for_a_terminal_are_not_printed() -> None:
    (row,) = rows_of(b"Titel;Doel;Team\n;\x1b[31mrood;x\n")
    assert row.outcome is Outcome.REFUSED
    assert "\x1b" not in "".join(lines([row], Texts("en")))


CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["1-1-2026", "30-02-2026", "2 jaar", "?", "geen", "zie bijlage", "9999-12-31", "opzeggen 6 mnd", "2030"]
    ),
)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
def test_any_cells_whatever_give_a_row_each_and_never_a_crash(records: list[list[str]]) -> None:
    names = ["Titel", "Partijen", "Doel", "Begindatum", "Einddatum", "Bewaartermijn", "Team", "Opmerkingen"]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([names, *records])
    data = out.getvalue().encode("utf-8-sig", "replace")
    if "\x00" in out.getvalue():
        with pytest.raises(errors.NulBytes):
            read_source("a.csv", data)
        return
    rows = rows_of(data)
    assert len(rows) == len(records)
    assert len(list(lines(rows, Texts("nl")))) == len(rows)
    assert (
        len(list(csv.reader(io.StringIO(report_csv(rows, Texts("nl")).decode(), newline=""), delimiter=";")))
        == len(rows) + 1
    )


@given(st.binary(max_size=300))
def test_any_bytes_whatever_give_rows_or_a_refusal(data: bytes) -> None:
    try:
        rows = rows_of(HEADER + data)
    except errors.ImportRefused as refusal:
        told = str(refusal)
    else:
        told = "".join(lines(rows, Texts("en"))) + "."
    assert told.endswith(".")
