"""LibreOffice opens the register as CSV, XLSX and ODS: what people wrote becomes no formula, and days are days."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.publication.csv_file import COLUMNS, SPREADSHEET, csv_header, csv_rows_again
from tests.libreoffice import opened_by_libreoffice
from tests.unit.test_spreadsheet_files import NAMES, line_of, told, with_title

SIGNS = "=+-@＝＋－＠"
BEFORE = ("", " ", "   ", "\t", "\r", "\n", "\0", " \0 ", "\x1f", "\xa0", "\ufeff", "\u200b")
DANGEROUS = tuple(f"{before}{sign}1+1" for before in BEFORE for sign in SIGNS)
AS_BY_HAND = "--infilter=CSV:59,34,76,1,,1043,false,true,false"
"""Semicolons, quotes, UTF-8, Dutch; cells are looked at for numbers and formulas, as when somebody opens the file."""
DAY = "2026-01-01"


def line(title: str) -> list[str]:
    """A line of the CSV with this title, and a day where one stands."""
    made = list(with_title(title))
    made[[column.name for column in COLUMNS].index("begindatum")] = DAY
    return made


def as_csv() -> bytes:
    """The file for a spreadsheet."""
    return csv_header(SPREADSHEET) + csv_rows_again(b"".join(line_of(line(text)) for text in DANGEROUS), SPREADSHEET)


@pytest.mark.parametrize("name", ["csv", *NAMES])
async def test_it_finds_no_formula_in_what_people_wrote_and_days_that_are_days(name: str, tmp_path: Path) -> None:
    body = as_csv() if name == "csv" else told(name, map(line, DANGEROUS))
    options = [AS_BY_HAND] if name == "csv" else []
    opened = await opened_by_libreoffice(tmp_path, f"register.{name}", body, "fods", *options)
    sheet = opened.read_text(encoding="utf-8")

    assert "table:formula" not in sheet
    assert sheet.count("1+1") >= len(DANGEROUS)
    assert sheet.count(f'office:date-value="{DAY}"') == len(DANGEROUS)
