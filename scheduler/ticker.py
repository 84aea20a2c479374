"""Rings every half minute: sweep, publish the head of the audit chain, tidy up after sign-ins; and beside that deliver.

Only a bell: what is due is decided by the database, so a tick that is missed, doubled or late changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from agreements.clock import Moment
from agreements.mail.transport import Transport, make_transport
from agreements.services.office import office_at
from agreements.services.tidy_sign_in import tidy_sign_in
from agreements.settings import Settings
from agreements.storage import heartbeat
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.trail import audit
from agreements.storage.trouble import TROUBLE, report_trouble
from scheduler.delivery import deliver
from scheduler.periodic import Bell
from scheduler.sweep import sweep

log = logging.getLogger(__name__)

LONGEST_FAREWELL_SECONDS = 30
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
ReadMoment = Callable[[], Moment]


@asynccontextmanager
async def ticking(settings: Settings, read_moment: ReadMoment) -> AsyncIterator[None]:
    """Tick now and then every half minute; at the end let a running tick finish, for half a minute at most."""
    ticks = Ticks(settings, read_moment, make_transport(settings))
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


async def plan_round(settings: Settings, read_moment: ReadMoment) -> None:
    """Sweep, publish the head of the audit chain, tidy up. Each part is done whatever became of the others; its
    heartbeat is noted when it went well.
    """

    async def plan() -> None:
        await sweep(office_at(read_moment(), settings.policy))

    async def publish() -> None:
        async with unit_of_work():
            moment = read_moment()
            await audit.publish_head(moment.today, moment.now)

    async def tidy() -> None:
        await tidy_sign_in(read_moment().now)

    for name, part in ((heartbeat.SWEEP, plan), ("audit_head", publish), ("tidy", tidy)):
        await _do(name, part, read_moment)


async def send_round(settings: Settings, read_moment: ReadMoment, transport: Transport) -> None:
    """Deliver. However long that takes, planning does not wait for it."""

    async def send() -> None:
        await deliver(settings, read_moment, transport)

    await _do(heartbeat.DELIVER, send, read_moment)


async def _do(name: str, part: Callable[[], Awaitable[None]], read_moment: ReadMoment) -> None:
    try:
        await part()
        await heartbeat.beat(name, read_moment().now)
    except TROUBLE as error:
        report_trouble(f"the scheduler's part {name!r}", error)
    except Exception:
        log.exception("the scheduler's part %r went wrong; the next tick tries again", name)


class Ticks:
    """At each ring starts planning and sending, each in a task of its own, unless the last one still runs.

    The scheduler cancels its own running jobs when it stops; a task of ours it leaves alone.
    """

    def __init__(self, settings: Settings, read_moment: ReadMoment, transport: Transport) -> None:
        self._rounds: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "planning": lambda: plan_round(settings, read_moment),
            "sending": lambda: send_round(settings, read_moment, transport),
        }
        self._running: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin what is not running."""
        for name, begin in self._rounds.items():
            if name not in self._running or self._running[name].done():
                self._running[name] = asyncio.create_task(begin())

    async def finish(self) -> None:
        """Wait for what runs; what was not sent by then stays waiting."""
        if not self._running:
            return
        _, unfinished = await asyncio.wait(self._running.values(), timeout=LONGEST_FAREWELL_SECONDS)
        for task in unfinished:
            log.warning("the running tick took too long and was stopped; nothing is lost")
            task.cancel()
            await asyncio.wait({task})
