"""A process that brings in a list is killed at any instant: the register has nothing of it, or all; and once."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from agreements.clock import read_clock
from agreements.domain.import_runs import RunState
from agreements.services.imports import runs
from agreements.services.imports.working import work_on
from agreements.services.office import Office, office_at
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute
from agreements.storage.imports import runs as stored_runs
from agreements.storage.imports.runs import LEASE
from tests import people
from tests.command_line import AFSPRAKEN, BASE_URL, SECRET
from tests.people import PETRA

ROWS = 400
LIST = "Titel;Partijen;Doel\n" + "".join(f"Convenant {n};Gemeente, politie;Rust in wijk {n}\n" for n in range(ROWS))
TIMES = 3
"""So often it is killed before it may end."""
PATIENCE_SECONDS = 120


def now() -> Office:
    """At this moment: the process that is killed reads the clock."""
    return office_at(read_clock(ZoneInfo("Europe/Amsterdam")), people.POLICY)


def much_later() -> Office:
    """When nothing holds a lease any more."""
    return replace(now(), now=now().now + 10 * LEASE)


async def killed_at_work(number: int, database_url: str, folder: Path, chosen: random.Random) -> None:
    """A worker takes the run in hand, and is killed soon after."""
    settings = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET, "BASE_URL": BASE_URL}
    environment = {f"AFSPRAKEN_{name}": value for name, value in settings.items()} | {"PATH": "/usr/bin:/bin"}
    with (folder / "worker.log").open("wb") as log:
        worker = await asyncio.create_subprocess_exec(
            AFSPRAKEN, "worker", env=environment, cwd=folder, stdout=log, stderr=log
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (await stored_runs.load(number, now().now)).is_at_work:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        await asyncio.sleep(chosen.random() * 0.4)
        os.kill(worker.pid, signal.SIGKILL)
        await worker.wait()


async def drafts() -> int:
    return len(await agreements.all_records())


async def test_a_list_is_stored_whole_or_not_at_all_whenever_its_process_is_killed(
    staffed: Engine, database_url: str, tmp_path: Path, seed: int
) -> None:
    chosen = random.Random(seed)
    number = await runs.begin(now(), PETRA, "lijst.csv", LIST.encode())
    await killed_at_work(number, database_url, tmp_path, chosen)
    assert await drafts() == 0
    await work_on(much_later)
    await runs.store(now(), PETRA, number)

    for _ in range(TIMES):
        await execute("UPDATE import_run SET lease_until = NULL, attempts = 0", {})
        await killed_at_work(number, database_url, tmp_path, chosen)
        found = await drafts()
        assert found in {0, ROWS}
        if found:
            break
    await work_on(much_later)

    assert await drafts() == ROWS
    assert (await stored_runs.load(number, now().now)).state is RunState.STORED
    await verify_history()
