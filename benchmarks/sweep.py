"""What a sweep costs beside the bare SQL for the same rows, with a million deadlines that lie far off.

    python -m benchmarks.sweep [--far 1000000] [--due 2000] [--rounds 3] [--on sqlite] [--on postgres]

Both do the same inserts and updates with the same statements (fifty rows an insert), over the same connection, in
transactions of the same size, by turns and in the same run. The bare SQL is told what to write; the sweep finds
out: it searches what is due, reads each agreement and what was told of it, asks the ladder, looks up whom to tell,
and then writes. So a ratio of 1 is out of reach.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any

from agreements.services.office import Office
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.storage.database.transaction import append_lock, execute, fetch, unit_of_work
from scheduler.sweep import TOGETHER, sweep
from tests.alerts import clear_notices, owned
from tests.crowd import far_off, multiply
from tests.office import EVERYONE, hire, office_on
from tests.people import ENDS_ON
from tests.postgres_server import postgres_url

DAY = ENDS_ON - timedelta(days=180)
"""The first rung: one person is told of each agreement, and nothing was skipped."""
FAR = date(2035, 1, 1)
FAR_EACH = 1000
MILLISECONDS = 1000

COLUMNS = (
    "dedup_key",
    "kind",
    "agreement_id",
    "deadline_kind",
    "subject",
    "due_on",
    "armed",
    "rung",
    "audience",
    "recipient_id",
    "reason",
    "state",
    "planned_on",
    "created_at",
    "message_id",
    "next_attempt_at",
)
UPDATE = (
    "UPDATE deadline SET next_alert_on = :next_on, snoozed_until = NULL WHERE agreement_id = :agreement_id"
    " AND kind = :deadline_kind AND subject = :subject AND armed = :armed AND NOT is_settled"
)


async def fill(far: int, due: int) -> None:
    """A register with so many deadlines far off, and so many that are due."""
    await hire(*EVERYONE)
    agreement = await owned()
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await multiply(agreement.reference, due - 1)
    await multiply(agreement.reference, far // FAR_EACH, "VER")
    await execute(
        "UPDATE deadline SET next_alert_on = :far"
        " WHERE agreement_id IN (SELECT id FROM agreement WHERE reference LIKE 'VER-%')",
        {"far": FAR},
    )
    await far_off("VER", FAR_EACH - 1, FAR)
    await execute("ANALYZE", {})


async def forget() -> None:
    """As before the sweep."""
    await execute("DELETE FROM outbox", {})
    await execute("UPDATE deadline SET next_alert_on = :day WHERE next_alert_on < :far", {"day": DAY, "far": FAR})


def insert(rows: list[dict[str, Any]]) -> tuple[str, dict[str, object]]:
    """One statement for some rows, and its values."""
    params = {f"{name}_{number}": row[name] for number, row in enumerate(rows) for name in COLUMNS}
    marks = ", ".join(f"({', '.join(f':{name}_{number}' for name in COLUMNS)})" for number in range(len(rows)))
    return f"INSERT INTO outbox ({', '.join(COLUMNS)}) VALUES {marks}", params


async def bare(rows: list[dict[str, Any]], next_on: date) -> None:
    """The same inserts and updates, by somebody who knows what to write."""
    for first in range(0, len(rows), TOGETHER):
        async with unit_of_work():
            await append_lock("audit")
            some = rows[first : first + TOGETHER]
            await execute(*insert(some))
            for row in some:
                await execute(UPDATE, {**row, "next_on": next_on})


async def seconds(work: Callable[[], Awaitable[object]]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


async def compare(url: str, far: int, due: int, rounds: int) -> str:
    """Fill a database, and let sweep and bare SQL take turns; one line with the medians."""
    engine = engine_from_url(url)
    bind(engine)
    async with opened(engine):
        await migrate(engine)
        filling = await seconds(lambda: fill(far, due))
        office, swept, written = office_on(DAY), [], []
        for _ in range(rounds):
            swept.append(await seconds(lambda: _sweep(office, due)))
            rows = await fetch("SELECT * FROM outbox ORDER BY id", {})
            found = await fetch(
                "SELECT max(next_alert_on) AS day FROM deadline WHERE next_alert_on < :far", {"far": FAR}
            )
            await forget()
            written.append(await seconds(partial(bare, rows, found[0]["day"])))
            await forget()
        idle = await seconds(lambda: sweep(office_on(DAY - timedelta(days=1))))
    ours, floor = statistics.median(swept), statistics.median(written)
    return (
        f"{engine.dialect:8} {far:,} far off, {due:,} due: sweep {ours * MILLISECONDS:,.0f} ms, bare SQL"
        f" {floor * MILLISECONDS:,.0f} ms, ratio {ours / floor:.2f}; nothing due {idle * MILLISECONDS:.1f} ms"
        f" (filled in {filling:.0f} s)"
    )


async def _sweep(office: Office, due: int) -> None:
    result = await sweep(office)
    if result.planned != due:
        raise RuntimeError(f"the sweep planned {result.planned} alerts in place of {due}")


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of an empty database that goes away afterwards."""
    if kind == "postgres":
        with postgres_url() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            yield f"sqlite:///{folder}/register.sqlite"


def main() -> None:
    """Print one line for each database."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--far", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", action="append", choices=["sqlite", "postgres"])
    asked = parser.parse_args()
    for kind in asked.on or ["sqlite", "postgres"]:
        with database(kind) as url:
            sys.stdout.write(asyncio.run(compare(url, asked.far, asked.due, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
