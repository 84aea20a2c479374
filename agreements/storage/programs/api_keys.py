"""The keys of programs in the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.domain.scopes import Scope
from agreements.storage.database.transaction import as_date, as_instant, execute, fetch
from agreements.storage.messages.delivery import required
from agreements.storage.programs.tables import ApiKeyRow
from agreements.storage.trail.fingerprints import canonical

VOUCHED = "id, secret_hash, name, scopes, department, account_id, created_at, expires_at"
"""What the event that gives a key out vouches for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept. `account_id` is who made it and answers for it; an empty `department` is all of them."""

    id: str
    secret_hash: str
    name: str
    scopes: frozenset[Scope]
    department: str
    account_id: str
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    last_used_on: date | None = None


async def insert(key: ApiKey) -> None:
    """Keep a new key."""
    await ApiKeyRow.insert(
        ApiKeyRow(
            id=key.id,
            secret_hash=key.secret_hash,
            name=key.name,
            scopes=as_text(key.scopes),
            department=key.department,
            account_id=key.account_id,
            created_at=key.created_at,
            expires_at=key.expires_at,
        )
    )


async def by_id(key_id: str) -> ApiKey | None:
    """The key with this id, also when it opens nothing any more."""
    rows = await fetch("SELECT * FROM api_key WHERE id = :id", {"id": key_id})
    return _key(rows[0]) if rows else None


async def in_use(now: datetime) -> list[ApiKey]:
    """The keys that were not ended and are not over their last day, the newest first."""
    rows = await fetch(
        "SELECT * FROM api_key WHERE ended_at IS NULL AND expires_at > :now ORDER BY created_at DESC, id",
        {"now": now},
    )
    return [_key(row) for row in rows]


async def past(now: datetime, most: int) -> list[ApiKey]:
    """The newest of the others."""
    rows = await fetch(
        "SELECT * FROM api_key WHERE ended_at IS NOT NULL OR expires_at <= :now"
        " ORDER BY created_at DESC, id LIMIT :most",
        {"now": now, "most": most},
    )
    return [_key(row) for row in rows]


async def end(key_id: str, now: datetime) -> bool:
    """The key opens nothing any more; False when it was ended before."""
    ended = await fetch(
        "UPDATE api_key SET ended_at = :now WHERE id = :id AND ended_at IS NULL RETURNING id",
        {"id": key_id, "now": now},
    )
    return bool(ended)


async def note_use(key_id: str, today: date) -> None:
    """Note the last day on which it was used."""
    await execute("UPDATE api_key SET last_used_on = :today WHERE id = :id", {"id": key_id, "today": today})


def as_text(scopes: frozenset[Scope]) -> str:
    """The scopes in one fixed order, as they are kept."""
    return " ".join(sorted(scopes))


def print_of_key(row: Mapping[str, Any]) -> str:
    """SHA-256 over all that is `VOUCHED` of a row or of the values of a key, for the event that gives it out."""
    values = [canonical(row[name]) for name in VOUCHED.split(", ")]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def print_of_new(key: ApiKey) -> str:
    """The same of a key that was just made."""
    values = {name: getattr(key, name) for name in VOUCHED.split(", ")}
    return print_of_key({**values, "scopes": as_text(key.scopes)})


def _key(row: Mapping[str, Any]) -> ApiKey:
    return ApiKey(
        id=row["id"],
        secret_hash=row["secret_hash"],
        name=row["name"],
        scopes=frozenset(Scope(word) for word in row["scopes"].split()),
        department=row["department"],
        account_id=row["account_id"],
        created_at=required(as_instant(row["created_at"])),
        expires_at=required(as_instant(row["expires_at"])),
        ended_at=as_instant(row["ended_at"]),
        last_used_on=as_date(row["last_used_on"]),
    )
