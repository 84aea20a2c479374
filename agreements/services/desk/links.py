"""Secret links for people without an account: made, looked at when one is opened, made again for a mail, ended."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime

from agreements.domain.desk.links import LIFETIME, Link, Purpose, token_of
from agreements.services.users import token_hash
from agreements.storage.desk import links

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


async def make_link(secret: bytes, purpose: Purpose, about: int, now: datetime) -> str:
    """A new link; returns its token. Inside the caller's transaction."""
    salt = secrets.token_hex(16)
    token = token_of(secret, purpose, about, salt)
    link = Link(purpose=purpose, about=about, salt=salt, token_hash=token_hash(token))
    await links.insert(link, now + LIFETIME[purpose])
    return token


async def opened(token: str, purpose: Purpose, now: datetime) -> int | None:
    """The number of what a link is about; None for one that we never gave, or that opens nothing any more."""
    return await links.opened_by(token_hash(token), purpose, now) if _SHAPE.fullmatch(token) else None


async def token_again(secret: bytes, purpose: Purpose, about: int, now: datetime) -> str | None:
    """The token of the link that opens something now. None when there is none, or when it was made under another
    secret: then nobody can make its address again, and a new link is needed."""
    link = await links.of(purpose, about, now)
    if link is None:
        return None
    token = token_of(secret, purpose, about, link.salt)
    return token if hmac.compare_digest(token_hash(token), link.token_hash) else None
