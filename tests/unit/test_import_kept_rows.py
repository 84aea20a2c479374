"""What is kept of a row of a list for people to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements.importing.import_row import ImportRow
from agreements.services.imports.kept_rows import from_kept, to_kept
from tests.import_lists import DATA, DUTCH, read


def shown(row: ImportRow) -> ImportRow:
    """Only that of a row which people see, without its messages."""
    return ImportRow(
        row=row.row, outcome=row.outcome, title=row.title, reference=row.reference, start=row.start, end=row.end
    )


@pytest.mark.parametrize("name", ["messy.csv", "convenanten.json", "convenanten.csv"])
def test_what_is_kept_of_a_row_is_all_that_people_see_of_it(name: str) -> None:
    for row in read((DATA / name).read_bytes(), name):
        back = from_kept(to_kept(row))
        assert replace(back, messages=()) == shown(row)
        assert [(m.code, m.said(DUTCH)) for m in back.messages] == [(m.code, m.said(DUTCH)) for m in row.messages]
