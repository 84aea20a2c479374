"""The secret part of the address of a subscription: its id, signed. Nothing of it is kept, so nothing can be read."""

from __future__ import annotations

import hmac

from agreements.domain.guessing import keyed_hash


def token_of(secret: bytes, subscription_id: str) -> str:
    """The token that stands in the mails of a subscription."""
    return f"{subscription_id}.{_signature(secret, subscription_id)}"


def id_in(secret: bytes, token: str) -> str | None:
    """The id in a token that we gave; None of any other."""
    subscription_id, _, signature = token.partition(".")
    expected = _signature(secret, subscription_id)
    return subscription_id if hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")) else None


def _signature(secret: bytes, subscription_id: str) -> str:
    return keyed_hash(secret, "subscription", subscription_id)
