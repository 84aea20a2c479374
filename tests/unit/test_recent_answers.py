"""Bodies kept in memory: never more than the limit, and the one asked for least recently goes first."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from agreements.http.recent_answers import RecentAnswers


def test_what_was_asked_for_least_recently_makes_room() -> None:
    recent = RecentAnswers(limit=30)
    for tag in ("a", "b", "c"):
        recent.put(tag, b"x" * 10)
    recent.get("a")

    recent.put("d", b"x" * 10)

    assert {tag: recent.get(tag) is not None for tag in "abcd"} == {"a": True, "b": False, "c": True, "d": True}


def test_however_many_answers_there_are_those_kept_stay_within_the_limit() -> None:
    recent = RecentAnswers(limit=30)

    for number in range(100):
        recent.put(str(number), b"x" * 10)

    assert [number for number in range(100) if recent.get(str(number)) is not None] == [97, 98, 99]


async def so() -> bool:
    return True


async def never(recent: RecentAnswers) -> bytes:
    async def refuse() -> bytes:
        raise AssertionError("made again")

    return await recent.made("a", refuse, so)


@dataclass
class Workshop:
    """Where a body is made that is ready when we say so."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    times: int = 0
    is_stopped: bool = False

    async def make(self) -> bytes:
        self.times += 1
        self.begun.set()
        try:
            await self.ready.wait()
        except asyncio.CancelledError:
            self.is_stopped = True
            raise
        return b"body"


async def test_who_asks_for_what_is_being_made_waits_for_it_also_when_the_first_one_leaves() -> None:
    recent, workshop = RecentAnswers(), Workshop()
    first, *others = [asyncio.create_task(recent.made("a", workshop.make, so)) for _ in range(5)]
    await workshop.begun.wait()
    first.cancel()
    await asyncio.wait([first])
    workshop.ready.set()

    assert await asyncio.gather(*others) == [b"body"] * 4
    assert (workshop.times, await never(recent)) == (1, b"body")


async def test_when_the_last_one_leaves_the_making_stops_and_the_next_one_has_it_made_anew() -> None:
    recent, left = RecentAnswers(), Workshop()
    asked = [asyncio.create_task(recent.made("a", left.make, so)) for _ in range(2)]
    await left.begun.wait()
    for one in asked:
        one.cancel()
    await asyncio.wait(asked)
    again = Workshop()
    again.ready.set()

    assert await recent.made("a", again.make, so) == b"body"
    assert (left.is_stopped, again.times) == (True, 1)


async def test_what_fails_fails_for_all_who_wait_and_is_made_anew() -> None:
    recent, workshop = RecentAnswers(), Workshop()

    async def fail() -> bytes:
        raise OSError("gone")

    failed = await asyncio.gather(*(recent.made("a", fail, so) for _ in range(3)), return_exceptions=True)
    workshop.ready.set()

    assert [str(one) for one in failed] == ["gone"] * 3
    assert await recent.made("a", workshop.make, so) == b"body"


async def test_what_is_no_longer_so_is_answered_and_not_kept() -> None:
    recent, workshop = RecentAnswers(), Workshop()
    workshop.ready.set()

    async def changed() -> bool:
        return False

    assert await recent.made("a", workshop.make, changed) == b"body"
    assert recent.get("a") is None
