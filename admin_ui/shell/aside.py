"""Work on large forms beside the event loop, one piece at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forms")
"""One thread: Python lets threads take turns, so each one more would leave everybody else a smaller share."""


async def aside(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Do this in the thread for forms; meanwhile other requests are answered."""
    return await asyncio.get_running_loop().run_in_executor(_THREAD, lambda: work(*args, **kwargs))
