"""Work that takes a processor for some time: beside the event loop, one piece after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from agreements.storage.database.errors import Busy


class OneAtATime:
    """A thread for such work, so that it never takes more than one processor. Who asks while so many wait is refused:
    nobody can make all others wait long."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._waiting = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="one-at-a-time")

    async def does(self, work: Callable[[], bytes]) -> bytes:
        """What the work gives. What nobody waits for any more is not begun. Raises `Busy`, and what the work raises."""
        if self._waiting >= self._most_waiting:
            raise Busy()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1
