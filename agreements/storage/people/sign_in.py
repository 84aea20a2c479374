"""One-time links, sessions and failed attempts in the database. Only hashes of secrets are kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agreements.storage.database.errors import DiskFull, ReadOnly
from agreements.storage.database.transaction import as_instant, execute, fetch
from agreements.storage.tables import Session, SignInFailure, SignInToken


async def insert_token(token_hash: str, account_id: str, expires_at: datetime) -> None:
    """Keep a one-time link."""
    await SignInToken.insert(SignInToken(token_hash=token_hash, account_id=account_id, expires_at=expires_at))


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
    row = (
        await SignInToken.select(SignInToken.account_id)
        .where(SignInToken.token_hash == token_hash, SignInToken.used_at.is_null(), SignInToken.expires_at > now)
        .first()
    )
    return str(row["account_id"]) if row else None


async def end_links_of(account_id: str, now: datetime) -> None:
    """Use up every one-time link of an account, so that an older one in somebody's mailbox opens nothing."""
    await SignInToken.update({SignInToken.used_at: now}).where(
        SignInToken.account_id == account_id, SignInToken.used_at.is_null()
    )


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Somebody who is signed in, on a kind of device (empty when it is not known)."""

    token_hash: str
    account_id: str
    opened_at: datetime
    seen_at: datetime
    device: str


async def insert_session(token_hash: str, account_id: str, now: datetime, device: str = "") -> None:
    """Open a session."""
    await Session.insert(
        Session(token_hash=token_hash, account_id=account_id, created_at=now, last_seen_at=now, device=device)
    )
    await execute(
        "INSERT INTO last_sign_in (account_id, signed_in_at) VALUES (:account_id, :now)"
        " ON CONFLICT (account_id) DO UPDATE SET signed_in_at = excluded.signed_in_at",
        {"account_id": account_id, "now": now},
    )


async def session(token_hash: str) -> OpenSession | None:
    """The session with this token; it may have lasted too long."""
    row = await Session.select().where(Session.token_hash == token_hash).first()
    return _open_session(row) if row else None


async def sessions_of(account_id: str, *, idle_since: datetime, opened_after: datetime) -> list[OpenSession]:
    """The sessions of an account that were used since the one instant and opened since the other."""
    rows = await Session.select().where(
        Session.account_id == account_id, Session.last_seen_at >= idle_since, Session.created_at >= opened_after
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
        await Session.update({Session.last_seen_at: now}).where(Session.token_hash == token_hash)


async def end_session(token_hash: str) -> None:
    """Sign out."""
    await Session.delete().where(Session.token_hash == token_hash)


async def end_sessions_of(account_id: str) -> None:
    """Sign out everywhere, after a new password."""
    await Session.delete().where(Session.account_id == account_id)


async def end_all_sessions() -> int:
    """Sign everybody out; returns how many sessions ended."""
    return len(await Session.delete(force=True).returning(Session.token_hash))


async def remove_sessions(*, idle_since: datetime, opened_before: datetime) -> int:
    """Remove sessions last used before the one instant or opened before the other; returns how many."""
    is_over = (Session.last_seen_at < idle_since) | (Session.created_at < opened_before)
    return len(await Session.delete().where(is_over).returning(Session.token_hash))


async def remove_tokens(ended_before: datetime) -> int:
    """Remove one-time links, used or not, that ended before an instant; returns how many."""
    ended = SignInToken.delete().where(SignInToken.expires_at < ended_before).returning(SignInToken.token_hash)
    return len(await ended)


async def add_failure(subject: str, now: datetime, *, is_attempt: bool) -> None:
    """Note a failed attempt under a `subject`, a hash; of the subjects of one attempt one says `is_attempt`."""
    await SignInFailure.insert(SignInFailure(subject=subject, failed_at=now, is_attempt=is_attempt))


async def failures_since(subject: str, since: datetime) -> int:
    """How many attempts failed since an instant."""
    failed = SignInFailure.count().where(SignInFailure.subject == subject, SignInFailure.failed_at > since)
    return int(await failed)


async def all_failures_since(since: datetime) -> int:
    """How many wrong passwords, links and calendar tokens there were since an instant; each counts once."""
    failed = SignInFailure.count().where(SignInFailure.failed_at > since, SignInFailure.is_attempt.eq(True))
    return int(await failed)


async def forget_failures(before: datetime) -> None:
    """Remove attempts that no longer count."""
    await SignInFailure.delete().where(SignInFailure.failed_at <= before)
