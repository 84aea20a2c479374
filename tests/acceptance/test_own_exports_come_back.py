"""What the register exports, in each of its files and as a spreadsheet program saves it, brought into an empty one."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import httpx
import pytest
import xlsxwriter

from agreements.cli_support import OPERATOR
from agreements.domain.content import Content
from agreements.importing.import_row import Outcome
from agreements.services.imports.command import import_file
from agreements.storage import agreements
from agreements.storage.database.engine import bound, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from tests.office import TODAY_OFFICE

ADDRESSES = {
    "csv": "/afspraken.csv",
    "semicolons": "/afspraken.csv?scheiding=puntkomma",
    "json": "/afspraken.json",
    "xlsx": "/afspraken.xlsx",
    "ods": "/afspraken.ods",
    "saved": "/afspraken.csv",
}
DATES = frozenset({"begindatum", "einddatum", "evaluatiedatum", "opzeggen_voor", "laatste_dag"})


def as_spreadsheet(data: bytes) -> bytes:
    """The CSV as a spreadsheet program keeps it: days are days, whatever they look like."""
    head, *rows = csv.reader(io.StringIO(data.decode()))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmmm yyyy"})
        for place, name in enumerate(head):
            sheet.write_string(0, place, name)
            for number, row in enumerate(rows, 1):
                if name in DATES and row[place]:
                    sheet.write_datetime(number, place, date.fromisoformat(row[place]), day)
                else:
                    sheet.write_string(number, place, row[place])
    return out.getvalue()


def links(content: Content, shape: str = "json") -> tuple[object, ...]:
    """What an agreement says of others and of its days. Only the JSON tells that an old one was reported; without that
    its end breaks the rule on terms, stays in words, and is given anew when it is reported."""
    ends_on = None if content.is_reported and shape != "json" else content.ends_on
    return content.title, content.predecessor, content.starts_on, ends_on, content.review_dates


@pytest.mark.parametrize("shape", ADDRESSES)
async def test_an_export_gives_the_same_references_links_and_reviews_and_the_second_time_nothing(
    sample_loaded: None, site: httpx.AsyncClient, tmp_path: Path, shape: str
) -> None:
    data = (await site.get(ADDRESSES[shape])).content
    body = as_spreadsheet(data) if shape == "saved" else data
    register = {
        record.agreement.reference: links(record.agreement.in_force.content, shape)
        for record in await agreements.all_records()
        if record.agreement.in_force and record.agreement.in_force.content.is_public
    }
    engine = engine_from_url(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    await migrate(engine)
    async with opened(engine):
        with bound(engine):
            first = await import_file(TODAY_OFFICE, OPERATOR, f"afspraken.{shape}", body, apply=True)
            found = {r.agreement.reference: links(r.agreement.latest) for r in await agreements.all_records()}
            again = await import_file(TODAY_OFFICE, OPERATOR, f"afspraken.{shape}", body, apply=True)

    assert found == register
    made = [row for row in first.rows if row.outcome is Outcome.DRAFT]
    assert len(made) == len(register)
    told = [(row.outcome, row.messages) for row in again.rows if row.outcome is not Outcome.SKIPPED]
    assert told == [(Outcome.UNCHANGED, ())] * len(made)
