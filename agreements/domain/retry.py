"""When to try again to tell somebody something, as a value: a mail, or what a webhook is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=7)
FEWEST_ATTEMPTS = 12
"""A register that was off for a week has tried once; it does not give up before some seven hours of trying."""

_SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class RetryDecision:
    """Try again at this instant."""

    at: datetime


def decide_retry(attempts: int, created_at: datetime, now: datetime, jitter: float) -> RetryDecision | None:
    """When to try again after the `attempts`-th failure (1 or more); None to give up.

    Waits a minute, then twice as long each time, at most an hour. `jitter` is a number from 0 up to 1 that takes
    up to a fifth off, so that what failed together does not all come back together.
    """
    if attempts < 1:
        raise ValueError("a retry follows at least one attempt")
    if now - created_at >= GIVE_UP_AFTER and attempts >= FEWEST_ATTEMPTS:
        return None
    doublings = min(attempts - 1, 16)
    delay = min(FIRST_DELAY * 2**doublings, LONGEST_DELAY)
    return RetryDecision(now + delay * (1 - _SPREAD * jitter))
