"""Processes that change what residents see, and make it anew, are killed at any instant: nothing is half told."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.public_memory import entries
from tests.faults.farm import Farm, farm
from tests.office import in_force
from tests.people import TODAY
from tests.rebuilt import changed_by_rebuild, not_as_approved

pytestmark = pytest.mark.usefixtures("staffed")

WORKERS = 2
AGREEMENTS = 3
LONGEST_LIFE_SECONDS = 0.3
PATIENCE_SECONDS = 120
"""A process that changes nothing in this time never will, however busy the machine is."""


async def killed(workers: Farm, victim: int) -> None:
    """Nothing is in the hands of these processes, so there is nothing to wait for."""
    os.kill(victim, signal.SIGKILL)
    assert await workers.ended(victim) == -signal.SIGKILL, "a process ended by itself; its error is on standard error"


async def until_more_is_told(than: int) -> int:
    """Give the number of the last entry once it is another. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (told := (await entries.head()).seq) == than:  # noqa: ASYNC110 - other processes wake nobody here
            await asyncio.sleep(0.01)
    return told


async def test_kills_at_random_instants_leave_the_public_memory_whole(
    staffed: Engine, database_url: str, kills: int, seed: int, tmp_path: Path
) -> None:
    for number in range(AGREEMENTS):
        await in_force(title=f"Afspraak {number}")
    before, chosen = (await entries.head()).seq, random.Random(seed)
    async with farm(database_url, "smtp://127.0.0.1:9", tmp_path / "clock") as workers:
        workers.set_clock(datetime.combine(TODAY, time(12), UTC))
        alive = [await workers.spawn("publishing", chosen.getrandbits(32)) for _ in range(WORKERS)]
        told = before
        for number in range(kills):
            if number % 2:  # the others may be killed before they did anything
                told = await until_more_is_told(told)
            await asyncio.sleep(chosen.uniform(0, LONGEST_LIFE_SECONDS))
            await killed(workers, alive.pop(chosen.randrange(WORKERS)))
            alive.append(await workers.spawn("publishing", chosen.getrandbits(32)))
        for victim in alive:
            await killed(workers, victim)
    told = (await entries.head()).seq - before
    sys.stdout.write(
        f"\n{staffed.dialect}: {kills} kills (seed {seed}), {told} entries of the public memory beside it\n"
    )
    await verify_history()
    assert await not_as_approved() == []
    assert await changed_by_rebuild() == []
    assert told >= kills // 2, "processes were killed before they changed anything"
