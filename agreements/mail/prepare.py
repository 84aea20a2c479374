"""What to do with a message that is about to leave: the mail to send, or why there is none. Decides; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from email.message import EmailMessage

from agreements.clock import Moment
from agreements.domain.agreement import Agreement
from agreements.domain.messages import OF_THE_DESK, MessageKind
from agreements.domain.wording import N_
from agreements.mail import desk_data
from agreements.mail.desk_letter import desk_letter
from agreements.mail.letter_data import agreement_of, host_of, occasion_of, why_outdated
from agreements.mail.message import Envelope, compose, compose_digest, compose_letter
from agreements.mail.webhook_letter import webhook_letter
from agreements.services.desk.messages import ASKER
from agreements.settings import Settings
from agreements.storage import publicity
from agreements.storage.messages import digests
from agreements.storage.messages.delivery import Claimed
from agreements.storage.people import accounts
from agreements.texts import Texts, choose_language

NO_ADDRESS = N_("there is no address to send it to; set AFSPRAKEN_FALLBACK_RECIPIENT")
ACCOUNT_STOPPED = N_("the account is no longer in use")
NOTHING_LEFT = N_("nothing in it is open any more")


@dataclass(frozen=True, slots=True)
class Ready:
    """A mail to send; for an overview with the alerts in it, and those it leaves out, each with the reason."""

    mail: EmailMessage
    told: tuple[int, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outdated:
    """It no longer makes sense to send it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The recipient is no longer there: somebody else must get it."""

    reason: str = ACCOUNT_STOPPED


@dataclass(frozen=True, slots=True)
class NoAddress:
    """It is for the fallback recipient, and the settings name none."""

    reason: str = NO_ADDRESS


async def prepare(message: Claimed, settings: Settings, moment: Moment) -> Ready | Outdated | Gone | NoAddress:
    """Read what the mail is made of, and make it. Raises whatever stands in the way of that."""
    if message.kind is MessageKind.WEBHOOK_STOPPED:
        return await _about_a_webhook(message, settings, moment)
    if message.kind in OF_THE_DESK:
        return await _of_the_desk(message, settings, moment)
    is_digest = message.kind is MessageKind.DIGEST
    alerts = await _alerts_of(message) if is_digest else [message]
    current, outdated = await _sifted(alerts, moment.today)
    if not current:
        return Outdated(outdated[0][1] if outdated else NOTHING_LEFT)
    account = await accounts.by_id(message.recipient_id) if message.recipient_id else None
    if message.recipient_id and not (account and account.is_active):
        return Gone()
    recipient = account.email if account else settings.fallback_recipient
    if not recipient:
        return NoAddress()
    language = choose_language(account.language if account else None)
    occasions = [
        await occasion_of(alert, agreement, account, settings, moment, Texts(language)) for alert, agreement in current
    ]
    head = await publicity.published_head()
    envelope = _envelope(message, recipient, settings, moment, f"{head.seq} {head.hash}" if head else "")
    if not is_digest:
        return Ready(compose(occasions[0], envelope, language))
    told = tuple(alert.id for alert, _ in current)
    return Ready(compose_digest(occasions, envelope, language), told, tuple((one.id, why) for one, why in outdated))


async def _about_a_webhook(message: Claimed, settings: Settings, moment: Moment) -> Ready | Gone | NoAddress:
    account = await accounts.by_id(message.recipient_id) if message.recipient_id else None
    if message.recipient_id and not (account and account.is_active):
        return Gone()
    if not (recipient := account.email if account else settings.fallback_recipient):
        return NoAddress()
    language = choose_language(account.language if account else None)
    letter = webhook_letter(message.reason, settings, Texts(language))
    return Ready(compose_letter(letter, _envelope(message, recipient, settings, moment, ""), language))


async def _of_the_desk(message: Claimed, settings: Settings, moment: Moment) -> Ready | Outdated | Gone | NoAddress:
    """A mail about a question or a task, perhaps to somebody without an account: then there is nobody else to tell."""
    subject = await desk_data.subject_of(message)
    reason = desk_data.why_outdated(message, subject) if subject else desk_data.NO_LONGER_OPEN
    if subject is None or reason:
        return Outdated(reason or desk_data.NO_LONGER_OPEN)
    account = await accounts.by_id(message.recipient_id) if message.recipient_id else None
    if message.recipient_id and not (account and account.is_active):
        return Gone()
    is_outsider = message.audience in desk_data.OUTSIDERS
    outsider = desk_data.outsider_of(message, subject) if is_outsider else settings.fallback_recipient
    recipient = account.email if account else outsider
    if not recipient:
        return Outdated(desk_data.NO_LONGER_OPEN) if is_outsider else NoAddress()
    occasion = await desk_data.occasion_of(message, subject, settings, moment)
    if occasion is None:
        return Outdated(desk_data.NO_LINK)
    asked = subject.question.language if message.audience == ASKER else None
    texts = Texts(choose_language(account.language if account else asked))
    envelope = _envelope(message, recipient, settings, moment, "")
    return Ready(compose_letter(desk_letter(occasion, texts), envelope, texts.language))


async def _alerts_of(overview: Claimed) -> list[Claimed]:
    """The alerts of an overview, as they are on its day."""
    return [replace(alert, planned_on=overview.planned_on) for alert in await digests.alerts_in(overview.id)]


async def _sifted(
    alerts: Sequence[Claimed],
    today: date,
) -> tuple[list[tuple[Claimed, Agreement]], list[tuple[Claimed, str]]]:
    """Those that still make sense, each with its agreement; and those that do not, each with the reason."""
    current, outdated = [], []
    for alert in alerts:
        agreement = await agreement_of(alert)
        reason = await why_outdated(alert, agreement, max(today, alert.planned_on))
        if reason:
            outdated.append((alert, reason))
        else:
            current.append((alert, agreement))
    return current, outdated


def _envelope(message: Claimed, recipient: str, settings: Settings, moment: Moment, head: str) -> Envelope:
    return Envelope(
        mail_from=settings.mail_from,
        recipient=recipient,
        message_id=message.message_id,
        host=host_of(settings),
        sent_at=moment.now,
        head=head,
    )
