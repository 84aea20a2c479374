"""Some pieces of work at a time. One that is slow gives up its lane, so that it holds up no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Work = TypeVar("Work")

LANES = 4
"""So much is under way at a time, as long as none of it is slow."""
MOST_UNDER_WAY = 20
"""With what is slow, so much at most: each has a connection to the mail server."""
PATIENCE_SECONDS = 1.0
"""Work that takes longer counts as slow; so often is looked for new work beside it."""


async def in_lanes(take: Callable[[], Awaitable[Work | None]], do: Callable[[Work], Awaitable[None]]) -> None:
    """Do what `take` gives, until it gives None and all is done.

    The first error is raised when all that was under way is done; nothing new is taken after it.
    """
    began: dict[asyncio.Task[None], float] = {}
    try:
        while True:
            await _fill(began, take, do)
            if not began:
                return
            done, _ = await asyncio.wait(began, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del began[task]
                task.result()
    except asyncio.CancelledError:
        for task in began:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*began, return_exceptions=True)


async def _fill(
    began: dict[asyncio.Task[None], float],
    take: Callable[[], Awaitable[Work | None]],
    do: Callable[[Work], Awaitable[None]],
) -> None:
    now = asyncio.get_running_loop().time
    while len(began) < MOST_UNDER_WAY and sum(now() - at < PATIENCE_SECONDS for at in began.values()) < LANES:
        work = await take()
        if work is None:
            return
        began[asyncio.create_task(_as_coroutine(do(work)))] = now()


async def _as_coroutine(doing: Awaitable[None]) -> None:
    await doing
