"""What a site answered lately, so that it need not be made again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_CACHE_BYTES = 64 * 1024 * 1024
LARGEST_KEPT = 8 * 1024 * 1024
"""A larger one would push out all others."""

Make = Callable[[], Awaitable[bytes]]
IsStillSo = Callable[[], Awaitable[bool]]


@dataclass(slots=True)
class _Making:
    """A body that is being made, and how many wait for it."""

    task: asyncio.Task[bytes]
    waiting: int = 0


class RecentAnswers:
    """Bodies by their tag, the least recently used dropped first. A tag stands for one body, so none goes stale."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self._limit = limit
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._making: dict[str, _Making] = {}

    async def made(self, tag: str, make: Make, is_still_so: IsStillSo) -> bytes:
        """The body with this tag. Who asks for one that is being made waits for that; when the last of them leaves, the
        making stops. It is kept when all that the tag stands for `is_still_so` afterwards. Raises what `make` raises.
        """
        kept = self.get(tag)
        if kept is not None:
            return kept
        making = self._making.get(tag)
        if making is None:
            making = self._making[tag] = _Making(asyncio.create_task(self._make(tag, make, is_still_so)))
            making.task.add_done_callback(lambda task: self._forget(tag, task))
        making.waiting += 1
        try:
            return await asyncio.shield(making.task)
        finally:
            making.waiting -= 1
            if not making.waiting and not making.task.done():
                making.task.cancel()
                self._forget(tag, making.task)

    def get(self, tag: str) -> bytes | None:
        """The body with this tag, if it is still here."""
        body = self._bodies.get(tag)
        if body is not None:
            self._bodies.move_to_end(tag)
        return body

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body, unless it is so large that it would push out all others."""
        if len(body) > LARGEST_KEPT or tag in self._bodies:
            return
        self._bodies[tag] = body
        self._size += len(body)
        while self._size > self._limit:
            _, gone = self._bodies.popitem(last=False)
            self._size -= len(gone)

    async def _make(self, tag: str, make: Make, is_still_so: IsStillSo) -> bytes:
        body = await make()
        if await is_still_so():
            self.put(tag, body)
        return body

    def _forget(self, tag: str, task: asyncio.Task[bytes]) -> None:
        """Whoever asks from now on has it made anew, if it was not kept."""
        making = self._making.get(tag)
        if making is not None and making.task is task:
            del self._making[tag]
        if task.done() and not task.cancelled():
            task.exception()  # seen, also when nobody waits for it any more
