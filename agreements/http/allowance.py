"""How much one network may ask in a minute, kept in the memory of this process.

What is read is public and cheap; the limit keeps one program that runs wild from taking the time of others. So it is
wide, forgets everything at a restart, and each process counts by itself: with four of them it is up to four times as
wide. Doors where people guess are counted in the database (`services.throttle`).
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 60
"""Seconds in which all of it comes back."""
_MOST_NETWORKS: Final = 10_000
"""Those that asked longest ago are forgotten: they have all of it again by then, unless very many ask at once."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an allowance after a question."""

    quota: int
    remaining: int
    full_in: int
    """Seconds until all of it is back."""
    wait: int = 0
    """Seconds to wait before one more question; 0 when this one was allowed."""

    def headers(self, name: str = "lezen") -> dict[str, str]:
        """As programs read it, under the name of what is counted (draft-ietf-httpapi-ratelimit-headers-10)."""
        found = {
            "RateLimit-Policy": f'"{name}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{name}";r={self.remaining};t={self.full_in}',
        }
        return found | ({"Retry-After": str(self.wait)} if self.wait else {})


class Allowance:
    """So many questions at once, that come back evenly (a bucket of tokens)."""

    def __init__(self, quota: int, now: Callable[[], float] = time.monotonic, most: int = _MOST_NETWORKS) -> None:
        self._quota = quota
        self._each = WINDOW / quota
        self._now = now
        self._most = most
        self._full_at: OrderedDict[str, float] = OrderedDict()
        """When each network has all of it back."""

    def ask(self, network: str) -> Left:
        """Count a question, unless there is nothing left for it."""
        now = self._now()
        full_at = max(self._full_at.pop(network, now), now)
        missing = full_at + self._each - now
        if missing > WINDOW + self._each / 2:  # half a question: the sum of many small steps is not exact
            self._full_at[network] = full_at
            return Left(self._quota, 0, math.ceil(full_at - now), math.ceil(missing - WINDOW))
        self._full_at[network] = full_at + self._each
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return Left(self._quota, max(0, int((WINDOW - missing) / self._each + 0.5)), math.ceil(missing))
