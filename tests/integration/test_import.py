"""Importing a list: nothing is lost, nothing is doubled, nothing becomes public by itself."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from agreements.content_json import content_to_json
from agreements.domain.completeness import completeness
from agreements.domain.errors import AgreementError, NotAllowed
from agreements.domain.selection import Selection
from agreements.importing.import_row import Outcome
from agreements.services.imports.command import ImportOutcome, import_file
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.trail import audit
from tests import people
from tests.listed import count
from tests.office import EVERYONE, TODAY_OFFICE, in_force, office_on
from tests.people import AAD, PETRA, TODAY

pytestmark = pytest.mark.usefixtures("staffed")
DATA = Path(__file__).parents[1] / "data"
MESSY = (DATA / "messy.csv").read_bytes()


async def brought_in(name: str, data: bytes) -> ImportOutcome:
    """Imported by Petra."""
    return await import_file(TODAY_OFFICE, PETRA, name, data, apply=True)


async def test_a_dry_run_stores_nothing() -> None:
    outcome = await import_file(TODAY_OFFICE, PETRA, "messy.csv", MESSY, apply=False)

    assert outcome.summary.startswith("22 rows: 20 drafts, 0 unchanged, 2 skipped, 0 refused. Dry run")
    assert await agreements.all_records() == []
    assert (await audit.head()).seq == len(EVERYONE)


async def test_every_row_of_the_list_ends_somewhere_with_a_reason() -> None:
    outcome = await brought_in("messy.csv", MESSY)

    assert [row.row for row in outcome.rows] == list(range(2, 24))
    drafts = [row for row in outcome.rows if row.outcome is Outcome.DRAFT]
    records = await agreements.all_records()
    assert {record.agreement.reference for record in records} == {row.reference for row in drafts}
    assert all(row.messages for row in outcome.rows if row.outcome is not Outcome.DRAFT)


async def test_a_second_import_makes_no_doubles() -> None:
    await brought_in("messy.csv", MESSY)
    again = await brought_in("messy.csv", MESSY)

    assert again.summary.startswith("22 rows: 0 drafts, 20 unchanged, 2 skipped, 0 refused. Stored.")
    assert len(await agreements.all_records()) == 20


async def test_only_the_row_that_was_corrected_changes() -> None:
    await brought_in("messy.csv", MESSY)
    corrected = MESSY.replace(b"onrechtmatig gebruik huurwoningen", b"woonfraude tegengaan")

    again = await brought_in("messy.csv", corrected)

    changed = {row.row: [one.field for one in row.differences] for row in again.rows if row.outcome is Outcome.CHANGED}
    assert changed == {2: ["purpose"]}
    assert again.summary.startswith("22 rows: 0 drafts, 19 unchanged, 1 changed, 2 skipped, 0 refused. Stored.")
    assert len(await agreements.all_records()) == 20


async def test_all_real_agreements_come_in_and_none_is_public() -> None:
    outcome = await brought_in("convenanten.json", (DATA / "convenanten.json").read_bytes())

    records = await agreements.all_records()
    assert len(outcome.rows) == len(records) == 60
    assert await count(Selection(on_day=TODAY)) == 0
    lacking = [r for r in records if completeness(r.agreement.content, TODAY, people.POLICY, TODAY)]
    assert len(lacking) == 60
    report = list(csv.DictReader(io.StringIO(outcome.report.decode("utf-8-sig")), delimiter=";"))
    assert all("mist nog" in row["meldingen"] for row in report)


async def test_an_import_leaves_an_event_for_every_draft() -> None:
    await brought_in("messy.csv", MESSY)

    assert (await verify_history()).events == len(EVERYONE) + 20


async def test_a_file_that_breaks_off_halfway_stores_nothing() -> None:
    with pytest.raises(AgreementError):
        await brought_in("kapot.csv", b'Naam convenant;Doel\r\nEen;"nooit gesloten')
    assert await agreements.all_records() == []


async def test_the_own_export_of_one_register_gives_the_same_agreements_in_another() -> None:
    content = people.complete_content()
    document = {
        "formaat": "afsprakenregister/1",
        "afspraken": [{"kenmerk": "GLO-2026-17", "inhoud": json.loads(content_to_json(content))}],
    }
    await brought_in("register.json", json.dumps(document).encode())

    record = (await agreements.all_records())[0]
    assert (record.agreement.reference, record.agreement.content) == ("GLO-2026-17", content)
    again = await brought_in("register.json", json.dumps(document).encode())
    assert [row.outcome for row in again.rows] == [Outcome.UNCHANGED]


async def test_an_agreement_made_by_hand_is_recognised_by_its_reference() -> None:
    made = await in_force()
    document = {
        "formaat": "afsprakenregister/1",
        "afspraken": [{"kenmerk": made.reference, "inhoud": json.loads(content_to_json(made.content))}],
    }

    outcome = await import_file(
        office_on(TODAY + timedelta(days=1)), PETRA, "x.json", json.dumps(document).encode(), apply=True
    )

    assert [row.outcome for row in outcome.rows] == [Outcome.UNCHANGED]


async def test_the_auditor_cannot_import() -> None:
    with pytest.raises(NotAllowed):
        await import_file(TODAY_OFFICE, AAD, "messy.csv", MESSY, apply=True)


async def test_the_line_of_what_is_not_public_any_more_is_skipped_and_nothing_else_is_lost(staffed: object) -> None:
    body = (
        b"kenmerk,titel,begindatum,einddatum,niet_openbaar_sinds,niet_openbaar_grond\r\n"
        b"AFS-2025-0001,Vroeg eropaf bij huurschulden,2026-01-01,2027-12-31,,\r\n"
        b"AFS-2025-0018,,,,2026-10-23,Zaken konden eruit opmaken wanneer de controles waren.\r\n"
    )

    outcome = await import_file(TODAY_OFFICE, PETRA, "afspraken.csv", body, apply=True)

    assert outcome.summary == "2 rows: 1 drafts, 0 unchanged, 1 skipped, 0 refused. Stored."
    assert "not public any more" in outcome.lines[1]
