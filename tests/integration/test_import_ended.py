"""What was ended in one register does not become valid by importing its export in another."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import Status, status_on
from agreements.importing.import_row import Outcome
from agreements.publication.csv_file import csv_header, csv_rows
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.imports.command import import_file
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.texts import Texts
from tests import people
from tests.office import office_on
from tests.people import DAY_AFTER, ENDS_ON, HENK, PETRA, TODAY
from tests.published import as_json as as_file
from tests.published import published

pytestmark = pytest.mark.usefixtures("staffed")

TOMORROW = TODAY + timedelta(days=1)


def as_json(agreement: Agreement, day: date) -> bytes:
    return as_file(published(agreement, day), day)


def as_csv(agreement: Agreement, day: date) -> bytes:
    return csv_header() + csv_rows([published(agreement, day)])


async def brought_in(name: str, data: bytes, day: date) -> Agreement:
    outcome = await import_file(office_on(day), PETRA, name, data, apply=True)
    assert [row.outcome for row in outcome.rows] == [Outcome.DRAFT]
    return (await agreements.all_records())[0].agreement


async def approved(draft: Agreement, day: date) -> Agreement:
    """Completed, submitted as already ended, and approved."""
    full = await amend(office_on(day), PETRA, draft.reference, draft.revision, people.complete_content())
    asked = await submit(office_on(day), PETRA, full.reference, full.revision, already_ended=True)
    await approve(office_on(day), HENK, asked.reference, asked.revision)
    return (await agreements.load(draft.reference)).agreement


@pytest.mark.parametrize("kind", ["json", "csv"])
async def test_a_terminated_agreement_is_terminated_again_after_approval(kind: str) -> None:
    there = people.terminated(TODAY)
    data = as_json(there, TOMORROW) if kind == "json" else as_csv(there, TOMORROW)
    draft = await brought_in(f"register.{kind}", data, TOMORROW)

    assert draft.termination is not None
    assert draft.termination.ends_on == TODAY
    here = await approved(draft, TOMORROW)
    assert status_on(here, TOMORROW) is Status.TERMINATED
    await verify_history()


@pytest.mark.parametrize("kind", ["json", "csv"])
async def test_an_agreement_that_is_terminated_later_still_ends_on_that_day(kind: str) -> None:
    early = date(2026, 12, 31)
    there = people.terminated(early)
    data = as_json(there, TODAY) if kind == "json" else as_csv(there, TODAY)
    draft = await brought_in(f"register.{kind}", data, TODAY)
    full = await amend(office_on(TODAY), PETRA, draft.reference, draft.revision, people.complete_content())
    asked = await submit(office_on(TODAY), PETRA, full.reference, full.revision)
    here = await approve(office_on(TODAY), HENK, asked.reference, asked.revision)

    assert (here.last_day, status_on(here, TODAY)) == (early, Status.ACTIVE)
    assert status_on(here, early + timedelta(days=1)) is Status.TERMINATED


@pytest.mark.parametrize("kind", ["json", "csv"])
async def test_the_report_tells_which_status_it_had(kind: str) -> None:
    there = people.closed()
    data = as_json(there, DAY_AFTER) if kind == "json" else as_csv(there, DAY_AFTER)
    outcome = await import_file(office_on(DAY_AFTER), PETRA, f"register.{kind}", data, apply=False)

    told = " ".join(message.said(Texts("nl")) for message in outcome.rows[0].messages)
    assert "het register waar de afspraak vandaan komt zegt: ‘afgesloten’" in told


async def test_an_agreement_that_simply_holds_is_imported_without_a_termination() -> None:
    draft = await brought_in("register.json", as_json(people.approved(), TODAY), TODAY)

    assert draft.termination is None
    assert draft.latest.ends_on == ENDS_ON


async def test_a_day_of_termination_that_is_none_is_refused_with_its_field() -> None:
    document = json.loads(as_json(people.terminated(TODAY), TOMORROW))
    document["afspraken"][0]["opgezegd_per"] = "gisteren"
    outcome = await import_file(office_on(TOMORROW), PETRA, "x.json", json.dumps(document).encode(), apply=True)

    assert [row.outcome for row in outcome.rows] == [Outcome.REFUSED]
    assert "opgezegd_per" in outcome.rows[0].messages[0].said(Texts("en"))
