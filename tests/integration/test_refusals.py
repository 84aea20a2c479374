"""What is refused stands in the trail, names nobody, and cannot flood it however often somebody tries."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from agreements.domain.audit import ChainedEvent
from agreements.domain.errors import NotAllowed
from agreements.domain.guessing import Door, Guess
from agreements.services.approve import approve
from agreements.services.office import Office
from agreements.services.refusals import MOST_KINDS, note_refusal
from agreements.services.throttle import Throttle, TooManyAttempts
from agreements.services.tidy_sign_in import tidy_sign_in
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import fetch, unit_of_work
from agreements.storage.trail import audit
from tests.office import TODAY_OFFICE, address, in_review
from tests.people import BRAM, FATIMA, PETRA

pytestmark = pytest.mark.usefixtures("staffed")
SECRET = b"a-secret-that-is-long-enough-for-tests"
PLACE = "192.0.2.10"


async def refused() -> list[ChainedEvent]:
    """Every event of what was refused, in order."""
    return [event async for event in audit.events() if event.result != "ok"]


async def try_to_approve(office: Office, reference: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotAllowed):
            await approve(office, BRAM, reference, 2)


async def guess(place: str, account: str, *, account_id: str = "", office: Office = TODAY_OFFICE) -> bool:
    """One wrong password; whether it was judged at all."""
    try:
        async with Throttle().attempt(Door.SIGN_IN, SECRET, Guess(address=place, account=account), office) as attempt:
            await attempt.failed(account_id)
    except TooManyAttempts:
        return False
    return True


def told(event: ChainedEvent) -> dict[str, object]:
    found: dict[str, object] = json.loads(event.changes)
    return found


async def test_of_200_attempts_at_one_thing_the_trail_is_told_three_times_with_their_number() -> None:
    agreement = await in_review()

    await try_to_approve(TODAY_OFFICE, agreement.reference, 200)

    found = await refused()
    assert [(event.actor, event.action, event.object) for event in found] == [
        (BRAM.id, "approve", agreement.reference)
    ] * 3
    assert [told(event).get("times", 1) for event in found] == [1, 10, 100]
    await verify_history()


async def test_on_another_day_and_by_somebody_else_it_is_told_anew() -> None:
    agreement = await in_review()
    tomorrow = replace(
        TODAY_OFFICE, now=TODAY_OFFICE.now + timedelta(days=1), today=TODAY_OFFICE.today + timedelta(days=1)
    )
    await try_to_approve(TODAY_OFFICE, agreement.reference, 5)
    await try_to_approve(tomorrow, agreement.reference, 5)
    with pytest.raises(NotAllowed):
        await approve(TODAY_OFFICE, FATIMA, agreement.reference, 2)

    assert [event.actor for event in await refused()] == [BRAM.id, BRAM.id, FATIMA.id]


async def test_whoever_goes_through_the_whole_register_is_told_of_a_hundred_times_and_then_in_one_sum() -> None:
    for number in range(MOST_KINDS + 120):
        async with unit_of_work():
            await note_refusal(TODAY_OFFICE, BRAM, "approve", f"AFS-2025-{number:04}")

    found = await refused()
    assert len(found) == MOST_KINDS + 3
    assert [(event.object, told(event)) for event in found[-3:]] == [
        ("register", {"kinds": "others"}),
        ("register", {"kinds": "others", "times": 10}),
        ("register", {"kinds": "others", "times": 100}),
    ]


async def test_a_wrong_password_stands_in_the_trail_and_names_neither_the_address_nor_who_has_no_account() -> None:
    await guess(PLACE, address(PETRA), account_id=PETRA.id)
    await guess(PLACE, "typed-in-the-wrong-field@example.org")

    known, unknown = await refused()
    assert [(one.actor, one.action, one.object, one.result) for one in (known, unknown)] == [
        ("anonymous", "sign_in", "register", "refused")
    ] * 2
    assert told(known)["account"] == PETRA.id
    assert told(known)["network"] == told(unknown)["network"]
    assert len(str(told(unknown)["account"])) == 16
    rows = str(await fetch("SELECT * FROM audit_event", {})) + str(await fetch("SELECT * FROM refusal_count", {}))
    assert PLACE not in rows
    assert "@" not in rows
    await verify_history()


async def test_guessing_at_one_account_leaves_a_few_events_of_which_one_tells_that_the_limit_was_reached() -> None:
    judged = [await guess(PLACE, address(PETRA), account_id=PETRA.id) for _ in range(2000)]

    found = await refused()
    assert judged.count(True) == 10
    assert [(event.result, told(event).get("times", 1)) for event in found] == [
        ("refused", 1),
        ("refused", 10),
        ("limit reached", 1),
    ]
    assert told(found[-1])["limit"] == "near"


async def test_guesses_from_everywhere_at_everybody_cannot_flood_the_trail() -> None:
    for number in range(400):
        assert await guess(f"198.51.{number % 100}.{number // 100}", f"{number}@example.org")

    assert len(await refused()) <= MOST_KINDS + 3
    await verify_history()


async def test_the_counts_are_forgotten_after_two_days_and_the_events_stay() -> None:
    await guess(PLACE, address(PETRA), account_id=PETRA.id)

    await tidy_sign_in(TODAY_OFFICE.now + timedelta(days=1))
    assert len(await fetch("SELECT * FROM refusal_count", {})) == 1
    await tidy_sign_in(TODAY_OFFICE.now + timedelta(days=3))

    assert await fetch("SELECT * FROM refusal_count", {}) == []
    assert len(await refused()) == 1
