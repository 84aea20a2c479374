"""A process killed at a named point of planning and sending: what becomes of each alert is known exactly.

Three alerts are due, to three people. A process sends them one at a time and dies over the second. Two minutes later
another process, that of the test, takes its place for one round. docs/reliability.md has the outcomes in a table.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from agreements.storage.database.engine import Engine
from tests.alerts import DAY, SETTINGS, alerts, chain_length, moment_on, only_the_end_is_left
from tests.faults.farm import Farm, nothing_is_left, open_nursery
from tests.faults.fatal_server import FatalServer
from tests.faults.kill_points import Point
from tests.faults.worker import Orders, round_of_work
from tests.mail_server import mail_server
from tests.office import address
from tests.people import HENK, PETRA, SANNE

TOLD = {person.id: address(person) for person in (HENK, PETRA, SANNE)}
ONE_EACH = (1, 1, 1)
SECOND_TWICE = (1, 2, 1)

SKIPPED = ("superseded", "superseded", "superseded")
"""The rungs of 180, 90 and 60 days before the end, of which nobody is told any more."""
NOTHING_PLANNED = ()
ALL_WAITING = ("waiting", "waiting", "waiting", *SKIPPED)
SECOND_IN_HAND = ("sent", "in hand", "waiting", *SKIPPED)
SECOND_SENT = ("sent", "sent", "waiting", *SKIPPED)
ALL_SENT = ("sent", "sent", "sent", *SKIPPED)


@dataclass(frozen=True)
class Outcome:
    """How the dead process left the outbox, and how often each alert was taken in the end, in the same order."""

    left: tuple[str, ...]
    copies: tuple[int, ...]


KillAt = Callable[[Point], Awaitable[Outcome]]


@pytest.fixture(scope="module")
async def nursery() -> AsyncIterator[asyncio.subprocess.Process]:
    """One for all points, because it is slow to start."""
    async with open_nursery() as process:
        yield process


@pytest.fixture
def kill_at(staffed: Engine, database_url: str, nursery: asyncio.subprocess.Process, tmp_path: Path) -> KillAt:
    """Has a process killed at a point and does one round after it; nothing may be lost or left, wherever the point."""

    async def killed_at(point: Point) -> Outcome:
        await only_the_end_is_left()
        events = await chain_length()
        server = FatalServer(point)
        async with mail_server(server):
            orders = Orders(database_url, server.url, tmp_path / "clock")
            workers = Farm(nursery, orders)
            workers.set_clock(moment_on(DAY).now)
            victim = await workers.spawn(point, 0)
            server.victim.set_result(victim)
            left = await states(in_hand=await workers.killed(victim))
            await round_of_work(orders)
        assert await chain_length() == events
        assert await states() == ALL_SENT
        assert await nothing_is_left(DAY)
        return Outcome(left, await copies_of_each(server.mails))

    return killed_at


async def states(in_hand: Collection[str] = ()) -> tuple[str, ...]:
    return tuple("in hand" if entry.message_id in in_hand else entry.state.value for entry in await alerts())


async def copies_of_each(mails: list[EmailMessage]) -> tuple[int, ...]:
    """How often each alert was taken: always whole, to the same person and under the same Message-ID."""
    assert [str(mail["Subject"]) for mail in mails if any(part.defects for part in mail.walk())] == []
    entries = [(entry.message_id, entry.recipient_id) for entry in await alerts() if entry.recipient_id]
    assert sorted(person for _, person in entries) == sorted(TOLD)
    host = urlsplit(SETTINGS.base_url).hostname
    names = [(f"<{message_id}@{host}>", TOLD[person]) for message_id, person in entries]
    taken = Counter((str(mail["Message-ID"]), str(mail["To"])) for mail in mails)
    assert set(taken) - set(names) == set(), "mails that nobody planned"
    return tuple(taken[name] for name in names)


async def test_a_worker_killed_before_its_sweep_commits_has_planned_nothing_and_the_next_one_plans_it_all(
    kill_at: KillAt,
) -> None:
    assert await kill_at(Point.BEFORE_SWEEP_COMMITS) == Outcome(NOTHING_PLANNED, ONE_EACH)


async def test_a_worker_killed_after_its_sweep_committed_leaves_it_all_to_the_next_one(kill_at: KillAt) -> None:
    assert await kill_at(Point.AFTER_SWEEP_COMMITTED) == Outcome(ALL_WAITING, ONE_EACH)


@pytest.mark.parametrize("point", [Point.AFTER_CONNECT, Point.AFTER_MAIL_FROM, Point.AMID_DATA])
async def test_a_worker_killed_before_the_server_has_the_whole_mail_costs_no_copy(
    kill_at: KillAt, point: Point
) -> None:
    assert await kill_at(point) == Outcome(SECOND_IN_HAND, ONE_EACH)


async def test_a_mail_that_the_server_takes_though_its_worker_is_dead_comes_once_more(kill_at: KillAt) -> None:
    assert await kill_at(Point.AFTER_DOT_TAKEN) == Outcome(SECOND_IN_HAND, SECOND_TWICE)


async def test_a_mail_that_the_server_drops_because_its_worker_is_dead_is_not_lost(kill_at: KillAt) -> None:
    assert await kill_at(Point.AFTER_DOT_DROPPED) == Outcome(SECOND_IN_HAND, ONE_EACH)


async def test_a_worker_killed_after_the_server_said_250_sends_the_same_mail_once_more(kill_at: KillAt) -> None:
    assert await kill_at(Point.AFTER_250) == Outcome(SECOND_IN_HAND, SECOND_TWICE)


async def test_a_worker_killed_before_its_mark_commits_sends_the_same_mail_once_more(kill_at: KillAt) -> None:
    assert await kill_at(Point.BEFORE_MARK_COMMITS) == Outcome(SECOND_IN_HAND, SECOND_TWICE)


async def test_a_worker_killed_right_after_its_mark_committed_sends_nothing_again(kill_at: KillAt) -> None:
    assert await kill_at(Point.AFTER_MARK_COMMITTED) == Outcome(SECOND_SENT, ONE_EACH)
