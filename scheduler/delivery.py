"""Sends what waits in the outbox. No transaction is open while a mail is under way.

A mail is marked sent after the server took it. A worker that dies in between leaves the message to the next one,
which sends it again under the same Message-ID: at least once, and twice only then.
"""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.domain.retry import LONGEST_DELAY, decide_retry
from agreements.domain.wording import N_
from agreements.mail.message import CannotBecomeMail
from agreements.mail.prepare import Gone, NoAddress, Outdated, Ready, prepare
from agreements.mail.transport import NotDelivered, Transport
from agreements.services.note_delivery import leave_to_fallback, note_sent, note_withdrawn
from agreements.settings import Settings
from agreements.storage.messages import delivery, ledger_view, server
from agreements.storage.messages.delivery import Claimed
from agreements.storage.trouble import TROUBLE
from scheduler.lanes import in_lanes

log = logging.getLogger(__name__)

MOST_SILENCE = 6
"""After so many attempts in a row without any answer the server counts as away, and the rest waits untouched."""
FOLLOWERS = 3
"""So many messages that waited for the server follow each one that it takes: a queue comes back in portions."""
NO_ADDRESS_DELAY = timedelta(hours=1)
CLOCK_MARGIN = timedelta(minutes=15)
"""So much the clocks of two nodes may differ."""

GAVE_UP = N_("given up after a week of trying")


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """How many messages were sent, will be tried again, failed for good, no longer made sense; and still wait."""

    sent: int
    retried: int
    failed: int
    withdrawn: int
    left: int

    def as_dict(self) -> dict[str, object]:
        """As the command line prints it."""
        return {name: getattr(self, name) for name in ("sent", "retried", "failed", "withdrawn", "left")}


async def deliver(settings: Settings, read_now: Callable[[], Moment], transport: Transport) -> DeliveryResult:
    """Send until nothing waits that may be sent now, or the mail server does not answer.

    A few mails are under way at a time. One that cannot be made or delivered holds up no other. Raises the errors
    of a database that cannot be used, after the mails under way are done.
    """
    await _forget_wrong_clocks(read_now().now)
    run = _Run(settings, read_now, transport)
    await run.knock()
    await in_lanes(run.take, run.deal_with)
    done = run.done
    left = await ledger_view.count_waiting()
    return DeliveryResult(done["sent"], done["retried"], done["failed"], done["withdrawn"], left)


async def _forget_wrong_clocks(now: datetime) -> None:
    """What a clock that was ahead put off must not wait for that clock."""
    early = await delivery.bring_forward(now, now + max(LONGEST_DELAY, NO_ADDRESS_DELAY) + CLOCK_MARGIN)
    shortened = await delivery.shorten_leases(now)
    if early or shortened:
        log.warning("a clock was ahead: %d messages need not wait for it, %d leases end sooner", early, shortened)


class _Run:
    """One call of `deliver`: what its workers share."""

    def __init__(self, settings: Settings, read_now: Callable[[], Moment], transport: Transport) -> None:
        self.done: Counter[str] = Counter()
        self._settings = settings
        self._read_now = read_now
        self._transport = transport
        self._name = uuid.uuid4().hex
        self._jitter = SystemRandom()
        self._silences = 0
        self._server_was_away = False
        self._passed_over: set[str | None] = set()

    async def knock(self) -> None:
        """While messages wait because there was no server: see whether there is one, and let the first go on trial."""
        now = self._read_now().now
        self._server_was_away = await server.waits_for_server(now)
        if self._server_was_away and await self._transport.answers():
            await server.call_forward(now, 1)

    async def take(self) -> Claimed | None:
        """A message to somebody to whom no other mail is under way: a slow mailbox has one mail at a time."""
        if self._silences >= MOST_SILENCE:
            return None
        found = await delivery.claim(self._name, self._read_now().now, 1, not_to=self._passed_over)
        self._passed_over.update(message.recipient_id for message in found)
        return found[0] if found else None

    async def deal_with(self, message: Claimed) -> None:
        """Send it, or note why not. Without an answer the same recipient gets no other mail in this run."""
        if await self._deal_with(message):
            self._passed_over.discard(message.recipient_id)

    async def _deal_with(self, message: Claimed) -> bool:
        """False when there was no answer: then the same recipient gets no other mail in this run."""
        try:
            found = await prepare(message, self._settings, self._read_now())
        except TROUBLE:
            raise
        except CannotBecomeMail as error:
            log.warning("mail %s cannot be made of its data", message.message_id)
            await self._fail(message, str(error))
            return True
        except Exception as error:
            await self._met_our_mistake(message, error)
            return True
        if isinstance(found, Ready):
            return await self._send(message, found)
        await self._not_to_send(message, found)
        return True

    async def _not_to_send(self, message: Claimed, found: Outdated | Gone | NoAddress) -> None:
        match found:
            case Outdated(reason):
                self._count("withdrawn", await note_withdrawn(message, reason))
            case Gone(reason):
                self._count("withdrawn", await self._leave_to_fallback(message, MessageState.WITHDRAWN, reason))
            case NoAddress(reason):
                later = self._read_now().now + NO_ADDRESS_DELAY
                self._count("retried", await delivery.mark_held(message, later, reason))

    async def _send(self, message: Claimed, ready: Ready) -> bool:
        try:
            await self._transport.send(ready.mail)
        except NotDelivered as failure:
            await self._not_sent(message, failure)
            return not failure.server_away
        except Exception as error:
            await self._met_our_mistake(message, error)
        else:
            self._silences = 0
            self._count("sent", await note_sent(message, self._read_now().now, ready.told, ready.left_out))
            if self._server_was_away:
                await server.call_forward(self._read_now().now, FOLLOWERS)
        return True

    async def _met_our_mistake(self, message: Claimed, error: Exception) -> None:
        """Whatever we did not foresee says nothing about the mail: it is tried again, within the usual bounds.

        The ledger names the kind of error only: the rest may quote the record.
        """
        log.error("mail %s met an unexpected error", message.message_id, exc_info=error)
        await self._not_sent(message, NotDelivered(f"a mistake of the program ({type(error).__name__}); see its log"))

    async def _not_sent(self, message: Claimed, failure: NotDelivered) -> None:
        self._silences = self._silences + 1 if failure.server_away else 0
        self._server_was_away |= failure.no_answer
        log.warning("mail %s was not delivered: %s", message.message_id, failure.reason)
        if failure.permanent:
            await self._fail(message, failure.reason)
            return
        now = self._read_now().now
        decision = decide_retry(message.attempts, message.created_at, now, self._jitter.random())
        if decision is None:
            await self._fail(message, f"{GAVE_UP}: {failure.reason}")
        else:
            marked = await delivery.mark_retry(message, decision.at, failure.reason, for_server=failure.no_answer)
            self._count("retried", marked)

    async def _fail(self, message: Claimed, error: str) -> None:
        self._count("failed", await self._leave_to_fallback(message, MessageState.FAILED, error))

    async def _leave_to_fallback(self, message: Claimed, state: MessageState, why: str) -> bool:
        return await leave_to_fallback(message, state, why, self._read_now().now)

    def _count(self, outcome: str, marked: bool) -> None:
        """Apart from the `await` before it: `+= await` would lose what another worker counted meanwhile."""
        self.done[outcome] += marked
