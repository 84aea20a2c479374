"""Proof that a form was sent from our own page (ASVS 5.0 3.5.1).

Two checks, both needed: the browser says where the request comes from (`Sec-Fetch-Site`, `Origin`), and the form
holds a token that only our page could hold: bound to the session, or for those not signed in yet to the moment.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

FIELD = "_csrf"
FORM_LIFETIME = timedelta(hours=12)


def session_token(secret: bytes, session_hash: str) -> str:
    """The token for the forms of one session."""
    return _signature(secret, f"session:{session_hash}")


def is_session_token(secret: bytes, session_hash: str, given: str) -> bool:
    """Whether a form carries the token of this session."""
    return _same(session_token(secret, session_hash), given)


def form_token(secret: bytes, now: datetime) -> str:
    """The token for a form of somebody who is not signed in, good for half a day."""
    moment = str(int(now.timestamp()))
    return f"{moment}.{_signature(secret, f'form:{moment}')}"


def is_form_token(secret: bytes, now: datetime, given: str) -> bool:
    """Whether we made this token, less than half a day ago."""
    moment, _, signature = given.partition(".")
    if not _same(_signature(secret, f"form:{moment}"), signature):
        return False
    age = now.timestamp() - int(moment)
    return 0 <= age <= FORM_LIFETIME.total_seconds()


def _signature(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))
