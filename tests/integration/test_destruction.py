"""Confirmations of destruction with a database underneath: kept, corrected, and found by whoever verifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agreements.domain.agreement import Agreement, Destruction
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import AlreadyConfirmed, DateNotAllowed
from agreements.domain.lifecycle import parties_to_confirm
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.submit import submit
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from tests import people
from tests.listed import late_on
from tests.office import TODAY_OFFICE, in_force, office_on
from tests.people import CORPORATION, HENK, MUNICIPALITY, PETRA, TODAY

pytestmark = pytest.mark.usefixtures("staffed")

TOMORROW = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=9)


async def confirmed(agreement: Agreement, destruction: Destruction) -> Agreement:
    return await confirm_destruction(office_on(LATER), HENK, agreement.reference, agreement.revision, destruction)


async def with_flows(agreement: Agreement, *, to_corporation: bool) -> Agreement:
    """A version, approved today, in which the corporation does or does not receive data."""
    flows = people.complete_content().flows
    content = replace(agreement.content, flows=flows if to_corporation else flows[:2])
    amended = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(TODAY_OFFICE, PETRA, amended.reference, amended.revision)
    return await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)


async def test_a_correction_stands_beside_what_it_corrects_and_the_history_is_whole() -> None:
    running = await in_force()
    ended = await terminate(TODAY_OFFICE, HENK, running.reference, running.revision, TODAY, "Doel bereikt")
    with pytest.raises(DateNotAllowed):
        await confirmed(ended, people.destruction(CORPORATION, done_on=TODAY))
    done = await confirmed(ended, people.destruction(CORPORATION, done_on=TOMORROW))
    with pytest.raises(AlreadyConfirmed):
        await confirmed(done, people.destruction(CORPORATION, done_on=LATER))
    await confirmed(done, people.destruction(CORPORATION, done_on=LATER, correction="Er was een kopie"))

    stored = (await agreements.load(running.reference)).agreement
    assert [(d.done_on, d.recorded_on, d.correction) for d in stored.destructions] == [
        (TOMORROW, LATER, ""),
        (LATER, LATER, "Er was een kopie"),
    ]
    assert parties_to_confirm(stored) == (MUNICIPALITY,)
    (waiting,) = (await late_on(LATER))[DeadlineKind.DESTRUCTION]
    assert waiting.subjects == (MUNICIPALITY,)
    assert (await verify_history()).versions == 1


async def test_who_receives_again_keeps_its_confirmation_and_owes_another() -> None:
    left = await with_flows(await in_force(), to_corporation=False)
    gone = await confirm_destruction(
        TODAY_OFFICE, HENK, left.reference, left.revision, people.destruction(CORPORATION, done_on=TODAY)
    )
    again = await with_flows(gone, to_corporation=True)

    stored = (await agreements.load(again.reference)).agreement
    assert [(d.party, d.done_on) for d in stored.destructions] == [(CORPORATION, TODAY)]
    rows = await fetch("SELECT is_settled FROM deadline WHERE subject = :party", {"party": CORPORATION})
    assert [bool(row["is_settled"]) for row in rows] == [False]
    assert (await verify_history()).versions == 3


async def test_an_agreement_that_is_called_off_asks_nobody_for_a_confirmation() -> None:
    upcoming, day = await in_force(), people.APPROVED_ON + timedelta(days=9)
    before = await fetch("SELECT subject FROM deadline WHERE kind = 'destruction' AND NOT is_settled", {})
    place = (office_on(day), HENK, upcoming.reference)
    never = await terminate(*place, upcoming.revision, day, "Toch niet nodig")

    assert len(before) == len(people.RECEIVERS)
    rows = await fetch("SELECT next_alert_on FROM deadline WHERE kind = 'destruction' AND NOT is_settled", {})
    assert rows == []
    next_day = office_on(day + timedelta(days=1))
    assert (await late_on(next_day.today))[DeadlineKind.DESTRUCTION] == ()
    shut = await close(next_day, PETRA, never.reference, never.revision)
    assert shut.closed_on == next_day.today
    assert (await verify_history()).versions == 1
