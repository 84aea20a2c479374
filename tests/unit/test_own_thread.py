"""Work that blocks is done in a thread of its own, in its order, and answered in the loop that asked."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

from agreements.storage.database.own_thread import OwnThread


async def test_work_is_done_in_the_order_in_which_it_was_asked_and_in_one_other_thread() -> None:
    thread = OwnThread("one")
    done: list[tuple[int, int]] = []

    def note(number: int) -> None:
        done.append((number, threading.get_ident()))

    jobs = [thread.ask(partial(note, number)) for number in range(50)]
    await asyncio.gather(*(job.answer for job in jobs))
    thread.end()

    assert [number for number, _ in done] == list(range(50))
    assert len({where for _, where in done} - {threading.get_ident()}) == 1


async def test_whoever_asked_gets_the_answer_or_the_error() -> None:
    thread = OwnThread("one")
    assert await thread.ask(lambda: 7).answer == 7
    with pytest.raises(ZeroDivisionError):
        await thread.ask(lambda: 1 // 0).answer
    assert await thread.ask(lambda: 8).answer == 8, "an error ends nothing but its own work"
    thread.end()


async def test_what_has_not_begun_can_be_taken_back_and_what_has_cannot() -> None:
    thread, begun, go_on = OwnThread("one"), threading.Event(), threading.Event()

    def long() -> str:
        begun.set()
        go_on.wait()
        return "done"

    first, second = thread.ask(long), thread.ask(lambda: "never")
    await asyncio.to_thread(begun.wait)

    assert (first.withdraw(), second.withdraw()) == (False, True)
    assert not first.is_over
    go_on.set()
    assert await first.answer == "done"
    assert first.is_over
    assert second.answer.cancelled()
    thread.end()
    assert not second.is_over


async def test_after_its_end_it_takes_no_work_and_what_was_asked_before_is_done() -> None:
    thread = OwnThread("one")
    done: list[int] = []
    thread.ask(lambda: done.append(1))
    thread.end()
    thread.end()

    assert done == [1]
    with pytest.raises(RuntimeError, match="has ended"):
        thread.ask(lambda: None)


def test_a_loop_that_was_closed_meanwhile_disturbs_nobody() -> None:
    thread, go_on = OwnThread("one"), threading.Event()

    async def ask_and_go() -> None:
        thread.ask(go_on.wait)

    asyncio.run(ask_and_go())
    go_on.set()

    assert asyncio.run(answer_of(thread)) == "still here"
    thread.end()


async def answer_of(thread: OwnThread) -> str:
    return await thread.ask(lambda: "still here").answer
