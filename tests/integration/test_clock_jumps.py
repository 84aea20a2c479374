"""A clock that jumps and is put right again loses no alert and doubles none, on both databases."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.services.office import office_at
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.messages import delivery
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.alerts import BUSY, DAY, SETTINGS, MailRoom, alerts, clear_notices, end_is_near, moment_on, owned, send
from tests.office import address
from tests.people import HENK, PETRA, POLICY, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

EVERYONE = sorted(map(address, (HENK, PETRA, SANNE)))
MINUTE, HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOON = moment_on(DAY).now


def moment(now: datetime) -> Moment:
    return Moment(now, now.date())


async def round_of_work(now: datetime, room: MailRoom) -> None:
    """What a tick does."""
    await sweep(office_at(moment(now), POLICY))
    await deliver(SETTINGS, lambda: moment(now), room)


def sent_by(*rooms: MailRoom) -> Counter[str]:
    """How often each mail left, by the part of its Message-ID that the ledger knows."""
    return Counter(str(mail["Message-ID"]).strip("<>").partition("@")[0] for room in rooms for mail in room.sent)


@pytest.mark.parametrize("jump", [A_DAY, -A_DAY, HOUR, -HOUR], ids=["day on", "day back", "hour on", "hour back"])
@pytest.mark.parametrize("wrong", [{"sweep"}, {"delivery"}, {"retry"}, {"sweep", "delivery"}, {"delivery", "retry"}])
async def test_after_a_jump_each_alert_still_leaves_once_and_within_hours(wrong: set[str], jump: timedelta) -> None:
    def clock(step: str, minutes: int) -> datetime:
        return NOON + minutes * MINUTE + (jump if step in wrong else timedelta())

    await owned()
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    busy, room = MailRoom({"*": BUSY}), MailRoom()
    await sweep(office_at(moment(clock("sweep", 0)), POLICY))
    await deliver(SETTINGS, lambda: moment(clock("delivery", 1)), busy)
    await deliver(SETTINGS, lambda: moment(clock("retry", 5)), busy)
    for minutes in range(15, 150, 15):
        await round_of_work(NOON + minutes * MINUTE, room)

    ledger = [entry for entry in await alerts() if entry.state is not MessageState.SUPERSEDED]
    assert {entry.state for entry in ledger} == {MessageState.SENT}
    assert sent_by(busy, room) == Counter(entry.message_id for entry in ledger)
    told_of = {entry.recipient_id for entry in ledger if entry.rung == 30}
    assert told_of == {HENK.id, PETRA.id, SANNE.id}


async def test_a_message_put_off_by_a_clock_that_was_a_day_ahead_leaves_as_soon_as_the_clock_is_right() -> None:
    await end_is_near()
    await send(MailRoom({"*": BUSY}), hours=24)
    room = MailRoom()
    await send(room, hours=1)
    assert room.recipients == EVERYONE


async def test_a_message_that_a_right_clock_put_off_waits_for_its_turn() -> None:
    await end_is_near()
    await execute("UPDATE outbox SET next_attempt_at = :later, attempts = 12", {"later": NOON + HOUR})
    assert (await send(MailRoom())).left == 3
    room = MailRoom()
    await send(room, hours=1)
    assert room.recipients == EVERYONE


async def lease_from_tomorrow(engine: Engine) -> None:
    """The clock that leases go by was a day ahead when they began: the worker's own, or that of PostgreSQL."""
    ahead = {"sqlite": ":tomorrow", "postgres": "clock_timestamp() + INTERVAL '1 day'"}[engine.dialect]
    await execute(f"UPDATE outbox SET lease_until = {ahead} WHERE leased_by <> ''", {"tomorrow": NOON + A_DAY})


async def longest_lease(engine: Engine) -> timedelta:
    """How long the leases still last at noon."""
    if engine.dialect == "sqlite":
        rows = await fetch("SELECT max(lease_until) AS until FROM outbox", {})
        return datetime.fromisoformat(str(rows[0]["until"])) - NOON
    rows = await fetch("SELECT max(lease_until) - clock_timestamp() AS left FROM outbox", {})
    left: timedelta = rows[0]["left"]
    return left


async def test_a_lease_from_a_clock_that_was_ahead_is_cut_to_the_length_of_a_new_one(staffed: Engine) -> None:
    await end_is_near()
    held = await delivery.claim("slow", NOON, 10)
    await lease_from_tomorrow(staffed)
    room = MailRoom()
    assert (await send(room)).left == len(held) == 3

    assert room.sent == []
    assert timedelta() < await longest_lease(staffed) <= delivery.LEASE
    assert all([await delivery.mark_sent(message, NOON) for message in held])


async def test_what_a_dead_worker_held_by_a_clock_that_was_ahead_is_sent_when_the_cut_lease_is_over(
    staffed: Engine,
) -> None:
    await end_is_near()
    await delivery.claim("dead", NOON, 10)
    await lease_from_tomorrow(staffed)
    await send(MailRoom())
    if staffed.dialect == "postgres":  # the lease goes by the real time there
        await execute("UPDATE outbox SET lease_until = clock_timestamp()", {})
    room = MailRoom()
    await send(room, hours=0.05)
    assert room.recipients == EVERYONE


async def test_a_lease_by_a_right_clock_is_left_as_it_is() -> None:
    await end_is_near()
    await delivery.claim("me", NOON, 10)
    before = await fetch("SELECT id, lease_until FROM outbox ORDER BY id", {})
    assert await delivery.shorten_leases(NOON) == 0
    assert await fetch("SELECT id, lease_until FROM outbox ORDER BY id", {}) == before
