"""How each job of the register is done. Which there are, in words and how often, stands in `agreements.domain.jobs`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from agreements.clock import Moment
from agreements.domain.jobs import AUDIT_HEAD, DELIVER, IMPORTS, PIECES, SUBSCRIPTIONS, SWEEP, TIDY, WEBHOOKS
from agreements.mail.transport import Transport
from agreements.services.announce import announce_days
from agreements.services.desk.forget import forget_askers
from agreements.services.desk.remind import remind
from agreements.services.imports.working import erase_old_files, work_on
from agreements.services.make_pieces import make_pieces, take_over
from agreements.services.office import office_at
from agreements.services.publish_head import publish_head
from agreements.services.subscriptions.subscribing import forget_unconfirmed
from agreements.services.tidy_sign_in import tidy_sign_in
from agreements.settings import Settings
from agreements.storage import heartbeat
from agreements.storage.trouble import TROUBLE, report_trouble
from scheduler.delivery import deliver
from scheduler.subscriptions import tell_subscribers
from scheduler.sweep import sweep
from scheduler.webhooks import tell_webhooks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the jobs work with."""

    settings: Settings
    read_moment: Callable[[], Moment]
    transport: Transport
    begun: set[str] = field(default_factory=set)
    """Jobs that did here what only their first time asks."""


async def _sweep(place: Workplace) -> None:
    office = office_at(place.read_moment(), place.settings.policy)
    try:
        await sweep(office)
    finally:  # an agreement that cannot be read keeps nobody waiting for an answer
        await remind(office)


async def _publish_head(place: Workplace) -> None:
    await publish_head(office_at(place.read_moment(), place.settings.policy))


async def _tidy(place: Workplace) -> None:
    await tidy_sign_in(place.read_moment().now)
    await erase_old_files(place.read_moment().now)
    await forget_unconfirmed(place.read_moment().now)
    await forget_askers(office_at(place.read_moment(), place.settings.policy), place.settings.mail_directory)


async def _make_pieces(place: Workplace) -> None:
    if PIECES not in place.begun:
        await take_over(place.settings.place)
        place.begun.add(PIECES)
    await make_pieces(place.settings.place)


async def _bring_in_lists(place: Workplace) -> None:
    await work_on(lambda: office_at(place.read_moment(), place.settings.policy))


async def _tell_webhooks(place: Workplace) -> None:
    await announce_days(office_at(place.read_moment(), place.settings.policy))
    await tell_webhooks(place.settings, place.read_moment)


async def _tell_subscribers(place: Workplace) -> None:
    await tell_subscribers(place.settings, place.read_moment, place.transport)


async def _deliver(place: Workplace) -> None:
    """However long that takes, no other job waits for it."""
    await deliver(place.settings, place.read_moment, place.transport)


WORK: dict[str, Callable[[Workplace], Awaitable[None]]] = {
    SWEEP: _sweep,
    AUDIT_HEAD: _publish_head,
    TIDY: _tidy,
    PIECES: _make_pieces,
    IMPORTS: _bring_in_lists,
    WEBHOOKS: _tell_webhooks,
    SUBSCRIPTIONS: _tell_subscribers,
    DELIVER: _deliver,
}


async def do(job: str, place: Workplace, next_at: Callable[[], datetime | None] = lambda: None) -> None:
    """Do a job and note how it went. Raises nothing: the next time tries again."""
    try:
        await WORK[job](place)
        await heartbeat.beat(job, place.read_moment().now, next_at())
    except TROUBLE as error:
        report_trouble(f"the scheduler's job {job!r}", error)
    except Exception as error:
        log.exception("the scheduler's job %r went wrong; the next time tries again", job)
        await _note_failure(job, place, error, next_at())


async def _note_failure(job: str, place: Workplace, error: Exception, next_at: datetime | None) -> None:
    try:
        await heartbeat.failed(job, place.read_moment().now, type(error).__name__, next_at)
    except Exception:
        log.exception("that the job %r went wrong could not be noted", job)
