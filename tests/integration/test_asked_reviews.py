"""In the register an early review has its alerts and its line in the history, and a next version leaves it alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import Conflict, NotAllowed
from agreements.domain.messages import MessageState
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.ask_review import ask_review
from agreements.services.record_review import record_review
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.storage import agreements, deadlines
from agreements.storage.database.transaction import execute, fetch
from scheduler.sweep import sweep
from tests.alerts import alerts, owned
from tests.decisions import revision_of
from tests.office import hire, office_on
from tests.people import ANSWERS, HENK, NOOR, PETRA, REVIEW_ON, TODAY, asked

pytestmark = pytest.mark.usefixtures("staffed")

DAY = date(2027, 3, 1)


async def with_request(planned_on: date = DAY) -> Agreement:
    await hire(NOOR)
    agreement = await owned()
    place = (office_on(TODAY), NOOR, agreement.reference, agreement.revision)
    return await ask_review(*place, **asked(planned_on))


async def about_reviews(on: date) -> set[tuple[str, date, str]]:
    """Number, day and recipient of what a sweep on this day has to say."""
    await sweep(office_on(on))
    found = [entry for entry in await alerts(MessageState.WAITING) if entry.deadline_kind == "review"]
    return {(entry.subject, entry.due_on, entry.recipient_id or "") for entry in found if entry.due_on}


async def test_the_owner_hears_of_it_as_of_every_review() -> None:
    await with_request()

    assert ("2", DAY, HENK.id) in await about_reviews(DAY - timedelta(days=60))
    await verify_history()


async def test_recording_a_review_takes_back_what_still_waits_about_it() -> None:
    agreement = await with_request()
    assert await about_reviews(DAY - timedelta(days=14))
    office = office_on(DAY - timedelta(days=13))
    await record_review(
        office, HENK, agreement.reference, agreement.revision, done_on=office.today, planned_on=DAY, **ANSWERS
    )

    waiting = [entry.subject for entry in await alerts(MessageState.WAITING) if entry.deadline_kind == "review"]
    assert "2" not in waiting
    await verify_history()


async def test_the_history_tells_who_asked_and_which_days_and_no_more() -> None:
    agreement = await with_request()

    rows = await fetch("SELECT action, actor, changes FROM audit_event ORDER BY seq DESC LIMIT 1", {})
    assert (rows[0]["action"], rows[0]["actor"]) == ("ask_review", NOOR.id)
    said = {"asked_by": "council", "asked_on": TODAY.isoformat(), "planned_on": DAY.isoformat()}
    changes = json.loads(rows[0]["changes"])
    assert set(changes.pop("public")) == {"seq", "hash"}
    assert changes == said
    assert (await agreements.load(agreement.reference)).agreement == agreement


async def test_whoever_heads_the_department_is_refused_and_that_is_noted() -> None:
    agreement = await owned()
    with pytest.raises(NotAllowed):
        await ask_review(office_on(TODAY), HENK, agreement.reference, agreement.revision, **asked(DAY))
    with pytest.raises(Conflict):
        await ask_review(office_on(TODAY), PETRA, agreement.reference, agreement.revision - 1, **asked(DAY))

    rows = await fetch("SELECT result FROM audit_event WHERE action = 'ask_review'", {})
    assert [row["result"] for row in rows] == ["refused"]


async def test_it_survives_a_next_version_with_its_number_and_its_alerts() -> None:
    agreement = await with_request()
    content = replace(agreement.content, review_dates=(date(2027, 9, 1),))
    draft = await amend(office_on(TODAY), PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(office_on(TODAY), PETRA, draft.reference, draft.revision)
    await approve(office_on(TODAY), HENK, waiting.reference, waiting.revision)

    record = await agreements.load(agreement.reference)
    found = {row.subject: row for row in await deadlines.of_agreement(record.id) if row.kind is DeadlineKind.REVIEW}
    assert (found["2"].due_on, found["2"].is_settled, found["2"].armed_count) == (DAY, False, 1)
    assert ("2", DAY, HENK.id) in await about_reviews(DAY - timedelta(days=30))
    await verify_history()


async def test_a_register_of_before_it_kept_plans_keeps_its_own_review_beside_it() -> None:
    agreement = await owned()
    rows = await fetch("SELECT facts FROM agreement WHERE reference = :reference", {"reference": agreement.reference})
    without = {key: value for key, value in json.loads(rows[0]["facts"]).items() if key != "review_plan"}
    await execute(
        "UPDATE agreement SET facts = :facts WHERE reference = :reference",
        {"facts": json.dumps(without), "reference": agreement.reference},
    )
    place = (office_on(TODAY), PETRA, agreement.reference, await revision_of(agreement.reference))
    after = await ask_review(*place, **asked(DAY))

    assert [(one.number, one.planned_on) for one in after.review_plan] == [(1, REVIEW_ON), (2, DAY)]
