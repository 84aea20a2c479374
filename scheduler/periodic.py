"""Rings by APScheduler at a steady pace, and goes on ringing when the clock jumps.

APScheduler goes by the wall clock: when that was a day ahead and is put back, the next ring lies a day ahead. So a
guard listens, by the clock of the event loop, which never jumps.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 30
JOB = "ring"
Ring = Callable[[], Awaitable[None]]


class Periodic:
    """A job of the scheduler: calls `ring` every `interval_seconds`; once after a pause of any length, as when the
    computer slept.
    """

    def __init__(
        self,
        ring: Ring,
        interval_seconds: float = INTERVAL_SECONDS,
        job: str = JOB,
        scheduler: AsyncIOScheduler | None = None,
    ) -> None:
        self.scheduler = scheduler or AsyncIOScheduler(timezone=UTC)
        self._ring = ring
        self._interval_seconds = interval_seconds
        self._job = job
        self._rings = 0
        self.scheduler.add_job(
            self._sound, self._trigger(), id=job, name=job, misfire_grace_time=None, coalesce=True, max_instances=1
        )

    @property
    def next_at(self) -> datetime | None:
        """When it rings next; None when it does not."""
        found = self.scheduler.get_job(self._job)
        at = getattr(found, "next_run_time", None)
        return at if isinstance(at, datetime) else None

    @asynccontextmanager
    async def ringing(self) -> AsyncIterator[None]:
        """From now on, until the end of the block. The first ring comes after an interval."""
        async with ringing([self]):
            yield

    async def ring_on(self, rings: int) -> int:
        """When it rang no more since `rings` rings, ring now and count the interval from now. The rings so far."""
        if self._rings == rings:
            log.warning("%s fell silent: the clock was put back, or the process slept; it goes on now", self._job)
            self.scheduler.reschedule_job(self._job, trigger=self._trigger())
            await self._sound()
        return self._rings

    async def guard(self) -> None:
        """See to it, by the clock of the event loop, that it goes on ringing; never ends."""
        rings = self._rings
        while True:
            await asyncio.sleep(2 * self._interval_seconds)
            rings = await self.ring_on(rings)

    async def _sound(self) -> None:
        self._rings += 1
        await self._ring()

    def _trigger(self) -> IntervalTrigger:
        """A new one each time, for it counts from the moment at which it was made."""
        return IntervalTrigger(seconds=self._interval_seconds, timezone=UTC)


@asynccontextmanager
async def ringing(bells: Sequence[Periodic]) -> AsyncIterator[None]:
    """All bells of one scheduler, from now on until the end of the block."""
    [scheduler] = {bell.scheduler for bell in bells}
    scheduler.start()
    guards = [asyncio.create_task(bell.guard()) for bell in bells]
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        for guard in guards:
            guard.cancel()
        await asyncio.wait(guards)
