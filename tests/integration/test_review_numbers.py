"""In the register a review keeps its number too: what was told of it, what was postponed and its history go by that."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.messages import MessageState
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.snooze import snooze
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.storage import agreements, deadlines
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.deadlines import StoredDeadline
from scheduler.sweep import sweep
from tests.alerts import alerts, owned
from tests.decisions import revision_of
from tests.office import in_force, office_on
from tests.people import HENK, PETRA, REVIEW_ON, TODAY

pytestmark = pytest.mark.usefixtures("staffed")

LATER = date(2027, 6, 1)


async def replanned(agreement: Agreement, *days: date, on: date = TODAY) -> None:
    revision = await revision_of(agreement.reference)
    content = replace(agreement.content, review_dates=days)
    draft = await amend(office_on(on), PETRA, agreement.reference, revision, content)
    asked = await submit(office_on(on), PETRA, draft.reference, draft.revision)
    await approve(office_on(on), HENK, asked.reference, asked.revision)


async def rows(agreement: Agreement) -> dict[str, StoredDeadline]:
    record = await agreements.load(agreement.reference)
    found = await deadlines.of_agreement(record.id)
    return {row.subject: row for row in found if row.kind is DeadlineKind.REVIEW}


async def test_a_review_planned_before_another_leaves_what_was_postponed_of_that_one() -> None:
    agreement = await owned(review_dates=(LATER,))
    until_on, about = LATER - timedelta(days=9), (DeadlineKind.REVIEW, "1")
    await snooze(office_on(TODAY), HENK, agreement.reference, agreement.revision, *about, until_on, "Na de zomer")
    await replanned(agreement, REVIEW_ON, LATER)

    found = await rows(agreement)
    assert (found["1"].due_on, found["1"].armed_count, found["1"].snoozed_until) == (LATER, 1, until_on)
    assert (found["2"].due_on, found["2"].snoozed_until) == (REVIEW_ON, None)
    await verify_history()


async def test_the_reminder_of_a_dropped_review_is_taken_back_and_that_of_another_is_not() -> None:
    agreement = await owned(review_dates=(REVIEW_ON, LATER))
    await sweep(office_on(REVIEW_ON - timedelta(days=14)))
    assert {entry.subject for entry in await alerts(MessageState.WAITING) if entry.deadline_kind == "review"} == {"1"}
    await replanned(agreement, LATER, on=REVIEW_ON - timedelta(days=13))

    assert [entry for entry in await alerts(MessageState.WAITING) if entry.deadline_kind == "review"] == []
    found = await rows(agreement)
    assert (found["1"].due_on, found["1"].is_settled) == (REVIEW_ON, True)
    assert (found["2"].due_on, found["2"].is_settled, found["2"].armed_count) == (LATER, False, 1)
    await verify_history()


async def test_a_missed_review_is_told_of_every_week_whatever_is_amended() -> None:
    agreement = await owned(review_dates=(REVIEW_ON, LATER))
    late = REVIEW_ON + timedelta(days=1)
    await replanned(agreement, LATER, on=late)
    await sweep(office_on(late + timedelta(days=7)))

    waiting = [entry for entry in await alerts(MessageState.WAITING) if entry.deadline_kind == "review"]
    assert {(entry.subject, entry.due_on) for entry in waiting} == {("1", REVIEW_ON)}
    assert not (await rows(agreement))["1"].is_settled
    await verify_history()


async def test_a_register_of_before_it_kept_plans_goes_on_with_the_numbers_it_gave() -> None:
    agreement = await in_force(review_dates=(REVIEW_ON, LATER))
    facts = await fetch("SELECT facts FROM agreement WHERE reference = :reference", {"reference": agreement.reference})
    without = {key: value for key, value in json.loads(facts[0]["facts"]).items() if key != "review_plan"}
    await execute(
        "UPDATE agreement SET facts = :facts WHERE reference = :reference",
        {"facts": json.dumps(without), "reference": agreement.reference},
    )
    assert (await agreements.load(agreement.reference)).agreement.review_plan == ()
    await replanned(agreement, LATER)

    assert {number: row.is_settled for number, row in (await rows(agreement)).items()} == {"1": True, "2": False}
