"""Rings every half minute: sweep, deliver, publish the head of the audit chain, tidy up after sign-ins. Only a bell:
what is due is decided by the database, so a tick that is missed, doubled or late changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from agreements.clock import Moment
from agreements.services.desk import desk_at
from agreements.services.tidy_sign_in import tidy_sign_in
from agreements.settings import Settings
from agreements.storage import audit, heartbeat
from agreements.storage.transaction import append_lock, unit_of_work
from agreements.storage.trouble import TROUBLE, report_trouble
from scheduler.bell import Bell
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from scheduler.transport import Transport, make_transport

log = logging.getLogger(__name__)

LONGEST_FAREWELL_SECONDS = 30
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
ReadMoment = Callable[[], Moment]


@asynccontextmanager
async def ticking(settings: Settings, read_moment: ReadMoment) -> AsyncIterator[None]:
    """Tick now and then every half minute; at the end let a running tick finish, for half a minute at most.

    Raises `SettingsError` when the mail settings are wrong.
    """
    ticks = _Ticks(settings, read_moment, make_transport(settings))
    await ticks.start()
    try:
        async with Bell(ticks.start).ringing():
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


async def tick(settings: Settings, read_moment: ReadMoment, transport: Transport) -> None:
    """One round. Each part is done whatever became of the others; its heartbeat is noted when it went well."""

    async def plan() -> None:
        await sweep(desk_at(read_moment(), settings.policy))

    async def send() -> None:
        await deliver(settings, read_moment, transport)

    async def publish() -> None:
        async with unit_of_work():
            await append_lock("audit")
            await audit.publish_head(read_moment().today)

    async def tidy() -> None:
        await tidy_sign_in(read_moment().now)

    for name, part in ((heartbeat.SWEEP, plan), (heartbeat.DELIVER, send), ("audit_head", publish), ("tidy", tidy)):
        await _do(name, part, read_moment)


async def _do(name: str, part: Callable[[], Awaitable[None]], read_moment: ReadMoment) -> None:
    try:
        await part()
        await heartbeat.beat(name, read_moment().now)
    except TROUBLE as error:
        report_trouble(f"the scheduler's part {name!r}", error)
    except Exception:
        log.exception("the scheduler's part %r went wrong; the next tick tries again", name)


class _Ticks:
    """Starts a tick in a task of its own, unless the last one still runs.

    The scheduler cancels its own running jobs when it stops; a task of ours it leaves alone.
    """

    def __init__(self, settings: Settings, read_moment: ReadMoment, transport: Transport) -> None:
        self._settings = settings
        self._read_moment = read_moment
        self._transport = transport
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(tick(self._settings, self._read_moment, self._transport))

    async def finish(self) -> None:
        """Wait for the running tick; what it had not sent by then stays waiting."""
        if self._running is None:
            return
        _, unfinished = await asyncio.wait({self._running}, timeout=LONGEST_FAREWELL_SECONDS)
        for task in unfinished:
            log.warning("the running tick took too long and was stopped; nothing is lost")
            task.cancel()
            await asyncio.wait({task})
