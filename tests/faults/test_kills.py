"""Processes that plan and send are killed at any instant. Nothing is lost, and the audit trail stays whole."""

from __future__ import annotations

import asyncio
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from agreements.clock import Moment
from agreements.domain.deadlines import DeadlineKind
from agreements.mail.transport import make_transport
from agreements.services.office import office_at
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import fetch
from agreements.storage.messages.ledger_view import count_waiting
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.alerts import SETTINGS, clear_notices, owned
from tests.faults.farm import OVERDUE_AUDIENCE, Farm, farm, let_all_leases_pass, nothing_is_left
from tests.faults.sink import Sink, mail_sink
from tests.people import ENDS_ON, POLICY

pytestmark = pytest.mark.usefixtures("staffed")

WORKERS = 2
AGREEMENTS = 8
LONGEST_LIFE_SECONDS = 0.25
FIRST_DAY = ENDS_ON + timedelta(days=420)
"""Long after every deadline of the agreements: from here on each of them is announced once a week."""
WEEK = timedelta(days=7)
CALM_RUNS = 5


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@dataclass
class Massacre:
    """What happened: the weeks that were worked through, and the messages each killed process had in hand."""

    chosen: random.Random
    day: date = FIRST_DAY
    weeks: list[date] = field(default_factory=lambda: [FIRST_DAY])
    in_hand: Counter[str] = field(default_factory=Counter)
    interrupted: int = 0

    async def go_on(self, workers: Farm, kills: int) -> None:
        """Keep two processes at work; kill one, and start another in its place."""
        alive = [await self._new(workers) for _ in range(WORKERS)]
        for _ in range(kills):
            await asyncio.sleep(self.chosen.uniform(0, LONGEST_LIFE_SECONDS))
            victim = alive.pop(self.chosen.randrange(WORKERS))
            await self._kill(workers, victim)
            if await nothing_is_left(self.day):
                self._next_week(workers)
            alive.append(await self._new(workers))
        for victim in alive:
            await self._kill(workers, victim)

    async def _new(self, workers: Farm) -> int:
        return await workers.spawn("restless", self.chosen.getrandbits(32))

    async def _kill(self, workers: Farm, victim: int) -> None:
        found = await workers.kill(victim)
        self.in_hand.update(found)
        self.interrupted += bool(found)

    def _next_week(self, workers: Farm) -> None:
        self.day += WEEK
        self.weeks.append(self.day)
        workers.set_clock(noon(self.day))


async def test_kills_at_random_instants_lose_no_alert_and_leave_the_audit_trail_whole(
    staffed: Engine, database_url: str, kills: int, seed: int, tmp_path: Path
) -> None:
    for _ in range(AGREEMENTS):
        await owned()
    await clear_notices()
    events_before = (await verify_history()).events
    massacre = Massacre(random.Random(seed))
    async with mail_sink() as sink:
        async with farm(database_url, sink.url, tmp_path / "clock") as workers:
            workers.set_clock(noon(massacre.day))
            await massacre.go_on(workers, kills)
        await calm_run(sink, massacre.day)
    verified = await verify_history()
    expected = await expected_messages(massacre.weeks)
    sys.stdout.write(told(staffed, kills, seed, massacre, sink, expected, verified.events - events_before))
    assert expected - set(sink.taken) == set(), "alerts were lost"
    assert set(sink.taken) - expected == set(), "mails that nobody planned"
    assert await sent_messages() == expected
    unexplained = {name: n for name, n in sink.taken.items() if n - 1 > massacre.in_hand[name]}
    assert unexplained == {}, "a message was sent again though no process was killed while it had it in hand"
    assert verified.events > events_before, "no process lived long enough to change anything"


async def calm_run(sink: Sink, day: date) -> None:
    """What is left, sent by a process that nobody kills."""
    await let_all_leases_pass()
    settings = SETTINGS.model_copy(update={"smtp_url": SecretStr(sink.url)})
    for hours in range(CALM_RUNS):
        moment = Moment(noon(day) + timedelta(hours=hours), day)
        await sweep(office_at(moment, POLICY))
        await deliver(settings, lambda moment=moment: moment, make_transport(settings))  # type: ignore[misc]
    assert await count_waiting() == 0


async def expected_messages(weeks: Iterable[date]) -> set[str]:
    """The Message-IDs of all alerts that had to go out, reckoned without the outbox.

    The end has passed by then, so that of the two alerts about it one is left.
    """
    rows = await fetch(
        "SELECT a.reference, d.kind, d.subject, d.due_on FROM deadline d JOIN agreement a ON a.id = d.agreement_id"
        " WHERE d.kind <> 'decision'",
        {},
    )
    names = set()
    for row in rows:
        due_on = row["due_on"] if isinstance(row["due_on"], date) else date.fromisoformat(row["due_on"])
        for day in weeks:
            rung = -7 * ((day - due_on).days // 7)
            for person in OVERDUE_AUDIENCE[DeadlineKind(row["kind"])]:
                key = f"deadline:{row['reference']}:{row['kind']}:{row['subject']}:1:{rung}:{person}"
                names.add(hashlib.sha256(key.encode()).hexdigest()[:40])
    return names


async def sent_messages() -> set[str]:
    return {row["message_id"] for row in await fetch("SELECT message_id FROM outbox WHERE state = 'sent'", {})}


def told(engine: Engine, kills: int, seed: int, massacre: Massacre, sink: Sink, expected: set[str], events: int) -> str:
    """The figures for docs/reliability.md."""
    return (
        f"\n{engine.dialect}: {kills} kills (seed {seed}), {len(massacre.weeks)} weeks, {len(expected)} alerts:"
        f" {len(expected - set(sink.taken))} lost, {sink.taken.total() - len(sink.taken)} sent again by the same"
        f" Message-ID (at most {max(sink.taken.values(), default=0)} copies of one), {massacre.interrupted} kills while"
        f" a message was in hand ({massacre.in_hand.total()} messages), {events} audit events beside it, 0 gaps\n"
    )
