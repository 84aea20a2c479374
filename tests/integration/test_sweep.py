"""Which alerts the register decides to send, on both databases."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement, DecisionKind, Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageState
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.decide import decide
from agreements.services.recipients import recipients_of
from agreements.services.submit import submit
from agreements.storage import deadlines
from agreements.storage.database.transaction import append_lock, execute, fetch, unit_of_work
from agreements.storage.messages.ledger_view import LedgerEntry
from agreements.storage.people import accounts
from scheduler.sweep import SweepIncomplete, sweep
from tests import people
from tests.alerts import alerts, dismiss, entrust, owned
from tests.decisions import reviewed, revision_of
from tests.office import hire, in_review, office_on
from tests.people import ENDS_ON, FATIMA, HENK, PETRA, SANNE, draft

pytestmark = pytest.mark.usefixtures("staffed")


def before(days: int) -> date:
    """So many days before the agreement ends; negative for after."""
    return ENDS_ON - timedelta(days=days)


async def expiry_alerts(state: MessageState | None = None) -> list[LedgerEntry]:
    return [entry for entry in await alerts(state) if entry.deadline_kind is DeadlineKind.EXPIRY]


def told(entries: list[LedgerEntry]) -> set[tuple[int | None, str | None]]:
    return {(entry.rung, entry.recipient_id) for entry in entries}


async def test_ninety_days_before_the_end_owner_and_deputy_are_told() -> None:
    agreement = await owned()
    await entrust(agreement, Stewardship(owner_id=HENK.id, deputy_id=SANNE.id))
    await sweep(office_on(before(180)))
    result = await sweep(office_on(before(90)))
    waiting = [entry for entry in await expiry_alerts(MessageState.WAITING) if entry.rung == 90]
    assert told(waiting) == {(90, HENK.id), (90, SANNE.id)}
    assert {entry.due_on for entry in waiting} == {ENDS_ON}
    assert result.on == before(90)


async def test_the_day_before_a_rung_nothing_is_planned() -> None:
    await owned()
    assert await expiry_after_sweep(before(181)) == set()
    assert await expiry_after_sweep(before(180)) == {(180, HENK.id)}


async def test_sweeping_again_on_the_same_day_plans_nothing() -> None:
    await owned()
    await sweep(office_on(before(90)))
    assert (await sweep(office_on(before(90)))).as_dict() == {
        "planned": 0,
        "superseded": 0,
        "deadlines": 0,
        "digests": 0,
        "on": before(90).isoformat(),
    }


async def test_after_three_weeks_of_downtime_one_alert_goes_out_and_the_others_are_superseded() -> None:
    await owned()
    await sweep(office_on(before(31)))
    earlier = told(await expiry_alerts(MessageState.SUPERSEDED))
    await sweep(office_on(before(10)))
    assert {rung for rung, _ in told(await expiry_alerts(MessageState.WAITING))} == {14}
    superseded = told(await expiry_alerts(MessageState.SUPERSEDED)) - earlier
    assert superseded == {(30, None), (60, HENK.id)}


async def test_the_rung_of_a_catch_up_is_told_once_more_rungs_come_later() -> None:
    await owned()
    await sweep(office_on(before(10)))
    await sweep(office_on(before(7)))
    rungs = [entry.rung for entry in await expiry_alerts() if entry.recipient_id == HENK.id]
    assert rungs == [14, 7]


async def test_an_overdue_end_is_told_every_week_to_everyone() -> None:
    await owned()
    for days in range(16):
        await sweep(office_on(before(-days)))
    rungs = [entry.rung for entry in await expiry_alerts() if entry.recipient_id == HENK.id]
    assert rungs == [0, -7, -14]
    assert {entry.recipient_id for entry in await expiry_alerts() if entry.rung == -7} == {
        HENK.id,
        PETRA.id,
        SANNE.id,
        FATIMA.id,
    }


async def test_a_person_in_two_audiences_gets_one_alert() -> None:
    await owned(PETRA.id)
    await sweep(office_on(before(30)))
    assert told(await expiry_alerts(MessageState.WAITING)) == {(30, PETRA.id), (30, SANNE.id)}
    assert {entry.audience for entry in await expiry_alerts() if entry.recipient_id == PETRA.id} == {"owner"}


async def test_without_an_owner_the_head_of_the_department_is_told() -> None:
    await owned(owner_id=None)
    await sweep(office_on(before(90)))
    assert told(await expiry_alerts(MessageState.WAITING)) == {(90, HENK.id)}


async def test_of_no_department_nobody_is_the_head() -> None:
    await hire(Actor(id="new", role=Role.DEPARTMENT_HEAD))
    found = recipients_of([Audience.OWNER], draft(department=""), await accounts.active())

    assert [one.account_id for one in found] == [None]


async def test_an_owner_who_left_is_replaced_by_the_head_of_the_department() -> None:
    await owned(PETRA.id)
    await dismiss(PETRA)
    await sweep(office_on(before(90)))
    assert told(await expiry_alerts(MessageState.WAITING)) == {(90, HENK.id)}


async def test_without_owner_and_head_the_fallback_recipient_is_told_beside_the_officers() -> None:
    await owned(owner_id=None)
    await dismiss(HENK)
    await sweep(office_on(before(30)))
    assert told(await expiry_alerts(MessageState.WAITING)) == {(30, None), (30, PETRA.id), (30, SANNE.id)}


async def test_lead_times_of_its_own_replace_those_of_the_office() -> None:
    agreement = await owned()
    await entrust(agreement, Stewardship(owner_id=HENK.id, lead_days=(45,)))
    assert (await expiry_after_sweep(before(46))) == set()
    assert (await expiry_after_sweep(before(45))) == {(45, HENK.id)}


async def expiry_after_sweep(day: date) -> set[tuple[int | None, str | None]]:
    await sweep(office_on(day))
    return told(await expiry_alerts(MessageState.WAITING))


async def test_a_decision_stops_the_alerts_and_takes_back_what_waits() -> None:
    agreement = await owned()
    await sweep(office_on(before(90)))
    await decide(office_on(before(89)), HENK, agreement.reference, agreement.revision, DecisionKind.LAPSE)
    await sweep(office_on(before(0)))
    entries = await expiry_alerts()
    assert {entry.state for entry in entries} <= {MessageState.WITHDRAWN, MessageState.SUPERSEDED}
    assert {entry.reason for entry in entries if entry.state is MessageState.WITHDRAWN} == {deadlines.SETTLED}


async def test_an_end_that_moves_takes_back_what_waits_and_warns_again_for_the_new_day() -> None:
    agreement = await owned()
    await sweep(office_on(before(30)))
    new_end = before(-60)
    await moved(agreement, new_end, on=before(29))
    assert {entry.reason for entry in await expiry_alerts(MessageState.WITHDRAWN)} == {deadlines.DATE_MOVED}
    await sweep(office_on(new_end - timedelta(days=30)))
    waiting = await expiry_alerts(MessageState.WAITING)
    assert {(entry.rung, entry.due_on) for entry in waiting} == {(30, new_end)}
    assert HENK.id in {entry.recipient_id for entry in waiting}


async def moved(agreement: Agreement, ends_on: date, on: date) -> Agreement:
    """Reviewed and given another end on one day."""
    await reviewed(agreement.reference, on)
    changed, revision = people.complete_content(ends_on=ends_on), await revision_of(agreement.reference)
    draft = await amend(office_on(on), PETRA, agreement.reference, revision, changed)
    asked = await submit(office_on(on), PETRA, draft.reference, draft.revision)
    return await approve(office_on(on), HENK, asked.reference, asked.revision)


async def test_an_alert_that_still_waits_makes_way_for_a_later_one() -> None:
    await owned()
    await sweep(office_on(before(90)))
    await sweep(office_on(before(60)))
    assert {rung for rung, _ in told(await expiry_alerts(MessageState.WAITING))} == {60}
    assert (90, HENK.id) in told(await expiry_alerts(MessageState.SUPERSEDED))


async def test_sweeps_at_the_same_time_put_no_doubles() -> None:
    for _ in range(5):
        await owned()
    results = await asyncio.gather(*(sweep(office_on(before(90))) for _ in range(4)))
    entries = await alerts(MessageState.WAITING)
    assert sum(result.planned for result in results) == len(entries)
    assert len({(e.reference, e.deadline_kind, e.subject, e.rung, e.recipient_id) for e in entries}) == len(entries)
    assert len({e.reference for e in entries}) == 5


async def test_a_sweep_waits_for_a_change_under_way_and_sees_its_result() -> None:
    await owned()
    later = before(-300)
    changing = asyncio.Event()
    sweeping = asyncio.create_task(sweep_when(changing))
    async with unit_of_work():
        await append_lock("audit")
        changing.set()
        for _ in range(300):
            await fetch("SELECT count(*) AS n FROM deadline", {})
        moved_on = {"due_on": later, "next_on": later - timedelta(days=180)}
        await execute("UPDATE deadline SET due_on = :due_on, armed = 2, next_alert_on = :next_on", moved_on)
    await sweeping
    assert await alerts() == []


async def sweep_when(event: asyncio.Event) -> None:
    await event.wait()
    await sweep(office_on(before(90)))


async def test_a_draft_warns_nobody() -> None:
    await in_review()
    assert (await sweep(office_on(before(0)))).deadlines == 0


async def damage(agreement: Agreement) -> None:
    await execute("UPDATE agreement SET facts = 'rubbish' WHERE reference = :it", {"it": agreement.reference})


async def test_an_agreement_that_cannot_be_read_stops_no_other() -> None:
    broken, sound = await owned(), await owned()
    await damage(broken)
    with pytest.raises(SweepIncomplete):
        await sweep(office_on(before(90)))
    assert {entry.reference for entry in await alerts()} == {sound.reference}


async def test_more_agreements_than_a_batch_are_all_handled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.sweep.BATCH", 2)
    for broken in [await owned() for _ in range(7)][:2]:
        await damage(broken)
    with pytest.raises(SweepIncomplete):
        await sweep(office_on(before(90)))
    assert len({entry.reference for entry in await alerts()}) == 5


async def test_a_snoozed_deadline_is_silent_until_its_day() -> None:
    await owned()
    await sweep(office_on(people.APPROVED_ON))
    until = before(85)
    await execute("UPDATE deadline SET snoozed_until = :until WHERE kind = 'expiry'", {"until": until})
    assert await expiry_after_sweep(before(86)) == set()
    assert await expiry_after_sweep(until) == {(90, HENK.id)}
