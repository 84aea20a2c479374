"""Asking for a later reminder, from the form to the mail, on both databases."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import Conflict, DateNotAllowed, NotAllowed, RegisterChanged
from agreements.domain.messages import MessageState
from agreements.domain.roles import Actor
from agreements.services.snooze import snooze
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage import deadlines, snoozes
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.messages.ledger_view import LedgerEntry
from agreements.storage.trail import audit
from scheduler.sweep import sweep
from tests.alerts import MailRoom, alerts, clear_notices, owned, send
from tests.office import office_on
from tests.people import BRAM, ENDS_ON, FATIMA, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

REASON = "De raad besluit hierover in november"
ASKED_ON = ENDS_ON - timedelta(days=80)
UNTIL = ENDS_ON - timedelta(days=70)


async def near_the_end() -> Agreement:
    """Henk's agreement, of which only the end has alerts; the one of ninety days before waits."""
    agreement = await owned()
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(office_on(ENDS_ON - timedelta(days=90)))
    return agreement


async def later(agreement: Agreement, until_on: date = UNTIL, actor: Actor = HENK, on: date = ASKED_ON) -> None:
    office = office_on(on)
    await snooze(
        office, actor, agreement.reference, agreement.revision, DeadlineKind.EXPIRY, "", until_on, f" {REASON} "
    )


async def in_state(state: MessageState) -> list[LedgerEntry]:
    return await alerts(state)


async def test_what_waits_is_withdrawn_and_the_reminder_comes_on_the_day_asked_for() -> None:
    agreement = await near_the_end()
    await later(agreement)
    assert [(e.rung, e.reason) for e in await in_state(MessageState.WITHDRAWN)] == [(90, deadlines.SNOOZED)]

    assert (await sweep(office_on(UNTIL - timedelta(days=1)))).planned == 0
    assert (await sweep(office_on(UNTIL))).planned == 1
    assert [(e.rung, e.recipient_id) for e in await in_state(MessageState.WAITING)] == [(90, HENK.id)]
    assert (await sweep(office_on(UNTIL))).planned == 0


async def test_an_alert_that_was_sent_already_comes_again_as_a_mail_of_its_own() -> None:
    agreement, room = await near_the_end(), MailRoom()
    await send(room, ENDS_ON - timedelta(days=90))
    await later(agreement)
    await sweep(office_on(UNTIL))
    await send(room, UNTIL)

    assert len({str(mail["Message-ID"]) for mail in room.sent}) == 2
    assert "70" in room.subjects[-1]


async def test_the_ladder_goes_on_after_the_reminder() -> None:
    agreement = await near_the_end()
    await later(agreement)
    await sweep(office_on(UNTIL))

    assert (await sweep(office_on(ENDS_ON - timedelta(days=61)))).planned == 0
    await sweep(office_on(ENDS_ON - timedelta(days=60)))
    assert [e.rung for e in await in_state(MessageState.WAITING)] == [60]


async def test_a_rung_reached_meanwhile_comes_in_place_of_the_reminder() -> None:
    agreement = await near_the_end()
    await later(agreement, ENDS_ON - timedelta(days=20))
    await sweep(office_on(ENDS_ON - timedelta(days=20)))

    assert {e.rung for e in await in_state(MessageState.WAITING)} == {30}
    assert {e.recipient_id for e in await in_state(MessageState.WAITING)} == {HENK.id, PETRA.id, SANNE.id}


async def test_whoever_asks_twice_gets_a_reminder_twice() -> None:
    agreement = await near_the_end()
    await later(agreement)
    await sweep(office_on(UNTIL))
    await later(agreement, UNTIL + timedelta(days=5), on=UNTIL)
    result = await sweep(office_on(UNTIL + timedelta(days=5)))

    assert result.planned == 1
    assert len(await in_state(MessageState.WITHDRAWN)) == 2


async def test_the_last_wish_counts() -> None:
    agreement = await near_the_end()
    await later(agreement, UNTIL + timedelta(days=5))
    await later(agreement, UNTIL)
    [latest, earlier] = await snoozes.of_agreement(agreement.reference)

    assert (latest.until_on, latest.is_pending, earlier.is_pending) == (UNTIL, True, False)
    assert (await sweep(office_on(UNTIL))).planned == 1
    assert await snoozes.pending() == []


async def test_the_ledger_says_who_until_when_and_why_and_the_audit_trail_keeps_no_free_text() -> None:
    agreement = await near_the_end()
    await later(agreement)
    [row] = await snoozes.pending()
    event = (await audit.events_about(agreement.reference))[-1]

    assert (row.reference, row.snoozed_by, row.until_on, row.reason) == (agreement.reference, HENK.id, UNTIL, REASON)
    assert (event.action, event.actor) == ("snooze", HENK.id)
    assert json.loads(event.changes) == {"deadline": "expiry", "until_on": UNTIL.isoformat()}


@pytest.mark.parametrize("actor", [BRAM, FATIMA])
async def test_others_cannot_silence_an_alert_and_leave_a_trace(actor: Actor) -> None:
    agreement = await near_the_end()
    with pytest.raises(NotAllowed):
        await later(agreement, actor=actor)

    assert await snoozes.pending() == []
    assert len(await in_state(MessageState.WAITING)) == 1
    assert (await audit.events_about(agreement.reference))[-1].result == "refused"


async def test_what_is_refused_changes_nothing() -> None:
    agreement = await near_the_end()
    with pytest.raises(DateNotAllowed):
        await later(agreement, ENDS_ON + timedelta(days=1))
    with pytest.raises(Conflict):
        await snooze(office_on(ASKED_ON), HENK, agreement.reference, 1, DeadlineKind.EXPIRY, "", UNTIL, REASON)

    assert len(await in_state(MessageState.WAITING)) == 1
    assert await snoozes.of_agreement(agreement.reference) == []


async def test_postponing_any_number_of_times_leaves_a_history_that_is_whole() -> None:
    agreement = await owned()

    await later(agreement)
    await later(agreement)

    assert (await verify_history()).events > 2


async def test_the_same_wish_sent_twice_is_one_snooze_and_one_event() -> None:
    agreement = await near_the_end()
    about = (agreement.reference, agreement.revision, DeadlineKind.EXPIRY, "")
    for reason in (REASON, f" {REASON} "):
        await snooze(office_on(ASKED_ON), HENK, *about, UNTIL, reason)

    assert len(await snoozes.of_agreement(agreement.reference)) == 1
    assert [event.action for event in await audit.events_about(agreement.reference)].count("snooze") == 1
    await snooze(office_on(ASKED_ON), HENK, *about, UNTIL, "Een andere reden")
    assert len(await snoozes.of_agreement(agreement.reference)) == 2


async def test_what_is_settled_is_not_postponed_any_more_and_who_writes_that_by_hand_is_found() -> None:
    agreement = await owned()
    decided_on = date(2027, 9, 10)
    until_on = decided_on + timedelta(days=5)
    wish = (DeadlineKind.DECISION, "", until_on, REASON)
    await snooze(office_on(decided_on), HENK, agreement.reference, agreement.revision, *wish)
    ended = (agreement.revision, decided_on, "doel bereikt")
    await terminate(office_on(decided_on), HENK, agreement.reference, *ended)
    settled = "FROM deadline WHERE is_settled AND kind = 'decision'"
    assert await fetch(f"SELECT 1 AS one {settled} AND snoozed_until IS NULL", {})
    await verify_history()

    await execute("UPDATE deadline SET snoozed_until = due_on WHERE is_settled AND kind = 'decision'", {})

    with pytest.raises(RegisterChanged, match="still to come"):
        await verify_history()
