"""Does each job at its pace: every job of the table is one of APScheduler's.

Only a bell: what is due is decided by the database, so a job that is missed, doubled or late changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from agreements.clock import Moment
from agreements.domain.jobs import JOBS
from agreements.mail.transport import Transport, make_transport
from agreements.settings import Settings
from scheduler.jobs import Workplace, do
from scheduler.periodic import Periodic, ringing

log = logging.getLogger(__name__)

LONGEST_FAREWELL_SECONDS = 30
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
ReadMoment = Callable[[], Moment]


@asynccontextmanager
async def ticking(settings: Settings, read_moment: ReadMoment) -> AsyncIterator[None]:
    """Do every job now and then at its pace; at the end let what runs finish, for half a minute at most."""
    ticks = Ticks(settings, read_moment, make_transport(settings))
    await ticks.start()
    try:
        async with ringing(list(ticks.bells.values())):
            yield
    finally:
        await ticks.finish()


async def run_until_stopped(settings: Settings, read_moment: ReadMoment) -> None:
    """Tick until the process is asked to stop (SIGTERM, SIGINT, or SIGHUP when its terminal is gone)."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in STOPS:
        loop.add_signal_handler(name, stopped.set)
    try:
        async with ticking(settings, read_moment):
            await stopped.wait()
    finally:
        for name in STOPS:
            loop.remove_signal_handler(name)


class Ticks:
    """When its bell rings, starts a job in a task of its own, unless the last one still runs.

    The scheduler cancels its own running jobs when it stops; a task of ours it leaves alone.
    """

    def __init__(self, settings: Settings, read_moment: ReadMoment, transport: Transport) -> None:
        scheduler = AsyncIOScheduler(timezone=UTC)
        self.bells = {
            job.id: Periodic(partial(self.start_one, job.id), job.every_seconds, job.id, scheduler) for job in JOBS
        }
        self._place = Workplace(settings, read_moment, transport)
        self._running: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin what is not running."""
        for job in self.bells:
            await self.start_one(job)

    async def start_one(self, job: str) -> None:
        """Begin a job, if it is not running."""
        if job not in self._running or self._running[job].done():
            self._running[job] = asyncio.create_task(do(job, self._place, lambda: self.bells[job].next_at), name=job)

    async def finish(self) -> None:
        """Wait for what runs; what was not sent by then stays waiting."""
        if not self._running:
            return
        _, unfinished = await asyncio.wait(self._running.values(), timeout=LONGEST_FAREWELL_SECONDS)
        for task in unfinished:
            log.warning("the running job %r took too long and was stopped; nothing is lost", task.get_name())
            task.cancel()
            await asyncio.wait({task})
