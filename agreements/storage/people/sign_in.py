"""One-time links, sessions and failed attempts in the database. Only hashes of secrets are kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agreements.storage.database.errors import DiskFull, ReadOnly
from agreements.storage.database.transaction import as_instant, execute, fetch


async def insert_token(token_hash: str, account_id: str, expires_at: datetime) -> None:
    """Keep a one-time link."""
    await execute(
        "INSERT INTO sign_in_token (token_hash, account_id, expires_at) VALUES (:hash, :account_id, :expires_at)",
        {"hash": token_hash, "account_id": account_id, "expires_at": expires_at},
    )


async def use_token(token_hash: str, now: datetime) -> str | None:
    """Use up a one-time link, atomically; returns whose it is, None when it is unknown, used or too old."""
    rows = await fetch(
        "UPDATE sign_in_token SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now"
        " RETURNING account_id",
        {"hash": token_hash, "now": now},
    )
    return str(rows[0]["account_id"]) if rows else None


async def token_owner(token_hash: str, now: datetime) -> str | None:
    """Whose one-time link this is, without using it up; None when it is unknown, used or too old."""
    rows = await fetch(
        "SELECT account_id FROM sign_in_token WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now",
        {"hash": token_hash, "now": now},
    )
    return str(rows[0]["account_id"]) if rows else None


async def end_links_of(account_id: str, now: datetime) -> None:
    """Use up every one-time link of an account, so that an older one in somebody's mailbox opens nothing."""
    await execute(
        "UPDATE sign_in_token SET used_at = :now WHERE account_id = :account_id AND used_at IS NULL",
        {"account_id": account_id, "now": now},
    )


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Somebody who is signed in, on a kind of device (empty when it is not known)."""

    token_hash: str
    account_id: str
    opened_at: datetime
    seen_at: datetime
    device: str


_SESSION = "SELECT token_hash, account_id, created_at, last_seen_at, device FROM session"


async def insert_session(token_hash: str, account_id: str, now: datetime, device: str = "") -> None:
    """Open a session."""
    await execute(
        "INSERT INTO session (token_hash, account_id, created_at, last_seen_at, device)"
        " VALUES (:hash, :account_id, :now, :now, :device)",
        {"hash": token_hash, "account_id": account_id, "now": now, "device": device},
    )
    await execute(
        "INSERT INTO last_sign_in (account_id, signed_in_at) VALUES (:account_id, :now)"
        " ON CONFLICT (account_id) DO UPDATE SET signed_in_at = excluded.signed_in_at",
        {"account_id": account_id, "now": now},
    )


async def session(token_hash: str) -> OpenSession | None:
    """The session with this token; it may have lasted too long."""
    rows = await fetch(f"{_SESSION} WHERE token_hash = :hash", {"hash": token_hash})
    return _open_session(rows[0]) if rows else None


async def sessions_of(account_id: str, *, idle_since: datetime, opened_after: datetime) -> list[OpenSession]:
    """The sessions of an account that were used since the one instant and opened since the other."""
    rows = await fetch(
        f"{_SESSION} WHERE account_id = :id AND last_seen_at >= :idle_since AND created_at >= :opened_after",
        {"id": account_id, "idle_since": idle_since, "opened_after": opened_after},
    )
    return [_open_session(row) for row in rows]


def _open_session(row: dict[str, Any]) -> OpenSession:
    opened_at, seen_at = as_instant(row["created_at"]), as_instant(row["last_seen_at"])
    if opened_at is None or seen_at is None:
        raise ValueError("a session has no times")
    return OpenSession(row["token_hash"], row["account_id"], opened_at, seen_at, row["device"])


async def touch_session(token_hash: str, now: datetime) -> None:
    """Note that a session was used. Where nothing can be written that is left out: to look is not to change."""
    with suppress(ReadOnly, DiskFull):
        await execute(
            "UPDATE session SET last_seen_at = :now WHERE token_hash = :hash", {"now": now, "hash": token_hash}
        )


async def end_session(token_hash: str) -> None:
    """Sign out."""
    await execute("DELETE FROM session WHERE token_hash = :hash", {"hash": token_hash})


async def end_sessions_of(account_id: str) -> None:
    """Sign out everywhere, after a new password."""
    await execute("DELETE FROM session WHERE account_id = :id", {"id": account_id})


async def end_all_sessions() -> int:
    """Sign everybody out; returns how many sessions ended."""
    return len(await fetch("DELETE FROM session RETURNING token_hash", {}))


async def remove_sessions(*, idle_since: datetime, opened_before: datetime) -> int:
    """Remove sessions last used before the one instant or opened before the other; returns how many."""
    rows = await fetch(
        "DELETE FROM session WHERE last_seen_at < :idle_since OR created_at < :opened_before RETURNING token_hash",
        {"idle_since": idle_since, "opened_before": opened_before},
    )
    return len(rows)


async def remove_tokens(ended_before: datetime) -> int:
    """Remove one-time links, used or not, that ended before an instant; returns how many."""
    rows = await fetch(
        "DELETE FROM sign_in_token WHERE expires_at < :before RETURNING token_hash", {"before": ended_before}
    )
    return len(rows)


async def add_failure(subject: str, now: datetime, *, is_attempt: bool) -> None:
    """Note a failed attempt under a `subject`, a hash; of the subjects of one attempt one says `is_attempt`."""
    await execute(
        "INSERT INTO sign_in_failure (subject, failed_at, is_attempt) VALUES (:subject, :now, :is_attempt)",
        {"subject": subject, "now": now, "is_attempt": is_attempt},
    )


async def failures_since(subject: str, since: datetime) -> int:
    """How many attempts failed since an instant."""
    rows = await fetch(
        "SELECT count(*) AS n FROM sign_in_failure WHERE subject = :subject AND failed_at > :since",
        {"subject": subject, "since": since},
    )
    return int(rows[0]["n"])


async def all_failures_since(since: datetime) -> int:
    """How many wrong passwords, links and calendar tokens there were since an instant; each counts once."""
    rows = await fetch(
        "SELECT count(*) AS n FROM sign_in_failure WHERE failed_at > :since AND is_attempt", {"since": since}
    )
    return int(rows[0]["n"])


async def forget_failures(before: datetime) -> None:
    """Remove attempts that no longer count."""
    await execute("DELETE FROM sign_in_failure WHERE failed_at <= :before", {"before": before})
