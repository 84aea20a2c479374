"""The CSV: RFC 4180 with the columns of the contract, and a variant that does no harm in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.publication import csv_file
from agreements.publication.csv_file import OPEN_DATA, SPREADSHEET, csv_header, csv_rows
from tests import people
from tests.people import ENDS_ON, REVIEW_ON, STARTS_ON
from tests.published import published

CONTRACT = [
    "kenmerk",
    "versie",
    "titel",
    "soort",
    "status",
    "afdeling",
    "partijen",
    "doel",
    "grondslag",
    "gegevenssoorten",
    "betrokkenen",
    "bewaartermijn",
    "vernietiging",
    "doorverstrekking",
    "begindatum",
    "einddatum",
    "evaluatiedatum",
    "opzeggen_voor",
    "overgangsafspraak",
    "voorganger",
    "opvolger",
    "url",
    "bijgewerkt_op",
]


def read(body: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_the_columns_of_the_contract_come_first_and_in_order() -> None:
    names = csv_header().decode().strip().split(",")

    assert names[: len(CONTRACT)] == CONTRACT
    assert len(set(names)) == len(names)


def test_a_row_says_what_the_agreement_says() -> None:
    (row,) = read(csv_header() + csv_rows([published(people.approved())]))

    assert row["kenmerk"] == people.REFERENCE
    assert (row["soort"], row["status"], row["doorverstrekking"]) == ("convenant", "geldig", "niet-toegestaan")
    assert row["partijen"] == f"{people.MUNICIPALITY}; {people.CORPORATION}; {people.ENERGY_COMPANY}"
    assert row["bewaartermijn"] == "Betalingsachterstand: P6M vanaf ontvangst; Naam en adres: P12M vanaf einde-afspraak"
    assert row["overgangsafspraak"] == "nee"


def test_every_date_is_iso_8601() -> None:
    (row,) = read(csv_header() + csv_rows([published(people.approved())]))
    dates = [row[name] for name in ("begindatum", "einddatum", "evaluatiedatum", "opzeggen_voor")]

    assert dates == [STARTS_ON.isoformat(), ENDS_ON.isoformat(), REVIEW_ON.isoformat(), date(2027, 9, 30).isoformat()]
    assert datetime.fromisoformat(row["bijgewerkt_op"]).tzinfo is not None


def test_lines_end_as_rfc_4180_says_and_open_data_has_no_mark() -> None:
    body = csv_header() + csv_rows([published(people.approved())])

    assert body.count(b"\r\n") == 2
    assert not body.startswith(csv_file.BYTE_ORDER_MARK)


def test_the_spreadsheet_variant_has_semicolons_and_a_mark() -> None:
    body = csv_header(SPREADSHEET) + csv_rows([published(people.approved())], SPREADSHEET)

    assert body.startswith(csv_file.BYTE_ORDER_MARK)
    assert read(body, ";")[0]["titel"] == people.complete_content().title


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "   @"])
def test_a_cell_that_could_become_a_formula_is_made_harmless_for_spreadsheets_only(start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    record = published(people.approved(title=title))

    assert read(csv_header(SPREADSHEET) + csv_rows([record], SPREADSHEET), ";")[0]["titel"] == f"'{title}"
    assert read(csv_header() + csv_rows([record]))[0]["titel"] == title


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n"), min_size=1))
def test_any_title_comes_back_as_it_went_in(title: str) -> None:
    body = csv_header(OPEN_DATA) + csv_rows([published(people.approved(title=f"xyz{title}"))])

    assert read(body)[0]["titel"] == f"xyz{title}"


def test_a_line_break_and_a_quote_stay_within_their_cell() -> None:
    record = published(people.approved(purpose='Eerste "regel",\ntweede regel'))

    assert read(csv_header() + csv_rows([record, record]))[1]["doel"] == 'Eerste "regel",\ntweede regel'
