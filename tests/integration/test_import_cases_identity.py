"""Small lists on which the import went wrong: by their numbers, and when they come again."""

from __future__ import annotations

import csv
import io

import pytest

from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow, Outcome
from agreements.sample.load import SampleResult
from agreements.services.imports.command import ImportOutcome, import_file
from agreements.storage import agreements
from agreements.storage.database.engine import Engine
from tests.import_lists import DATA, codes, read
from tests.office import TODAY_OFFICE
from tests.people import PETRA

CASES = DATA / "import-cases"
CHANGES = {Code.CHANGED_SINCE, Code.CHANGED_HERE_TOO, Code.CHANGE_REFUSED}


async def case(number: str) -> ImportOutcome:
    """The list of a case, brought in by Petra."""
    (file,) = CASES.glob(f"{number}_*.csv")
    return await import_file(TODAY_OFFICE, PETRA, file.name, file.read_bytes(), apply=True)


async def only(number: str) -> ImportRow:
    (row,) = (await case(number)).rows
    return row


async def test_h01_a_number_that_looks_like_ours_makes_a_draft_that_says_so(
    sample_loaded: SampleResult, engine: Engine
) -> None:
    before = (await agreements.load("AFS-2023-0001")).agreement

    row = await only("h01")

    assert row.outcome is Outcome.DRAFT
    assert row.reference != "AFS-2023-0001"
    assert Code.NUMBER_IS_REFERENCE in codes(row)
    assert (await agreements.load(row.reference)).agreement.content.own_number == "AFS-2023-0001"
    assert (await agreements.load("AFS-2023-0001")).agreement == before


@pytest.mark.usefixtures("staffed")
async def test_h03_the_number_of_the_office_stays_with_the_agreement() -> None:
    row = await only("h03")

    assert (await agreements.load(row.reference)).agreement.content.own_number == "Z-2024-00123"


@pytest.mark.usefixtures("staffed")
async def test_h29_a_number_that_stands_twice_is_told_on_both_rows() -> None:
    rows = (await case("h29")).rows

    told = [[m.values["rows"] for m in row.messages if m.code is Code.NUMBER_TWICE] for row in rows]
    assert told == [["2, 3"], ["2, 3"]]
    assert [row.outcome for row in rows] == [Outcome.DRAFT, Outcome.DRAFT]


@pytest.mark.usefixtures("staffed")
async def test_h35_our_own_csv_gives_the_same_references_links_and_reviews_and_then_nothing() -> None:
    first = await case("h35")
    (file,) = CASES.glob("h35_*.csv")
    records = list(csv.DictReader(io.StringIO(file.read_text())))
    said = {one["kenmerk"]: one for one in records if one["titel"]}

    stored = {record.agreement.reference: record.agreement.content for record in await agreements.all_records()}
    assert stored.keys() == said.keys()
    for reference, content in stored.items():
        assert (content.predecessor or "") == said[reference]["voorganger"]
        assert "; ".join(map(str, content.review_dates)) == said[reference]["alle_evaluaties"]

    again = await case("h35")

    told = [(row.outcome, row.messages) for row in again.rows if row.outcome is not Outcome.SKIPPED]
    assert told == [(Outcome.UNCHANGED, ())] * len(stored)
    assert len(first.rows) == len(again.rows)


@pytest.mark.usefixtures("staffed")
async def test_h35_dates_that_a_spreadsheet_program_rewrote_change_nothing() -> None:
    await case("h35")

    again = await import_file(TODAY_OFFICE, PETRA, "afspraken.csv", rewritten(), apply=True)

    assert {row.outcome for row in again.rows} <= {Outcome.UNCHANGED, Outcome.SKIPPED}
    assert [row.messages for row in again.rows if row.outcome is Outcome.UNCHANGED and codes(row) & CHANGES] == []


@pytest.mark.usefixtures("staffed")
async def test_h35_what_a_spreadsheet_program_wrote_anew_gives_the_same_agreements() -> None:
    (file,) = CASES.glob("h35_*.csv")
    ours = interpreted(file.read_bytes())

    theirs = interpreted(rewritten())

    assert theirs == ours


def rewritten() -> bytes:
    """Our own CSV as a Dutch spreadsheet program saves it."""
    (file,) = CASES.glob("h35_*.csv")
    records = list(csv.DictReader(io.StringIO(file.read_text())))
    for record in records:
        for name in ("begindatum", "einddatum", "evaluatiedatum", "opzeggen_voor", "laatste_dag", "alle_evaluaties"):
            if len(record[name]) == len("2026-12-31"):
                record[name] = "-".join(reversed(record[name].split("-")))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode("utf-8-sig")


def interpreted(data: bytes) -> list[tuple[object, ...]]:
    """What matters of the agreements in our own CSV."""
    contents = [(row, row.content) for row in read(data) if row.content]
    fields = ("starts_on", "ends_on", "review_dates", "notice_months", "predecessor")
    return [(row.source_reference, row.termination, *(getattr(one, name) for name in fields)) for row, one in contents]


@pytest.mark.usefixtures("staffed")
async def test_h41_filling_in_a_date_makes_no_second_draft() -> None:
    first = await only("h41a")

    second = await only("h41")

    assert (second.outcome, second.reference) == (Outcome.CHANGED, first.reference)
    (record,) = await agreements.all_records()
    assert str(record.agreement.content.starts_on) == "2026-03-01"
