"""The bell goes on ringing: through APScheduler itself, with a wall clock that the test sets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED

from scheduler.periodic import INTERVAL_SECONDS, JOB, Periodic

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
INTERVAL = timedelta(seconds=INTERVAL_SECONDS)
A_DAY = timedelta(days=1)
SAFETY_SECONDS = 60
"""Only so that a bell that never rings fails a test rather than hang it."""


@dataclass
class Wall:
    """The clock on the wall, which anybody can set."""

    now: datetime = NOON


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """What APScheduler takes for the time."""
    wall = Wall()

    class OnTheWall(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return wall.now.astimezone(tz)

    for module in ("schedulers.base", "triggers.interval", "executors.base"):
        monkeypatch.setattr(f"apscheduler.{module}.datetime", OnTheWall)
    return wall


@dataclass
class Listener:
    """Counts the rings, and can wait for the next."""

    rings: int = 0
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def ring(self) -> None:
        self.rings += 1
        self._heard.set()

    async def hears_it(self) -> None:
        async with asyncio.timeout(SAFETY_SECONDS):
            await self._heard.wait()
        self._heard.clear()


@pytest.fixture
def listener() -> Listener:
    """Somebody within earshot."""
    return Listener()


@pytest.fixture
async def asleep(wall: Wall, listener: Listener) -> AsyncIterator[Periodic]:
    """A bell of a process that hears nothing until its scheduler is resumed."""
    bell = Periodic(listener.ring)
    bell.scheduler.start(paused=True)
    yield bell
    bell.scheduler.shutdown(wait=False)


def next_ring(bell: Periodic) -> datetime:
    found = bell.scheduler.get_job(JOB).next_run_time
    assert isinstance(found, datetime)
    return found


async def wake(bell: Periodic) -> None:
    """Let the scheduler go on, until it did all it thought it had to."""
    done = asyncio.Event()
    bell.scheduler.add_listener(lambda _: done.set(), EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    bell.scheduler.resume()
    async with asyncio.timeout(SAFETY_SECONDS):
        await done.wait()


async def test_it_rings_half_a_minute_after_the_start(asleep: Periodic) -> None:
    assert next_ring(asleep) == NOON + INTERVAL


@pytest.mark.parametrize("slept", [INTERVAL, 1.5 * INTERVAL, 20.5 * INTERVAL, A_DAY + INTERVAL / 2])
async def test_after_a_sleep_of_any_length_it_rings_once_and_goes_on(
    wall: Wall, asleep: Periodic, listener: Listener, slept: timedelta
) -> None:
    wall.now += slept
    await wake(asleep)

    assert listener.rings == 1
    assert wall.now < next_ring(asleep) <= wall.now + INTERVAL


@pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(hours=1), A_DAY])
async def test_a_wall_clock_that_is_put_back_does_not_silence_it(
    wall: Wall, asleep: Periodic, listener: Listener, back: timedelta
) -> None:
    wall.now -= back
    assert next_ring(asleep) == wall.now + back + INTERVAL

    assert await asleep.ring_on(0) == 1
    assert listener.rings == 1
    assert next_ring(asleep) == wall.now + INTERVAL


async def test_a_bell_that_rings_by_itself_is_left_alone(wall: Wall, asleep: Periodic, listener: Listener) -> None:
    wall.now += INTERVAL
    await wake(asleep)
    planned = next_ring(asleep)

    assert await asleep.ring_on(0) == 1
    assert (listener.rings, next_ring(asleep)) == (1, planned)


async def test_a_guard_listens_as_long_as_it_should_ring(wall: Wall, listener: Listener) -> None:
    bell = Periodic(listener.ring, interval_seconds=0.001)
    async with bell.ringing():
        for _ in range(2):
            wall.now -= A_DAY
            await listener.hears_it()
    assert listener.rings >= 2
