"""What somebody says of the columns of a list is remembered for the next list of the same shape."""

from __future__ import annotations

import json

import pytest

from agreements.importing.mapping.wishes import Wishes, read_wish
from agreements.importing.mapping.wishes_file import document_of
from agreements.importing.tables.header import Header, Why
from agreements.services.imports import runs
from agreements.services.imports.command import ImportOutcome, import_file
from agreements.services.imports.working import work_on
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.trail import audit
from tests.office import TODAY_OFFICE
from tests.people import PETRA, TODAY

pytestmark = pytest.mark.usefixtures("staffed")
LIST = b"Onderwerp;Met;Rest\nSchulden vroeg zien;Politie, GGD;x\n"
NEXT = b"Rest;Met;Onderwerp\ny;Woonbedrijf;Hulp bij wonen\n"
OTHER = b"Onderwerp;Met\nHulp bij zorg;GGD\n"
SAID = Wishes(dict(map(read_wish, ["Met=partijen", "Rest="])))


async def brought_in(data: bytes, said: Wishes | None = None, *, apply: bool = True) -> ImportOutcome:
    return await import_file(TODAY_OFFICE, PETRA, "lijst.csv", data, apply=apply, said=said)


def reasons(outcome: ImportOutcome) -> dict[str, Why]:
    """Why each column is what it is."""
    assert outcome.table
    return {column.name: column.why for column in outcome.table.header.columns}


async def columns_of(number: int) -> Header:
    table = await runs.table_of(PETRA, number)
    assert table
    return table.header


async def test_what_was_said_is_remembered_for_lists_of_the_same_shape_in_any_order() -> None:
    await brought_in(LIST, SAID)

    outcome = await brought_in(NEXT)

    assert reasons(outcome)["Met"] is reasons(outcome)["Rest"] is Why.REMEMBERED
    assert "Met → Parties · remembered from 23 November 2026 · “Woonbedrijf”" in outcome.columns
    made = [record.agreement.content for record in await agreements.all_records()]
    assert [[party.name for party in content.parties] for content in made] == [["Politie", "GGD"], ["Woonbedrijf"]]


async def test_nothing_is_remembered_of_a_dry_run_or_for_another_shape() -> None:
    await brought_in(LIST, SAID, apply=False)
    assert reasons(await brought_in(LIST, apply=False))["Met"] is Why.HOLDS_PARTIES

    await brought_in(LIST, SAID)
    assert Why.REMEMBERED not in reasons(await brought_in(OTHER, apply=False)).values()


async def test_what_nobody_said_is_not_remembered_and_leaves_no_event() -> None:
    before = (await audit.head()).seq

    await brought_in(LIST)

    assert (await audit.head()).seq == before + 1, "that of the draft"
    assert Why.REMEMBERED not in reasons(await brought_in(LIST, apply=False)).values()


async def test_a_later_word_on_a_column_replaces_the_earlier_and_the_history_stays_whole() -> None:
    await brought_in(LIST, SAID)
    await brought_in(LIST, Wishes(dict([read_wish("Rest=doel")])))

    again = await brought_in(NEXT, apply=False)

    assert again.table
    assert {one.name: one.meaning for one in again.table.header.columns} == {
        "Onderwerp": "title",
        "Met": "parties",
        "Rest": "purpose",
    }
    await verify_history()


async def test_in_beheer_the_columns_are_shown_before_and_after_somebody_says_what_they_are() -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", LIST)
    await work_on(lambda: TODAY_OFFICE)
    assert [one.meaning for one in (await columns_of(number)).columns] == ["title", None, None]

    await runs.choose(TODAY_OFFICE, PETRA, number, mapping=document_of(SAID))
    await work_on(lambda: TODAY_OFFICE)

    shown = await columns_of(number)
    assert [(one.meaning, one.why) for one in shown.columns][1:] == [("parties", Why.CHOSEN), (None, Why.CHOSEN)]
    assert shown.columns[1].examples == ("Politie, GGD",)
    await runs.store(TODAY_OFFICE, PETRA, number)
    await work_on(lambda: TODAY_OFFICE)
    assert reasons(await brought_in(NEXT, apply=False))["Met"] is Why.REMEMBERED


async def test_the_columns_of_a_list_without_a_title_are_shown_too() -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", b"Einddatum;Bedrag\n31-12-2027;2\n")
    await work_on(lambda: TODAY_OFFICE)

    run = await runs.run_of(TODAY_OFFICE, PETRA, number)

    assert "No column with the title" in run.refusal.sentence
    assert (await columns_of(number)).names == ("Einddatum", "Bedrag")


async def test_the_day_since_which_something_is_remembered_is_that_of_the_office() -> None:
    await brought_in(LIST, SAID)
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", NEXT)
    await work_on(lambda: TODAY_OFFICE)

    assert (await columns_of(number)).columns[0].values == {"since": TODAY}
    assert json.dumps(document_of(SAID)) == '{"kolommen": {"Met": "partijen", "Rest": ""}, "waarden": {}}'
