"""Slows down guessing at every door, by the table in `agreements.domain.guessing`.

Counted in the database, under keyed hashes, so that it also holds for several nodes and tells nothing to a reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from agreements.domain.errors import AgreementError
from agreements.domain.guessing import LONGEST, Count, Door, Guess, counts
from agreements.domain.wording import N_
from agreements.storage import sign_in
from agreements.storage.transaction import unit_of_work


class TooManyAttempts(AgreementError):
    """Somebody is guessing, or forgot a password."""

    sentence = N_("There were too many wrong attempts. Wait %(minutes)s minutes and try again.")

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(minutes=int(wait.total_seconds()) // 60)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that may be judged now."""

    counted: list[Count]
    now: datetime

    async def failed(self) -> None:
        """Note that it was wrong, and forget those that no longer count."""
        async with unit_of_work():
            for place, count in enumerate(self.counted):
                await sign_in.add_failure(count.subject, self.now, is_attempt=place == 0)
            await sign_in.forget_failures(self.now - LONGEST)


class Throttle:
    """Attempts that are still being judged count as well, so that many at once do not slip through."""

    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()

    @asynccontextmanager
    async def attempt(self, door: Door, secret: bytes, guess: Guess, now: datetime) -> AsyncIterator[Attempt]:
        """One attempt, to be judged in the body. Raises `TooManyAttempts` before any costly work."""
        counted = counts(door, guess, secret)
        names = [count.subject for count in counted]
        self._under_way.update(names)
        try:
            for count in counted:
                wrong = await sign_in.failures_since(count.subject, now - count.limit.within)
                if wrong + self._under_way[count.subject] > count.limit.most:
                    raise TooManyAttempts(count.limit.within)
            yield Attempt(counted, now)
        finally:
            self._under_way.subtract(names)
            self._under_way += Counter()

    async def wrong_token(self, door: Door, secret: bytes, address: str, now: datetime) -> None:
        """Note a token that we never gave, or that is used up. Raises `TooManyAttempts`; right ones never come here."""
        async with self.attempt(door, secret, Guess(address=address), now) as attempt:
            await attempt.failed()


THROTTLE = Throttle()
"""The one of this process; every door counts here."""
