"""Brings together what a mail needs from the database, at the moment it is about to leave."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from agreements.clock import Moment
from agreements.domain.agreement import Agreement, is_submitted
from agreements.domain.deadlines import KINDS
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.mail.letter import Occasion, function_name
from agreements.publication.ical import KeyDate
from agreements.publication.personal_ical import Reader, own_key_date
from agreements.services.notices import NO_LONGER_ASKED
from agreements.settings import Settings
from agreements.storage import agreements, deadlines, publicity
from agreements.storage.messages.delivery import Claimed, fellow_recipients
from agreements.storage.people import calendar_feeds
from agreements.storage.people.accounts import Account
from agreements.texts import Texts

NOTHING_TO_DECIDE = N_("the end has passed, so this day to decide no longer counts")


async def agreement_of(message: Claimed) -> Agreement:
    """The agreement as it is now. Raises ValueError when the message is about none."""
    if message.agreement_id is None:
        raise ValueError("this message is about no agreement")
    return (await agreements.load_ids([message.agreement_id]))[message.agreement_id].agreement


async def why_outdated(message: Claimed, agreement: Agreement, today: date) -> str | None:
    """Why the message no longer makes sense; None when it does.

    The change that settled or moved a deadline withdrew what waited then; this catches what was planned beside it.
    """
    if message.kind is MessageKind.APPROVAL_ASKED:
        return None if is_submitted(agreement) else NO_LONGER_ASKED
    if message.deadline_kind is None or message.agreement_id is None:
        return None
    if KINDS[message.deadline_kind].is_moot(agreement, today):
        return NOTHING_TO_DECIDE
    for row in await deadlines.of_agreement(message.agreement_id):
        if (row.kind, row.subject) == (message.deadline_kind, message.subject):
            if row.is_settled:
                return deadlines.SETTLED
            return None if row.armed_count == message.armed_count else deadlines.DATE_MOVED
    return deadlines.SETTLED


async def occasion_of(
    message: Claimed, agreement: Agreement, account: Account | None, settings: Settings, moment: Moment, texts: Texts
) -> Occasion:
    """What the letter is made of. `account` None is the fallback recipient.

    Days are counted from the day the mail leaves, or from the day it was planned for when that is later.
    """
    fellows = await fellow_recipients(message)
    names = {function_name(f.role, f.function_title, f.department, texts): None for f in fellows}
    return Occasion(
        kind=message.kind,
        agreement=agreement,
        today=max(moment.today, message.planned_on),
        organisation=settings.organisation_name,
        base_url=settings.base_url,
        deadline_kind=message.deadline_kind,
        subject=message.subject,
        due_on=message.due_on,
        reason=message.reason,
        audience=_ground_of(message, agreement, account),
        is_fallback=account is None,
        is_owner=account is not None and account.id == agreement.stewardship.owner_id,
        others=tuple(names),
        event=await _event(message, agreement, account, settings, texts),
    )


def _ground_of(message: Claimed, agreement: Agreement, account: Account | None) -> str:
    """A head who stands in for a deputy who cannot decide any more is told as head of the department."""
    is_head = account is not None and account.role is Role.DEPARTMENT_HEAD
    stands_in = is_head and message.recipient_id != agreement.stewardship.deputy_id
    return Audience.OWNER.value if stands_in and message.audience == Audience.DEPUTY else message.audience


async def _event(
    message: Claimed, agreement: Agreement, account: Account | None, settings: Settings, texts: Texts
) -> KeyDate | None:
    """The deadline with the edition of this moment, so that no feed shows an older one beside it."""
    if message.deadline_kind is None or message.due_on is None:
        return None
    since = await calendar_feeds.language_since(account.id) if account else None
    reader = Reader(settings.base_url, host_of(settings), settings.zone, texts, since)
    visible = await publicity.visible_of(agreement.reference)
    return own_key_date(agreement, message.deadline_kind, message.subject, message.due_on, visible, reader)


def host_of(settings: Settings) -> str:
    """Host name of the register's public address: part of the names of mails and events."""
    return urlsplit(settings.base_url).hostname or "localhost"
