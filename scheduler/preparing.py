"""What to do with a message that is about to leave: the mail to send, or why there is none. Decides; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import urlsplit

from agreements.clock import Moment
from agreements.domain.wording import N_
from agreements.settings import Settings
from agreements.storage import accounts
from agreements.storage.accounts import Account
from agreements.storage.outbox_delivery import Claimed
from agreements.texts import Texts, choose_language
from scheduler.mail import Envelope, compose
from scheduler.occasions import agreement_of, occasion_of, why_outdated

NO_ADDRESS = N_("there is no address to send it to; set AFSPRAKEN_FALLBACK_RECIPIENT")
ACCOUNT_STOPPED = N_("the account is no longer in use")


@dataclass(frozen=True, slots=True)
class Ready:
    """A mail to send."""

    mail: EmailMessage


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
    agreement = await agreement_of(message)
    if reason := await why_outdated(message, agreement):
        return Outdated(reason)
    account = await accounts.by_id(message.recipient_id) if message.recipient_id else None
    if message.recipient_id and not (account and account.is_active):
        return Gone()
    recipient = account.email if account else settings.fallback_recipient
    if not recipient:
        return NoAddress()
    language = _language(account)
    occasion = await occasion_of(message, agreement, account, settings, moment, Texts(language))
    return Ready(compose(occasion, _envelope(message, recipient, settings, moment), language))


def _language(account: Account | None) -> str:
    return choose_language(account.language if account else None)


def _envelope(message: Claimed, recipient: str, settings: Settings, moment: Moment) -> Envelope:
    return Envelope(
        mail_from=settings.mail_from,
        recipient=recipient,
        message_id=message.message_id,
        host=urlsplit(settings.base_url).hostname or "localhost",
        sent_at=moment.now,
    )
