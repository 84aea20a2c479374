"""Reading a list costs work in step with its size, whatever stands in its cells."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.term import TermPolicy
from agreements.importing.codes import Code
from agreements.importing.formats.source import read_source
from agreements.importing.interpret import interpret
from agreements.importing.tables.columns import MEANING
from agreements.importing.values.remarks import SIGN_PATTERNS, read_remarks
from tests.growth import TIMES, TOLERATED, growth

SHORT = 3_000
HEADINGS = list({meaning: name for name, meaning in MEANING.items()}.values())
PIECES = (
    "a", "1", " ", "-", "A-", "A-1", "(", "()", ",(", "a/b", " / ", "1. ", "1-1-2026 ", "1 jaar ", "1 jaar en ", "een ",
    "half ", "opzeg ", "looptijd ", "getekend op ", "x@", "a.", "06", "06-", "https://a ", "en andere ", "e.v.a.",
    "gemeenten", "partners ", ";", "\n", "stilzwijgend ", "valt ", "?", ". ", "zie ", "2026 ", "januari ", "van ",
    "\u0345\u0334", "\u0f73", "é", "Ã",
)  # fmt: skip


def read(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    source = read_source("a.csv", out.getvalue().encode("utf-8-sig"))
    assert interpret(source, registered_on=date(2026, 11, 23), policy=TermPolicy(date(2026, 1, 1)))


def cells(piece: str, size: int) -> list[str]:
    """A short and a long cell of the same, with something else at the end."""
    return [(piece * size * TIMES)[: size * times] + "!" for times in (1, TIMES)]


@pytest.mark.parametrize("piece", PIECES)
def test_a_longer_cell_costs_as_much_more_in_any_column(piece: str) -> None:
    assert growth(lambda cell: read([HEADINGS, [cell] * len(HEADINGS)]), *cells(piece, 400)) < TOLERATED


@pytest.mark.parametrize("piece", PIECES)
def test_a_longer_title_costs_as_much_more(piece: str) -> None:
    assert growth(lambda cell: read([["Titel"], [cell]]), *cells(piece, 3_500)) < TOLERATED


def test_more_rows_of_the_same_title_cost_as_much_more() -> None:
    rows = [[f"Samenwerking over gegevens 19{number // 100:02} 20{number % 100:02}"] for number in range(1_600)]

    assert growth(read, *([["Titel"], *rows[: len(rows) // times]] for times in (TIMES, 1))) < TOLERATED


def test_more_columns_with_long_names_cost_as_much_more() -> None:
    names = ["Titel", *(f"{'x' * 300}{number}" for number in range(1, 200))]

    assert growth(read, *([names[: len(names) // times], ["a"]] for times in (TIMES, 1))) < TOLERATED


@pytest.mark.parametrize("code", SIGN_PATTERNS)
@given(st.data())
def test_no_sign_is_missed_by_the_first_look_at_a_text(code: Code, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(SIGN_PATTERNS[code]))

    assert code in {message.code for message in read_remarks("", text).messages}
