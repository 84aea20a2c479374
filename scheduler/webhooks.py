"""Tells webhooks what happened. No transaction is open while something is sent.

Each is told one thing at a time, in order. What it took is marked afterwards: a worker that dies in between leaves it
to the next, which sends the same once more under the same id. So each is told everything at least once, and nothing
that it asked for is passed over: one that takes nothing is switched off as a whole, and can be told again from where it
was.
"""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import SystemRandom
from urllib.parse import urlsplit

from agreements.clock import Moment
from agreements.domain.announcements import Announcement
from agreements.domain.retry import decide_retry
from agreements.domain.standard_webhooks import secret_of, signed_headers
from agreements.outward.post import NotTold, Request, post
from agreements.publication.cloud_event import MEDIA_TYPE, cloud_event
from agreements.services.office import office_at
from agreements.services.webhooks import stop_telling
from agreements.settings import Settings, secret_key
from agreements.storage.programs import announcements, webhooks
from agreements.storage.programs.webhooks import StopReason, Webhook
from agreements.storage.trouble import TROUBLE
from scheduler.lanes import in_lanes

log = logging.getLogger(__name__)

BATCH = 50
"""So many pieces of news at most before another webhook may have the lane."""
GONE = 410
"""Its receiver wants nothing any more (Standard Webhooks, operational considerations)."""

Send = Callable[[str, Request], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """How many pieces of news arrived, how many webhooks are tried again later, and how many were switched off."""

    sent: int
    retried: int
    stopped: int


async def tell_webhooks(settings: Settings, read_now: Callable[[], Moment], send: Send | None = None) -> Told:
    """Tell until nothing waits that may be told now. One that is slow or broken holds up no other."""
    run = _Run(settings, read_now, send or _over_the_network(settings))
    await in_lanes(run.take, run.deal_with)
    return Told(run.done["sent"], run.done["retried"], run.done["stopped"])


def _over_the_network(settings: Settings) -> Send:
    async def send(address: str, request: Request) -> int:
        return await post(address, request, inside=settings.webhooks_inside)

    return send


class _Run:
    """One call of `tell_webhooks`: what its workers share."""

    def __init__(self, settings: Settings, read_now: Callable[[], Moment], send: Send) -> None:
        self.done: Counter[str] = Counter()
        self._settings = settings
        self._read_now = read_now
        self._send = send
        self._secret = secret_key(settings)
        self._jitter = SystemRandom()
        self._under_way: set[str] = set()

    async def take(self) -> Webhook | None:
        """A webhook to which nothing else is under way."""
        found = await webhooks.claim(uuid.uuid4().hex, self._read_now().now, self._under_way)
        if found:
            self._under_way.add(found.id)
        return found

    async def deal_with(self, webhook: Webhook) -> None:
        """Tell it a batch. When all went well it may be taken again in this run."""
        if await self._tell_batch(webhook):
            self._under_way.discard(webhook.id)

    async def _tell_batch(self, webhook: Webhook) -> bool:
        number = webhook.told_upto
        for news in await announcements.after(webhook.told_upto, BATCH):
            if news.kind in webhook.kinds and not await self._tell(webhook, news):
                return False
            number = news.number
        return await webhooks.mark_passed(webhook, number)

    async def _tell(self, webhook: Webhook, news: Announcement) -> bool:
        """False when it did not arrive, or another worker has the webhook now."""
        try:
            status = await self._send(webhook.address, self._request(webhook, news))
        except TROUBLE:
            raise
        except NotTold as failure:
            await self._not_told(webhook, str(failure))
            return False
        except Exception as error:
            log.error("webhook %s met an unexpected error", webhook.id, exc_info=error)
            await self._not_told(webhook, f"a mistake of the program ({type(error).__name__}); see its log")
            return False
        if not 200 <= status <= 299:
            await self._not_told(webhook, f"it answered {status}", is_gone=status == GONE)
            return False
        marked = await webhooks.mark_told(webhook, news.number, self._read_now().now)
        self.done["sent"] += marked
        return marked

    def _request(self, webhook: Webhook, news: Announcement) -> Request:
        body = cloud_event(news, self._settings.base_url)
        seconds = int(self._read_now().now.timestamp())
        signed = signed_headers(secret_of(self._secret, webhook.id), news.id, seconds, body)
        return Request({"Content-Type": MEDIA_TYPE, **signed}, body)

    async def _not_told(self, webhook: Webhook, error: str, *, is_gone: bool = False) -> None:
        now = self._read_now().now
        since = webhook.failing_since or now
        decision = decide_retry(webhook.attempts + 1, since, now, self._jitter.random())
        log.warning("webhook %s was not told: %s", webhook.id, error)
        if decision is None or is_gone:
            why = StopReason.GONE if is_gone else StopReason.GAVE_UP
            office = office_at(self._read_now(), self._settings.policy)
            host = urlsplit(webhook.address).hostname or ""
            stopped = await stop_telling(office, webhook, why, host, error)
            self.done["stopped"] += stopped
        else:
            marked = await webhooks.mark_retry(webhook, decision.at, since, error)
            self.done["retried"] += marked
