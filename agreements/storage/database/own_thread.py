"""A thread of one's own for work that blocks: done in the order in which it was asked, answered in the event loop.

An executor of the standard library does the same with two futures and three locks for each piece of work, which
for a small question to SQLite is more than the question itself.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Job(Generic[T]):
    """A piece of work that was asked for; `answer` has what came of it."""

    def __init__(self, work: Callable[[], T], loop: asyncio.AbstractEventLoop) -> None:
        """For the loop that asks."""
        self.answer: asyncio.Future[T] = loop.create_future()
        self.is_over = False
        """Whether the work came to its end; the loop hears of it a moment later."""
        self._work = work
        self._loop = loop
        self._begun = threading.Lock()

    def withdraw(self) -> bool:
        """Take it back; False when it has begun. In the loop that asked."""
        if not self._begun.acquire(blocking=False):
            return False
        self.answer.cancel()
        return True

    def run(self) -> None:
        """Do it, unless it was taken back. In the thread."""
        if not self._begun.acquire(blocking=False):
            return
        result, error = None, None
        try:
            result = self._work()
        except BaseException as raised:
            error = raised
        self.is_over = True
        try:
            self._loop.call_soon_threadsafe(self._tell, result, error)
        except RuntimeError:
            return  # the loop is closed: nobody waits for it any more

    def _tell(self, result: Any, error: BaseException | None) -> None:
        if self.answer.done():
            return
        if error is None:
            self.answer.set_result(result)
        else:
            self.answer.set_exception(error)


class OwnThread:
    """One thread, from the first piece of work until its end. It keeps no process from ending."""

    def __init__(self, name: str) -> None:
        """Starts nothing yet."""
        self._asked: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._is_ended = False

    def ask(self, work: Callable[[], T]) -> Job[T]:
        """Let it be done after what was asked before. Raises RuntimeError after the end."""
        if self._is_ended:
            raise RuntimeError("this thread has ended; open the connection anew")
        if self._thread.ident is None:
            self._thread.start()
        job = Job(work, asyncio.get_running_loop())
        self._asked.put(job)
        return job

    def end(self) -> None:
        """Wait until all that was asked is done. May be repeated."""
        self._is_ended = True
        if self._thread.ident is not None:
            self._asked.put(None)
            self._thread.join()

    def _work(self) -> None:
        while job := self._asked.get():
            job.run()
            del job  # what was asked and answered may be forgotten while it waits for more
