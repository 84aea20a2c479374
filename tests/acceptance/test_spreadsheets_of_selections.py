"""The spreadsheets of a selection: the rows of its CSV, and a sheet that says which selection that was."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from tests.acceptance.test_withheld import changed
from tests.office import drafted, in_force
from tests.people import TODAY, WOO

SPREADSHEETS = ("xlsx", "ods")
YESTERDAY = TODAY - timedelta(1)
QUERIES = {
    "": ["alle openbare afspraken"],
    "?afdeling=Zorg&sorteer=-titel": ["Afdeling: Zorg"],
    "?status=geldig&status=loopt-af": ["Status: geldig, loopt bijna af"],
    f"?peildatum={YESTERDAY}": ["alle openbare afspraken"],
    "?q=%3D1%2B1": ["Woorden: =1+1"],
}


def sheet(answer: httpx.Response, number: int) -> list[list[Any]]:
    """What another program reads in one of its sheets."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(number).to_python(skip_empty_area=False)


def as_text(cell: Any) -> str:
    """A cell as the CSV says it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("name", SPREADSHEETS)
async def test_a_spreadsheet_holds_the_rows_of_the_csv_of_the_same_selection_and_says_which_that_is(
    name: str, site: httpx.AsyncClient
) -> None:
    await in_force(title="=1+1", department="Wonen")
    await in_force(title="Twee\nregels", department="Zorg")
    gone = await in_force(title="Weg")
    await changed(gone, is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    await drafted(title="Concept")

    for query, chosen in QUERIES.items():
        lines = csv.reader(io.StringIO((await site.get(f"/afspraken.csv{query}")).text, newline=""))
        answer = await site.get(f"/afspraken.{name}{query}")
        told = [(label, cell) for label, cell in sheet(answer, 1)]

        assert [[as_text(cell) for cell in row] for row in sheet(answer, 0)] == list(lines), query
        assert [cell for label, cell in told if label == "Selectie"] == chosen
        assert ("Peildatum", YESTERDAY if "peildatum" in query else TODAY) in told
        assert ("Gemaakt op", TODAY) in told
        assert ("Nummer van de laatste wijziging", 4) in told
        assert ("Aantal rijen", len(sheet(answer, 0)) - 1) in told
