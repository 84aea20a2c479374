"""Sends the mails that people asked for about changes. No transaction is open while one is under way.

Each subscription has one mail at a time. Up to where it goes is noted before it leaves, and that it left afterwards: a
worker that dies in between leaves it to the next, which sends the same mail again under the same Message-ID.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections import Counter
from collections.abc import Callable
from random import SystemRandom

from agreements.clock import Moment
from agreements.domain.retry import decide_retry
from agreements.domain.subscriptions import Subscription, next_day
from agreements.mail.letter_data import host_of
from agreements.mail.message import CannotBecomeMail, Envelope, compose_news
from agreements.mail.news_letter import MOST_NAMED, confirming_letter, news_letter
from agreements.mail.transport import NotDelivered, Transport
from agreements.services import told_changes
from agreements.services.subscriptions.links import token_of
from agreements.settings import Settings, secret_key
from agreements.storage.public_memory.state import state
from agreements.storage.subscriptions import subscriptions
from agreements.texts import Texts
from scheduler.lanes import in_lanes

log = logging.getLogger(__name__)
PATH = "/abonneren"


async def tell_subscribers(settings: Settings, read_now: Callable[[], Moment], transport: Transport) -> Counter[str]:
    """Send until nothing waits that may leave now; returns how many were sent, put off, and erased because nothing can
    arrive there."""
    run = _Run(settings, read_now, transport)
    await in_lanes(run.take, run.deal_with)
    return run.done


class _Run:
    """One call of `tell_subscribers`: what its workers share. Each subscription has its turn once."""

    def __init__(self, settings: Settings, read_now: Callable[[], Moment], transport: Transport) -> None:
        self.done: Counter[str] = Counter()
        self._settings = settings
        self._read_now = read_now
        self._transport = transport
        self._secret = secret_key(settings)
        self._jitter = SystemRandom()
        self._had: set[str] = set()

    async def take(self) -> Subscription | None:
        """One that waits."""
        moment = self._read_now()
        found = await subscriptions.claim(uuid.uuid4().hex, moment.today, moment.now, self._had)
        if found:
            self._had.add(found.id)
        return found

    async def deal_with(self, one: Subscription) -> None:
        """Send its mail, or note why not."""
        try:
            await (self._tell(one) if one.confirmed_at else self._ask(one))
        except NotDelivered as failure:
            await self._not_sent(one, failure)
        except CannotBecomeMail:
            await self._erase(one)

    async def _ask(self, one: Subscription) -> None:
        texts, link = Texts(one.choice.language), self._link(one)
        letter = confirming_letter(one.choice, link, self._settings, texts)
        name = f"{one.id}:confirm:{one.asked_at.isoformat()}"
        await self._transport.send(compose_news(letter, self._envelope(one, name), f"{link}/stop"))
        self.done["sent"] += await subscriptions.mark_asked(one, self._read_now().now)

    async def _tell(self, one: Subscription) -> None:
        upto = one.telling_upto
        if upto is None:
            upto = (await state()).seq
            if not await subscriptions.mark_telling(one, upto):
                return
        numbers = await subscriptions.news_of(one.choice.themes, one.told_upto, upto)
        if numbers:
            texts, link = Texts(one.choice.language), self._link(one)
            told = await told_changes.told(numbers[:MOST_NAMED], told_changes.Moment((await state()).seq), texts)
            letter = news_letter(one.choice, told, len(numbers), link, self._settings, texts)
            await self._transport.send(compose_news(letter, self._envelope(one, f"{one.id}:{upto}"), f"{link}/stop"))
            self.done["sent"] += 1
        moment = self._read_now()
        await subscriptions.mark_told(one, upto, next_day(one.choice.rhythm, moment.today), moment.now)

    def _link(self, one: Subscription) -> str:
        return f"{self._settings.base_url}{PATH}/{token_of(self._secret, one.id)}"

    def _envelope(self, one: Subscription, name: str) -> Envelope:
        return Envelope(
            mail_from=self._settings.mail_from,
            recipient=one.address,
            message_id=hashlib.sha256(name.encode()).hexdigest()[:40],
            host=host_of(self._settings),
            sent_at=self._read_now().now,
        )

    async def _not_sent(self, one: Subscription, failure: NotDelivered) -> None:
        now = self._read_now().now
        since = one.failing_since or now
        decision = decide_retry(one.attempts + 1, since, now, self._jitter.random())
        log.warning("a mail about changes was not delivered: %s", failure.reason)
        if failure.permanent or decision is None:
            await self._erase(one)
        else:
            self.done["retried"] += await subscriptions.mark_retry(one, decision.at, since)

    async def _erase(self, one: Subscription) -> None:
        """Nothing can arrive there, so there is no reason to keep the address."""
        await subscriptions.erase(one.id)
        self.done["erased"] += 1
