"""What opens the register: one-time links, sessions, calendar feeds and keys of programs. The event that gave one out
holds its print, so that a row which somebody put there behind the register's back opens nothing unseen.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from agreements.storage.database.transaction import as_instant, fetch, fetch_as_stored
from agreements.storage.programs.api_keys import VOUCHED, print_of_key
from agreements.storage.trail.fingerprints import canonical


class KeyKind(StrEnum):
    """The word under which the event holds the print."""

    LINK = "link"
    SESSION = "session"
    FEED = "feed"
    API_KEY = "api_key"


ENDED = "ended"
"""The word under which the event that ends one key of a program holds the print of that one."""


def print_of(token_hash: str, account_id: str, at: datetime) -> str:
    """SHA-256 over the token's own hash, whose it is, and the instant it was made (a link: ends)."""
    return hashlib.sha256(f"{token_hash} {account_id} {canonical(at)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is stored. `at` is the instant of its print; `ended` says whether it opens nothing any more."""

    kind: KeyKind
    account_id: str
    print: str
    at: datetime | None
    ended: bool


_ROWS = {
    KeyKind.LINK: "SELECT token_hash, account_id, expires_at AS at, used_at IS NOT NULL AS ended FROM sign_in_token",
    KeyKind.SESSION: "SELECT token_hash, account_id, created_at AS at, 1 = 0 AS ended FROM session",
    KeyKind.FEED: "SELECT token_hash, account_id, created_at AS at, revoked_at IS NOT NULL AS ended FROM calendar_feed",
}


async def all_keys() -> list[Key]:
    """Every key there is."""
    found = [_key(kind, row) for kind, select in _ROWS.items() for row in await fetch(select, {})]
    rows = await fetch_as_stored(f"{VOUCHED}, ended_at", "FROM api_key", {})
    return found + [
        Key(KeyKind.API_KEY, row["account_id"], print_of_key(row), None, row["ended_at"] is not None) for row in rows
    ]


async def last_sign_ins() -> list[dict[str, Any]]:
    """When each account signed in last."""
    return await fetch_as_stored("account_id, signed_in_at", "FROM last_sign_in", {})


def _key(kind: KeyKind, row: dict[str, Any]) -> Key:
    at = as_instant(row["at"])
    made = print_of(row["token_hash"], row["account_id"], at) if at else ""
    return Key(kind, row["account_id"], made, at, bool(row["ended"]))
