"""The test's side of the processes: start them, kill them, and let the time of a dead one's leases pass."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from agreements.domain.deadlines import DeadlineKind
from agreements.storage.database.transaction import append_lock, execute, fetch, unit_of_work
from agreements.storage.deadlines import due
from agreements.storage.messages.ledger_view import count_waiting
from tests.faults.worker import Orders, worker_name

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST_ANSWER_SECONDS = 900

OVERDUE_AUDIENCE = {
    DeadlineKind.EXPIRY: ("henk", "petra", "sanne", "fatima"),
    DeadlineKind.DECISION: ("henk", "petra", "sanne"),
    DeadlineKind.REVIEW: ("henk", "petra", "sanne", "fatima"),
    DeadlineKind.DESTRUCTION: ("henk", "petra", "sanne", "fatima"),
}
"""Whom the office of the tests tells each week that a deadline has passed; it has no secretary."""


class Farm:
    """Processes that work at one register."""

    def __init__(self, process: asyncio.subprocess.Process, orders: Orders) -> None:
        self._process = process
        self._orders = orders
        self.alive: set[int] = set()

    def set_clock(self, now: datetime) -> None:
        """What time it is in the office, for every process; whole or not at all."""
        half = self._orders.clock.with_suffix(".half")
        half.write_text(now.isoformat(), encoding="utf-8")
        half.replace(self._orders.clock)

    async def spawn(self, manner: str, seed: int) -> int:
        """Start a process; its number."""
        where = self._orders
        child = await self._ask("spawn", where.database_url, where.smtp_url, str(where.clock), manner, str(seed))
        self.alive.add(child)
        return child

    async def ended(self, pid: int) -> int:
        """Wait until a process ends; its exit code."""
        status = await self._ask("reap", str(pid))
        self.alive.discard(pid)
        return status

    async def kill(self, pid: int) -> list[str]:
        """Kill a process; the messages that were in the hands of the dead."""
        os.kill(pid, signal.SIGKILL)
        return await self.killed(pid)

    async def killed(self, pid: int) -> list[str]:
        """Wait until a process is killed, and let two minutes pass for the leases of the dead; what was in their hands.

        PostgreSQL may finish what a process asked just before it died, so those of earlier dead ones count too.
        """
        assert await self.ended(pid) == -signal.SIGKILL, "a process ended by itself; its error is on standard error"
        names = {f"alive_{number}": f"{worker_name(alive)}%" for number, alive in enumerate(sorted(self.alive))}
        statement = (
            "UPDATE outbox SET lease_until = :past WHERE state = 'waiting' AND lease_until > :past"
            f"{''.join(f' AND leased_by NOT LIKE :{name}' for name in names)} RETURNING message_id"
        )
        async with unit_of_work():
            # Whoever plans locks several rows too, in another order: in turn, neither makes the other give way.
            await append_lock("audit")
            rows = await fetch(statement, {"past": LONG_AGO, **names})
        return [row["message_id"] for row in rows]

    async def _ask(self, *words: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{shlex.join(words)}\n".encode())
        async with asyncio.timeout(LONGEST_ANSWER_SECONDS):
            return int(await self._process.stdout.readline())


@asynccontextmanager
async def open_nursery() -> AsyncIterator[asyncio.subprocess.Process]:
    """What makes processes, for one farm after another; it takes a second to start. At the end no process is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.nursery",
        cwd=Path(__file__).parents[2],
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def farm(database_url: str, smtp_url: str, clock: Path) -> AsyncIterator[Farm]:
    """A place to start processes; at the end none is left."""
    async with open_nursery() as process:
        yield Farm(process, Orders(database_url, smtp_url, clock))


async def nothing_is_left(day: date) -> bool:
    """Whether all that is due on a day is planned, and all that was planned is sent."""
    return not await due(day, 1) and not await count_waiting()


async def let_all_leases_pass() -> None:
    """Two minutes later, when no process lives."""
    await execute("UPDATE outbox SET lease_until = :past WHERE lease_until > :past", {"past": LONG_AGO})
