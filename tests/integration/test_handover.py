"""Somebody else looks after an agreement: they learn what is known, and whoever did before hears no more of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.messages import MessageState
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.snooze import snooze
from agreements.services.submit import submit
from agreements.services.users import NoSuchAccount, start_user, stop_user
from agreements.storage import deadlines
from agreements.storage.database.transaction import execute
from agreements.storage.people import sign_in
from agreements.storage.trail import audit
from scheduler.sweep import SweepResult, sweep
from tests import people
from tests.alerts import OPERATOR, MailRoom, alerts, clear_notices, dismiss, entrust, owned, send
from tests.office import address, office_on
from tests.people import BRAM, ENDS_ON, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

NINETY, LATER = ENDS_ON - timedelta(days=90), ENDS_ON - timedelta(days=80)


async def sweep_the_end(day: date) -> SweepResult:
    """Sweep, with the end of the agreement as its only deadline."""
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    return await sweep(office_on(day))


async def told_at_ninety_days(owner_id: str | None = HENK.id) -> Agreement:
    """Of the end of an agreement, and of nothing else, its owner was told; the alert of ninety days waits."""
    agreement = await owned(owner_id)
    await clear_notices()
    await sweep_the_end(ENDS_ON - timedelta(days=180))
    await sweep_the_end(NINETY)
    return agreement


async def hand_over(agreement: Agreement, day: date = LATER, **stewards: str | None) -> Agreement:
    """Petra says who looks after it from now on; the next sweep is on the same day."""
    return await entrust(agreement, Stewardship(**{"owner_id": HENK.id, **stewards}), day)  # type: ignore[arg-type]


async def ninety(state: MessageState) -> list[tuple[str | None, str]]:
    """Who is to be told of the ninety days, and on what ground."""
    return sorted((entry.recipient_id, entry.audience) for entry in await alerts(state) if entry.rung == 90)


async def test_a_new_owner_learns_at_once_what_the_former_owner_was_told() -> None:
    agreement, room = await told_at_ninety_days(), MailRoom()
    await send(room, NINETY)
    await hand_over(agreement, owner_id=SANNE.id)
    assert (await sweep_the_end(LATER)).planned == 1
    await send(room, LATER)

    assert [str(mail["To"]) for mail in room.sent] == [address(HENK), address(SANNE)]
    assert "80" in room.subjects[-1]


async def test_what_waits_for_a_former_owner_is_taken_back_with_the_reason() -> None:
    await hand_over(await told_at_ninety_days(), owner_id=SANNE.id)
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(SANNE.id, "owner")]
    assert await ninety(MessageState.WITHDRAWN) == [(HENK.id, "owner")]
    assert {entry.reason for entry in await alerts(MessageState.WITHDRAWN)} == {deadlines.NEW_OWNER}


async def test_a_new_deputy_is_told_and_the_owner_is_not_told_twice() -> None:
    agreement, room = await told_at_ninety_days(), MailRoom()
    await send(room, NINETY)
    await hand_over(agreement, deputy_id=SANNE.id)
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(SANNE.id, "deputy")]
    assert await ninety(MessageState.SENT) == [(HENK.id, "owner")]


async def test_a_former_deputy_who_is_to_be_told_on_another_ground_is_told_all_the_same() -> None:
    agreement = await owned()
    agreement = await hand_over(agreement, people.APPROVED_ON, deputy_id=SANNE.id)
    await clear_notices()
    thirty = ENDS_ON - timedelta(days=30)
    await sweep_the_end(thirty)
    await hand_over(agreement, thirty, deputy_id=None)
    await sweep_the_end(thirty)

    waiting = {entry.recipient_id: entry.audience for entry in await alerts(MessageState.WAITING)}
    assert waiting == {HENK.id: "owner", PETRA.id: "privacy_officer", SANNE.id: "privacy_officer"}


async def test_an_owner_who_gets_the_agreement_back_is_told_once() -> None:
    agreement = await hand_over(await told_at_ninety_days(), owner_id=SANNE.id)
    await sweep_the_end(LATER)
    await hand_over(agreement, owner_id=HENK.id)
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(HENK.id, "owner")]
    assert await ninety(MessageState.WITHDRAWN) == [(SANNE.id, "owner")]


async def test_a_snooze_of_somebody_else_does_not_keep_a_new_owner_in_the_dark_and_still_ends_on_its_day() -> None:
    agreement, until = await told_at_ninety_days(), LATER + timedelta(days=5)
    await send(MailRoom(), NINETY)
    reason = "De raad besluit hierover in november"
    await snooze(
        office_on(NINETY), HENK, agreement.reference, agreement.revision, DeadlineKind.EXPIRY, "", until, reason
    )
    await hand_over(agreement, owner_id=SANNE.id)

    assert (await sweep_the_end(LATER)).planned == 1
    assert (await sweep_the_end(until - timedelta(days=1))).planned == 0
    assert (await sweep_the_end(until)).planned == 1
    assert {recipient for recipient, _ in await ninety(MessageState.WAITING)} == {SANNE.id}


async def test_before_the_first_rung_a_handover_tells_nobody_and_the_ladder_tells_the_new_owner() -> None:
    agreement = await owned()
    await hand_over(agreement, people.APPROVED_ON, owner_id=SANNE.id)

    assert (await sweep_the_end(people.APPROVED_ON)).planned == 0
    await sweep_the_end(ENDS_ON - timedelta(days=180))
    assert [entry.recipient_id for entry in await alerts()] == [SANNE.id]


async def test_another_change_before_the_next_sweep_does_not_forget_the_new_owner() -> None:
    agreement = await hand_over(await told_at_ninety_days(), owner_id=SANNE.id)
    await entrust(agreement, Stewardship(owner_id=SANNE.id, lead_days=(90, 45)), LATER)
    await sweep_the_end(LATER)

    assert (SANNE.id, "owner") in await ninety(MessageState.WAITING)


async def test_when_the_owning_department_changes_its_head_is_told() -> None:
    agreement = await told_at_ninety_days(owner_id=None)
    await send(MailRoom(), NINETY)
    content = people.complete_content(department=BRAM.department)
    office = office_on(LATER)
    draft = await amend(office, PETRA, agreement.reference, agreement.revision, content)
    asked = await submit(office, PETRA, draft.reference, draft.revision)
    await approve(office, BRAM, asked.reference, asked.revision)
    await clear_notices()
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(BRAM.id, "owner")]


async def test_when_an_owner_leaves_the_head_of_the_department_learns_at_once_what_was_open() -> None:
    await told_at_ninety_days(owner_id=PETRA.id)
    await dismiss(PETRA, LATER)
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(HENK.id, "owner")]
    assert await ninety(MessageState.WITHDRAWN) == [(PETRA.id, "owner")]


async def test_when_a_head_who_stands_in_leaves_the_fallback_recipient_learns_what_was_open() -> None:
    await told_at_ninety_days(owner_id=None)
    await dismiss(HENK, LATER)
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(None, "owner")]


async def test_when_the_head_who_stands_in_for_an_owner_who_left_leaves_too_the_fallback_recipient_is_told() -> None:
    await told_at_ninety_days(owner_id=PETRA.id)
    for person, stands_in in ((PETRA, HENK.id), (HENK, None)):
        await dismiss(person, LATER)
        await sweep_the_end(LATER)
        assert await ninety(MessageState.WAITING) == [(stands_in, "owner")]


async def test_agreements_of_others_are_left_alone_when_somebody_leaves() -> None:
    await told_at_ninety_days()
    await dismiss(BRAM, LATER)

    assert (await sweep_the_end(LATER)).deadlines == 0


async def test_whoever_left_is_signed_out_and_whoever_comes_back_is_told_again_of_nothing() -> None:
    await told_at_ninety_days()
    await sign_in.insert_session("open", HENK.id, office_on(LATER).now)
    await stop_user(office_on(LATER), OPERATOR, address(HENK).upper())
    assert await sign_in.session("open") is None
    await start_user(office_on(LATER), OPERATOR, address(HENK))
    await sweep_the_end(LATER)

    assert await ninety(MessageState.WAITING) == [(HENK.id, "owner")]
    actions = [event.action for event in await audit.events_about(f"user:{HENK.id}")]
    assert actions == ["add_user", "stop_user", "start_user"]


async def test_stopping_twice_leaves_one_event_and_an_unknown_address_is_refused() -> None:
    for _ in range(2):
        await stop_user(office_on(LATER), OPERATOR, address(SANNE))
    with pytest.raises(NoSuchAccount):
        await stop_user(office_on(LATER), OPERATOR, "niemand@voorbeeldstad.example")

    actions = [event.action for event in await audit.events_about(f"user:{SANNE.id}")]
    assert actions == ["add_user", "stop_user"]
