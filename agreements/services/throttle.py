"""Slows down guessing at every door, by the table in `agreements.domain.guessing`.

Counted in the database, under keyed hashes, so that it also holds for several nodes and tells nothing to a reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from weakref import WeakKeyDictionary

from agreements.domain.errors import AgreementError
from agreements.domain.guessing import LONGEST, Count, Door, Guess, counts, keyed_hash, network_of, same_account
from agreements.domain.roles import Actor
from agreements.domain.wording import N_
from agreements.services.office import Office
from agreements.services.refusals import note_refusal
from agreements.storage.database.engine import Engine, bound_engine
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import sign_in

ANYBODY = Actor(id="anonymous", role=None)
"""Who knocks, in the trail. Which account and from where stands in the details, under keyed hashes."""


class TooManyAttempts(AgreementError):
    """Somebody is guessing, or forgot a password."""

    sentence = N_("There were too many wrong attempts. Wait %(minutes)s minutes and try again.")

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(minutes=int(wait.total_seconds()) // 60)


class TooManySent(TooManyAttempts):
    """More forms than people send."""

    sentence = N_("Too many forms were sent. Wait %(minutes)s minutes and try again.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that may be judged now."""

    door: Door
    guess: Guess
    counted: list[Count]
    secret: bytes
    office: Office

    async def failed(self, account_id: str = "") -> None:
        """Note that it was wrong, and forget those that no longer count; `account_id` when there is such an account.

        The trail is told of it, and of every limit that is reached by it.
        """
        async with unit_of_work():
            await append_lock("audit")
            await self._tell(account_id, "refused", {})
            await self._add(account_id, is_attempt=True)

    async def sent(self) -> None:
        """Note that it was a form like any other. The trail is told of a limit that is reached, not of the form."""
        async with unit_of_work():
            await append_lock("audit")
            await self._add("", is_attempt=False)

    async def _add(self, account_id: str, *, is_attempt: bool) -> None:
        now = self.office.now
        for place, count in enumerate(self.counted):
            await sign_in.add_failure(count.subject, now, is_attempt=is_attempt and place == 0)
            if await sign_in.failures_since(count.subject, now - count.limit.within) == count.limit.most:
                await self._tell(account_id, "limit reached", {"limit": count.scope.value})
        await sign_in.forget_failures(now - LONGEST)

    async def _tell(self, account_id: str, result: str, more: dict[str, str]) -> None:
        network = self._hidden("network", network_of(self.guess.address))
        hidden = self._hidden("account", same_account(self.guess.account)) if self.guess.account else ""
        told = {"account": account_id or hidden, "network": network, **more}
        await note_refusal(
            self.office,
            ANYBODY,
            self.door.value,
            "register",
            result=result,
            whose=account_id or ANYBODY.id,
            kind=" ".join([network, *more.values()]),
            details={name: value for name, value in told.items() if value},
        )

    def _hidden(self, what: str, value: str) -> str:
        return keyed_hash(self.secret, f"trail:{what}", value)[:16]


class Throttle:
    """Attempts that are still being judged count as well, so that many at once do not slip through."""

    def __init__(self) -> None:
        self._under_way: WeakKeyDictionary[Engine, Counter[str]] = WeakKeyDictionary()

    @asynccontextmanager
    async def attempt(self, door: Door, secret: bytes, guess: Guess, office: Office) -> AsyncIterator[Attempt]:
        """One attempt, to be judged in the body. Raises `TooManyAttempts` before any costly work."""
        counted = counts(door, guess, secret)
        names = [count.subject for count in counted]
        under_way = self._under_way.setdefault(bound_engine(), Counter())
        under_way.update(names)
        try:
            for count in counted:
                wrong = await sign_in.failures_since(count.subject, office.now - count.limit.within)
                if wrong + under_way[count.subject] > count.limit.most:
                    raise TooManyAttempts(count.limit.within)
            yield Attempt(door, guess, counted, secret, office)
        finally:
            under_way.subtract(names)
            under_way += Counter()

    async def wrong_token(self, door: Door, secret: bytes, address: str, office: Office) -> None:
        """Note a token that we never gave, or that is used up. Raises `TooManyAttempts`; right ones never come here."""
        async with self.attempt(door, secret, Guess(address=address), office) as attempt:
            await attempt.failed()

    async def form(self, door: Door, secret: bytes, address: str, office: Office) -> None:
        """Count a form that anyone may send. Raises `TooManySent`; then it is not counted."""
        try:
            async with self.attempt(door, secret, Guess(address=address), office) as attempt:
                await attempt.sent()
        except TooManyAttempts as error:
            raise TooManySent(error.wait) from None


THROTTLE = Throttle()
"""The one of this process, which counts each register apart; every door counts here."""
