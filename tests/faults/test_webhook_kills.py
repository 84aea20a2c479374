"""Processes that tell webhooks are killed at any instant: nothing is lost, and what comes twice bears the same id."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from agreements.domain.announcements import AnnouncementKind
from agreements.services.webhooks import make_webhook
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute, fetch
from tests.faults.farm import LONG_AGO, Farm, farm
from tests.office import TODAY_OFFICE, in_force
from tests.people import PETRA, TODAY
from tests.webhook_receiver import Receiver, receiving

pytestmark = pytest.mark.usefixtures("staffed")

PATHS = ("/een", "/twee")
LONGEST_LIFE_SECONDS = 0.2
PATIENCE_SECONDS = 120


async def killed(workers: Farm, victim: int) -> None:
    """Kill a process, and let the time of its leases pass; whoever is alive and has one is refused its late mark."""
    os.kill(victim, signal.SIGKILL)
    assert await workers.ended(victim) == -signal.SIGKILL, "a process ended by itself; its error is on standard error"
    await execute("UPDATE webhook SET lease_until = :past WHERE lease_until > :past", {"past": LONG_AGO})


def hold_answers(receiver: Receiver) -> None:
    """The next piece of news is taken, and nothing is said of that."""
    receiver.release.clear()
    receiver.answers = {path: [None] for path in PATHS}


async def until_in_hand(receiver: Receiver) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(receiver.answers.values()):
            receiver.came.clear()
            await receiver.came.wait()


async def numbers_and_ids() -> list[str]:
    return [row["id"] for row in await fetch("SELECT id FROM announcement ORDER BY number", {})]


async def until_all_is_told(receiver: Receiver, ids: list[str]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any({one.headers["webhook-id"] for one in receiver.at(path)} != set(ids) for path in PATHS):
            receiver.came.clear()
            await receiver.came.wait()


async def test_kills_at_random_instants_lose_no_news_and_repeat_it_under_its_own_id(
    staffed: Engine, database_url: str, kills: int, seed: int, tmp_path: Path
) -> None:
    chosen = random.Random(seed)
    async with receiving() as receiver, farm(database_url, "smtp://127.0.0.1:9", tmp_path / "clock") as workers:
        for path in PATHS:
            address = receiver.address(path)
            await make_webhook(TODAY_OFFICE, PETRA, address, frozenset(AnnouncementKind), {receiver.place})
        workers.set_clock(datetime.combine(TODAY, time(12), UTC))
        victim = await workers.spawn("telling", chosen.getrandbits(32))
        for number in range(kills // 2):
            is_in_hand = number % 2 == 1
            if is_in_hand:
                hold_answers(receiver)
            await in_force(TODAY, title=f"Afspraak {number}")
            await (until_in_hand(receiver) if is_in_hand else asyncio.sleep(chosen.uniform(0, LONGEST_LIFE_SECONDS)))
            await killed(workers, victim)
            receiver.release.set()
            victim = await workers.spawn("telling", chosen.getrandbits(32))
        ids = await numbers_and_ids()
        await until_all_is_told(receiver, ids)
        await killed(workers, victim)
    taken = {path: Counter(one.headers["webhook-id"] for one in receiver.at(path)) for path in PATHS}
    again = sum(found.total() - len(found) for found in taken.values())
    sys.stdout.write(
        f"\n{staffed.dialect}: {kills // 2} kills (seed {seed}), {len(ids) * len(PATHS)} pieces of news: 0 lost, "
        f"{again} sent again by the same id\n"
    )
    for path in PATHS:
        assert list(dict.fromkeys(one.headers["webhook-id"] for one in receiver.at(path))) == ids, "out of order"
    assert kills // 4 <= again <= kills // 2 * len(PATHS), "as often as it was in hand"
