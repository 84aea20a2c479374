"""Somebody asks for mails about changes, confirms that the address is theirs, chooses otherwise, or stops.

No event of the trail tells of it: it would keep what is to be forgotten.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from agreements.domain.guessing import same_account
from agreements.domain.subscriptions import (
    ASK_AGAIN_AFTER,
    UNCONFIRMED_STAYS,
    Choice,
    Subscription,
    next_day,
)
from agreements.services.office import Office
from agreements.services.users import checked_address
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.public_memory.state import state
from agreements.storage.subscriptions import subscriptions

_ID_BYTES = 16


async def ask(office: Office, address: str, choice: Choice) -> None:
    """Keep what was asked until it is confirmed. The same address twice is one subscription, and whoever asks learns
    nothing of whether there is one. Raises `BadAddress`."""
    checked = same_account(checked_address(address))
    async with unit_of_work():
        await append_lock("audit")
        known = await subscriptions.of_address(checked)
        if known is None:
            await subscriptions.insert(_new(checked, choice, office))
        elif known.confirmed_at is None and office.now - known.asked_at >= ASK_AGAIN_AFTER:
            await subscriptions.ask_again(known.id, choice, office.now)


def _new(address: str, choice: Choice, office: Office) -> Subscription:
    return Subscription(
        id=secrets.token_urlsafe(_ID_BYTES),
        address=address,
        choice=choice,
        asked_at=office.now,
        confirmed_at=None,
        asked_by_mail_at=None,
        told_upto=0,
        telling_upto=None,
        next_on=office.today,
        attempts=0,
        failing_since=None,
    )


async def choose(office: Office, subscription_id: str, choice: Choice) -> bool:
    """Confirm with this choice, or choose otherwise. False when there is no such subscription any more."""
    async with unit_of_work():
        known = await subscriptions.by_id(subscription_id)
        if known is None:
            return False
        next_on = next_day(choice.rhythm, office.today)
        await subscriptions.choose(subscription_id, choice, next_on)
        await subscriptions.confirm(subscription_id, (await state()).seq, next_on, office.now)
        return True


async def stop(subscription_id: str) -> None:
    """No mails any more, and nothing is kept."""
    await subscriptions.erase(subscription_id)


async def forget_unconfirmed(now: datetime) -> int:
    """Whoever did not confirm within a week is forgotten; returns how many."""
    return await subscriptions.erase_unconfirmed(now - UNCONFIRMED_STAYS)
