"""One question to the database for all who ask it at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Who asks while a question is under way waits for the next one, with all others who do.

    So nobody gets an answer to a question that was put before they came: it would not know what was stored since.
    """

    def __init__(self, ask: Callable[[], Awaitable[T]]) -> None:
        """Asks nothing yet."""
        self._ask = ask
        self._under_way: asyncio.Task[T] | None = None
        self._next: asyncio.Task[T] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def answer(self) -> T:
        """The answer to a question that is put from now on. Raises what the question raises."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._under_way, self._next = loop, None, None
        if self._next is None:
            self._next = loop.create_task(self._after(self._under_way))
            self._next.add_done_callback(_look)
        return await asyncio.shield(self._next)

    async def _after(self, before: asyncio.Task[T] | None) -> T:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self._under_way, self._next = self._next, None
        return await self._ask()


def _look(task: asyncio.Task[T]) -> None:
    """Whoever asked may be gone when it fails."""
    if not task.cancelled():
        task.exception()
