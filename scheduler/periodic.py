"""Rings every half minute by APScheduler, and goes on ringing when the clock jumps.

APScheduler goes by the wall clock: when that was a day ahead and is put back, the next ring lies a day ahead. So a
guard listens, by the clock of the event loop, which never jumps.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 30
JOB = "ring"
Ring = Callable[[], Awaitable[None]]


class Bell:
    """Calls `ring` every `interval_seconds`; once after a pause of any length, as when the computer slept."""

    def __init__(self, ring: Ring, interval_seconds: float = INTERVAL_SECONDS) -> None:
        self.scheduler = AsyncIOScheduler(timezone=UTC)
        self._ring = ring
        self._interval_seconds = interval_seconds
        self._rings = 0
        self.scheduler.add_job(
            self._sound, self._trigger(), id=JOB, misfire_grace_time=None, coalesce=True, max_instances=1
        )

    @asynccontextmanager
    async def ringing(self) -> AsyncIterator[None]:
        """From now on, until the end of the block. The first ring comes after an interval."""
        self.scheduler.start()
        guard = asyncio.create_task(self._guard())
        try:
            yield
        finally:
            self.scheduler.shutdown(wait=False)
            guard.cancel()
            await asyncio.wait({guard})

    async def ring_on(self, rings: int) -> int:
        """When it rang no more since `rings` rings, ring now and count the interval from now. The rings so far."""
        if self._rings == rings:
            log.warning("the bell fell silent: the clock was put back, or the process slept; it rings again")
            self.scheduler.reschedule_job(JOB, trigger=self._trigger())
            await self._sound()
        return self._rings

    async def _guard(self) -> None:
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
