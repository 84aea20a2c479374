"""A calendar address of somebody's own: made, taken back, and opened by calendar programs without signing in."""

from __future__ import annotations

import re
import secrets

from agreements.domain.roles import Actor
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.users import token_hash
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import accounts, calendar_feeds
from agreements.storage.people.accounts import Account
from agreements.storage.people.keys import KeyKind, print_of

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


async def make_feed(office: Office, actor: Actor) -> str:
    """A new token (256 random bits), to be shown once; an older one stops working."""
    token = secrets.token_urlsafe(32)
    async with unit_of_work():
        await append_lock("audit")
        await calendar_feeds.revoke_all(actor.id, office.now)
        await calendar_feeds.insert(token_hash(token), actor.id, office.now)
        feed = print_of(token_hash(token), actor.id, office.now)
        await note(office, actor, "make_calendar_feed", f"user:{actor.id}", {KeyKind.FEED: feed})
    return token


async def revoke_feed(office: Office, actor: Actor) -> None:
    """The address stops working at once."""
    async with unit_of_work():
        await append_lock("audit")
        if await calendar_feeds.revoke_all(actor.id, office.now):
            await note(office, actor, "revoke_calendar_feed", f"user:{actor.id}", {})


async def feed_owner(token: str) -> Account | None:
    """Whose calendar it is; None for a token that we never gave, that was taken back, or of a stopped account."""
    if not _SHAPE.fullmatch(token):
        return None
    account_id = await calendar_feeds.account_of(token_hash(token))
    return await accounts.by_id(account_id) if account_id else None
