"""How what a webhook is told is signed: Standard Webhooks 1.0, symmetric (`v1`).

The secret of each webhook follows from the secret of the register, so nothing that signs stands in the database or in a
copy of it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

PREFIX = "whsec_"


def secret_of(register_secret: bytes, webhook_id: str) -> bytes:
    """The 32 bytes with which this webhook is signed for."""
    return hmac.new(register_secret, f"webhook\n{webhook_id}".encode(), hashlib.sha256).digest()


def as_shown(secret: bytes) -> str:
    """The secret as receivers write it in their settings."""
    return PREFIX + base64.b64encode(secret).decode()


def signed_headers(secret: bytes, id: str, seconds: int, body: bytes) -> dict[str, str]:
    """The three headers. `seconds`: the moment of this attempt since 1970, so that a receiver can refuse what is
    old."""
    digest = hmac.new(secret, f"{id}.{seconds}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
