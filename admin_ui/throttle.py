"""Slows down guessing: so many wrong attempts per account and address, and per address, then wait (ASVS 5.0 6.3.1).

Counted in the database, under keyed hashes, so that it also holds for several nodes and tells nothing to a reader.
Wrong attempts elsewhere never lock an account's owner out: the count is per account and address together.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.storage import sign_in
from agreements.storage.transaction import unit_of_work

WINDOW = timedelta(minutes=5)
PER_ACCOUNT = 10
PER_ADDRESS = 100


class TooManyAttempts(AgreementError):
    """Somebody is guessing, or forgot a password."""

    sentence = N_("There were too many wrong attempts. Wait five minutes and try again.")


class Throttle:
    """Attempts that are still being judged count as well, so that many at once do not slip through."""

    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()

    @asynccontextmanager
    async def attempt(self, secret: bytes, address: str, account: str, now: datetime) -> AsyncIterator[list[str]]:
        """One attempt. The body calls `failed` with the subjects it gets. Raises `TooManyAttempts`."""
        both, alone = subject(secret, address, account), subject(secret, address, "")
        limits = {both: PER_ACCOUNT, alone: PER_ADDRESS}
        self._under_way.update(limits.keys())
        try:
            for name, limit in limits.items():
                if await sign_in.failures_since(name, now - WINDOW) + self._under_way[name] > limit:
                    raise TooManyAttempts()
            yield list(limits)
        finally:
            self._under_way.subtract(limits.keys())
            self._under_way += Counter()


async def failed(subjects: list[str], now: datetime) -> None:
    """Note a wrong attempt, and forget those that no longer count."""
    async with unit_of_work():
        for name in subjects:
            await sign_in.add_failure(name, now)
        await sign_in.forget_failures(now - WINDOW)


def subject(secret: bytes, address: str, account: str) -> str:
    """What an attempt is counted under: a keyed hash, for there are few enough IP addresses to try them all."""
    return hmac.new(secret, f"{address}\n{account.strip().lower()}".encode(), hashlib.sha256).hexdigest()
