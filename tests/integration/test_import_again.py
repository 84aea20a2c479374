"""The same list once more, corrected: only what changed in the list changes in the register, and nothing is taken for
another agreement."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from agreements.content_json import content_to_json
from agreements.domain.agreement import Agreement
from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow, Outcome
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.imports import runs
from agreements.services.imports.command import import_file
from agreements.services.imports.working import work_on
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.services.withdraw import withdraw
from agreements.storage import agreements
from agreements.storage.database.transaction import execute
from tests import people
from tests.import_lists import codes
from tests.office import TODAY_OFFICE
from tests.people import PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")
HEADER = "Zaaknummer;Titel;Partijen;Doel;Begindatum;Einddatum\n"
FIRST = "Z-1;Leegstand;Gemeente, politie;Panden in gebruik;1-1-2026;31-12-2027\n"
SECOND = "Z-2;Woonoverlast;Gemeente, GGD;Rust;1-3-2026;31-12-2027\n"


async def brought_in(*rows: str, header: str = HEADER, name: str = "lijst.csv") -> list[ImportRow]:
    """Rows of a list, brought in by Petra."""
    data = (header + "".join(rows)).encode()
    return list((await import_file(TODAY_OFFICE, PETRA, name, data, apply=True)).rows)


async def stored(reference: str) -> Agreement:
    return (await agreements.load(reference)).agreement


async def all_titles() -> list[str]:
    return sorted(record.agreement.latest.title for record in await agreements.all_records())


async def changed_by_petra(reference: str, **values: Any) -> None:
    now = await stored(reference)
    await amend(TODAY_OFFICE, PETRA, reference, now.revision, replace(now.latest, **values))


async def in_force_with(reference: str) -> Agreement:
    """The draft of a row, completed and approved."""
    now = await stored(reference)
    said = {name: getattr(now.latest, name) for name in ("title", "own_number", "purpose")}
    whole = people.complete_content(**said)
    saved = await amend(TODAY_OFFICE, PETRA, reference, now.revision, whole)
    sent = await submit(TODAY_OFFICE, PETRA, reference, saved.revision, "Een andere wijk")
    return await approve(TODAY_OFFICE, SANNE, reference, sent.revision)


async def test_a_corrected_cell_changes_its_field_and_nothing_else() -> None:
    first, second = await brought_in(FIRST, SECOND)

    rows = await brought_in(FIRST, SECOND.replace("Rust", "Rust in de straat"))

    assert [row.outcome for row in rows] == [Outcome.UNCHANGED, Outcome.CHANGED]
    assert [(one.field, one.was, one.becomes, one.is_taken) for one in rows[1].differences] == [
        ("purpose", "Rust", "Rust in de straat", True)
    ]
    assert (await stored(second.reference)).latest.purpose == "Rust in de straat"
    assert (await stored(first.reference)).revision == 1
    await verify_history()


async def test_a_calm_run_says_how_each_row_was_known_and_nothing_more() -> None:
    await brought_in(FIRST, SECOND)

    rows = await brought_in(SECOND, FIRST)

    assert [[message.code for message in row.messages] for row in rows] == [[Code.KNOWN_BY_CELLS]] * 2


async def test_what_the_register_changed_stays_and_both_are_told_once() -> None:
    _, second = await brought_in(FIRST, SECOND)
    await changed_by_petra(second.reference, purpose="Minder meldingen")
    corrected = SECOND.replace("Rust", "Rust in de straat").replace("31-12-2027", "30-6-2028")

    rows = await brought_in(FIRST, corrected)
    again = await brought_in(FIRST, corrected)

    assert rows[1].outcome is Outcome.CHANGED
    assert {one.field: one.is_taken for one in rows[1].differences} == {"purpose": False, "ends_on": True}
    (told,) = (message for message in rows[1].messages if message.code is Code.CHANGED_HERE_TOO)
    assert told.values["fields"] == ("purpose",)
    now = (await stored(second.reference)).latest
    assert (now.purpose, str(now.ends_on)) == ("Minder meldingen", "2028-06-30")
    assert [row.outcome for row in again] == [Outcome.UNCHANGED] * 2
    assert Code.CHANGED_HERE_TOO not in codes(again[1])


async def test_of_an_approved_agreement_a_correction_becomes_a_proposal() -> None:
    row, _ = await brought_in(FIRST, SECOND)
    before = await in_force_with(row.reference)

    rows = await brought_in(FIRST.replace("Panden", "Lege panden"), SECOND)

    assert rows[0].outcome is Outcome.CHANGED
    assert Code.AMENDMENT_PROPOSED in codes(rows[0])
    now = await stored(row.reference)
    assert now.in_force == before.in_force
    assert now.proposal is not None
    assert now.proposal.content.purpose == "Lege panden in gebruik"


async def test_undoing_takes_a_proposal_back() -> None:
    row, _ = await brought_in(FIRST, SECOND)
    before = await in_force_with(row.reference)
    await brought_in(FIRST.replace("Panden", "Lege panden"), SECOND)
    newest, _ = await runs.runs(TODAY_OFFICE, PETRA)

    await runs.undo(PETRA, newest.id)
    await work_on(lambda: TODAY_OFFICE)

    now = await stored(row.reference)
    assert (now.in_force, now.proposal) == (before.in_force, None)


async def test_what_waits_for_approval_is_left_alone_and_told_until_it_can_be_taken_over() -> None:
    row, _ = await brought_in(FIRST, SECOND)
    now = await stored(row.reference)
    whole = people.complete_content(title="Leegstand", theme="")
    saved = await amend(TODAY_OFFICE, PETRA, row.reference, now.revision, whole)
    waiting = await submit(TODAY_OFFICE, PETRA, row.reference, saved.revision, "Een andere wijk")
    header = HEADER.replace("Einddatum", "Einddatum;Thema")

    for _ in range(2):
        rows = await brought_in(FIRST.replace("\n", ";Wonen\n"), header=header)
        assert rows[0].outcome is Outcome.UNCHANGED
        assert Code.CHANGE_WAITS in codes(rows[0])
        assert await stored(row.reference) == waiting


async def test_what_was_thrown_away_stays_so() -> None:
    row, _ = await brought_in(FIRST, SECOND)
    await withdraw(TODAY_OFFICE, PETRA, row.reference, 1)

    rows = await brought_in(FIRST.replace("Panden", "Alle panden"), SECOND)

    assert rows[0].outcome is Outcome.UNCHANGED
    assert Code.THROWN_AWAY in codes(rows[0])
    assert len(await all_titles()) == 2


async def test_a_number_of_another_agreement_makes_a_draft_that_says_so() -> None:
    first, _ = await brought_in(FIRST, SECOND)

    rows = await brought_in("Z-1;Heel andere afspraak;Woningcorporatie;Iets anders;1-6-2026;31-12-2027\n")

    assert rows[0].outcome is Outcome.DRAFT
    assert Code.NUMBER_TAKEN in codes(rows[0])
    assert (await stored(first.reference)).latest.title == "Leegstand"


async def test_a_slip_in_the_title_is_mended_where_the_number_is_the_same() -> None:
    first, _ = await brought_in(FIRST.replace("Leegstand", "Leegstnad"), SECOND)

    rows = await brought_in(FIRST, SECOND)

    assert (rows[0].outcome, rows[0].reference) == (Outcome.CHANGED, first.reference)
    assert (await stored(first.reference)).latest.title == "Leegstand"


async def test_the_same_list_with_a_column_more_is_known_by_its_numbers_and_empties_nothing() -> None:
    await brought_in(FIRST, SECOND)
    header, short = "Zaaknummer;Titel;Partijen;Thema\n", "Z-1;Leegstand;Gemeente, politie;Wonen\n"

    rows = await brought_in(short, header=header)

    assert {one.field for one in rows[0].differences} == {"theme"}
    now = (await stored(rows[0].reference)).latest
    assert (now.theme, now.purpose, str(now.starts_on)) == ("Wonen", "Panden in gebruik", "2026-01-01")


async def test_two_lists_of_which_each_counts_from_one_are_not_taken_for_each_other() -> None:
    await brought_in("1;Leegstand;Politie;a;1-1-2026;31-12-2027\n", name="wonen.csv")

    rows = await brought_in("1;Schulden;Kredietbank;b;1-4-2026;31-12-2027\n", name="zorg.csv")

    assert rows[0].outcome is Outcome.DRAFT
    assert await all_titles() == ["Leegstand", "Schulden"]


async def test_agreements_that_share_title_and_year_are_all_stored_in_five_files() -> None:
    """404 of 9,995 different rows were taken for others once, when they came in as five files."""
    header = "Titel;Partijen;Doel;Begindatum\n"
    partners = ("Politie", "GGD", "Woningcorporatie", "Kredietbank", "Waterschap")
    rows = [
        f"Convenant {title};Gemeente, {partner};Doel {title};{day}-{month}-2026\n"
        for title in range(8)
        for partner in partners
        for day, month in ((1, 1), (1, 7))
    ]

    outcomes = [row.outcome for part in range(5) for row in await brought_in(*rows[part::5], header=header)]
    again = [row.outcome for part in range(5) for row in await brought_in(*rows[part::5], header=header)]

    assert outcomes == [Outcome.DRAFT] * len(rows)
    assert again == [Outcome.UNCHANGED] * len(rows)
    assert len(await all_titles()) == len(rows)


async def test_undoing_a_correction_puts_back_what_was_there() -> None:
    _, second = await brought_in(FIRST, SECOND)
    corrected = SECOND.replace("Rust", "Rust in de straat")
    await brought_in(FIRST, corrected)
    newest, _ = await runs.runs(TODAY_OFFICE, PETRA)

    await runs.undo(PETRA, newest.id)
    await work_on(lambda: TODAY_OFFICE)

    assert (await stored(second.reference)).latest.purpose == "Rust"
    rows = await brought_in(FIRST, corrected)
    assert rows[1].outcome is Outcome.CHANGED


async def test_what_was_undone_can_come_in_again() -> None:
    first, _ = await brought_in(FIRST, SECOND)
    (run,) = await runs.runs(TODAY_OFFICE, PETRA)
    await runs.undo(PETRA, run.id)
    await work_on(lambda: TODAY_OFFICE)

    rows = await brought_in(FIRST, SECOND)

    assert [row.outcome for row in rows] == [Outcome.DRAFT] * 2
    assert first.reference not in {row.reference for row in rows}


async def test_an_export_that_was_undone_says_that_its_references_were_thrown_away() -> None:
    """A reference is given out once, so what has it cannot be made again."""
    body = json.dumps(
        {
            "formaat": "afsprakenregister/1",
            "afspraken": [{"kenmerk": "GLO-2026-1", "inhoud": json.loads(content_to_json(people.complete_content()))}],
        }
    ).encode()
    await import_file(TODAY_OFFICE, PETRA, "register.json", body, apply=True)
    (run,) = await runs.runs(TODAY_OFFICE, PETRA)
    await runs.undo(PETRA, run.id)
    await work_on(lambda: TODAY_OFFICE)

    (row,) = (await import_file(TODAY_OFFICE, PETRA, "register.json", body, apply=True)).rows

    assert (row.outcome, row.is_unsure) == (Outcome.UNCHANGED, True)
    assert codes(row) == {Code.THROWN_AWAY}


async def test_what_an_earlier_release_brought_in_is_still_known() -> None:
    """It kept a key of the row beside the agreement, and not what the row said."""
    first, second = await brought_in(FIRST, SECOND.replace("Z-2", ""))
    await execute("UPDATE import_origin SET source = '', title_key = '', starts = '', base = ''", {})

    same = await brought_in(FIRST, SECOND.replace("Z-2", ""))
    corrected = await brought_in(FIRST.replace("Panden", "Alle panden"), SECOND.replace("Z-2", "").replace("Rust", "x"))

    assert [row.outcome for row in (*same, *corrected)] == [Outcome.UNCHANGED] * 4
    assert [row.reference for row in corrected] == [first.reference, second.reference]
    assert [Code.CHANGED_SINCE in codes(row) for row in corrected] == [True, True]
