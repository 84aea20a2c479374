"""Who is signed in: sessions of our own, so that an id is new at every sign-in and only its hash is kept.

A session ends after half an hour without use, after half a day in any case, at sign-out, with a new password, and
as soon as its account is switched off (ASVS 5.0 chapter 7; BIO2 5.17.01).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from agreements.domain.roles import Actor
from agreements.services.tidy_sign_in import LONGEST_IDLE, LONGEST_SESSION
from agreements.services.users import token_hash
from agreements.storage.people import accounts, sign_in
from agreements.storage.people.accounts import Account

TOUCH_EVERY = timedelta(minutes=1)
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in."""

    account: Account
    session_hash: str
    """Hash of the token in the cookie; form tokens are bound to it."""

    @property
    def actor(self) -> Actor:
        """As the rules see them."""
        return self.account.actor


def cookie_name(*, is_https: bool) -> str:
    """`__Host-` makes the browser refuse the cookie from another path, host or an open line (RFC 6265bis)."""
    return "__Host-afspraken" if is_https else "afspraken"


async def visitor(token: str, now: datetime) -> Visitor | None:
    """Who carries this token; None for one that we never gave, that is too old, or whose account is off."""
    if not _SHAPE.fullmatch(token):
        return None
    hashed = token_hash(token)
    found = await sign_in.session(hashed)
    if found is None:
        return None
    account = await accounts.by_id(found.account_id)
    is_over = now - found.seen_at > LONGEST_IDLE or now - found.opened_at > LONGEST_SESSION
    if is_over or account is None or not account.is_active:
        await sign_in.end_session(hashed)
        return None
    if now - found.seen_at > TOUCH_EVERY:
        await sign_in.touch_session(hashed, now)
    return Visitor(account, hashed)
