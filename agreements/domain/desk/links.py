"""Secret addresses for people without an account: each has a purpose, and lives no longer than that asks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """What a link is for. A further one is a row in `LIFETIME`, and a page that takes it."""

    STATUS = "status"
    """Whoever asked a question sees how it stands."""
    CONFIRM = "confirm"
    """The address at which an answer is wanted is the sender's own."""
    CORRECTION = "correction"
    """A party says that it corrected data, or why it did not (GDPR art. 19)."""


LIFETIME: Final[Mapping[Purpose, timedelta]] = {
    Purpose.STATUS: timedelta(days=730),
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.CORRECTION: timedelta(days=180),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it is kept: whoever reads the database cannot make its address, for that needs the site's secret."""

    purpose: Purpose
    about: int
    """Number of the question or task."""
    salt: str
    """128 random bits."""
    token_hash: str


def token_of(secret: bytes, purpose: Purpose, about: int, salt: str) -> str:
    """The secret part of the address (256 bits). It is made again for each mail, so that it need not be kept."""
    made = hmac.new(secret, f"link\n{purpose}\n{about}\n{salt}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
