"""Somebody's own way in: another password, and the sessions that are open. Every change stands in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from admin_ui.sign_in import passwords
from admin_ui.sign_in.sessions import Visitor
from admin_ui.sign_in.sign_in import PasswordsDiffer
from agreements.domain.errors import AgreementError
from agreements.domain.guessing import Door, Guess, keyed_hash
from agreements.domain.wording import N_
from agreements.services import sessions
from agreements.services.office import Office
from agreements.services.throttle import THROTTLE
from agreements.services.tidy_sign_in import LONGEST_IDLE, LONGEST_SESSION
from agreements.storage.people import sign_in


class WrongOldPassword(AgreementError):
    """Whoever finds a screen that was left alone does not know it."""

    sentence = N_("This is not your present password. Try again.")
    field = "old"


@dataclass(frozen=True, slots=True)
class OwnSession:
    """An open session as its owner sees it; `id` tells it from the others and opens nothing."""

    id: str
    opened_at: datetime
    seen_at: datetime
    device: str
    """Such as `Firefox, Windows`; empty when the browser did not say."""
    is_this: bool


async def own_sessions(office: Office, secret: bytes, visitor: Visitor) -> list[OwnSession]:
    """The sessions by which one is signed in now: this one first, then the one used last."""
    found = [
        OwnSession(
            id=_shown_id(secret, one.token_hash),
            opened_at=one.opened_at,
            seen_at=one.seen_at,
            device=one.device,
            is_this=one.token_hash == visitor.session_hash,
        )
        for one in await _open_sessions(office, visitor)
    ]
    return sorted(found, key=lambda one: (one.is_this, one.seen_at), reverse=True)


async def change_password(
    office: Office,
    secret: bytes,
    visitor: Visitor,
    device: str,
    office_name: str,
    old: str,
    password: str,
    repeated: str,
) -> str:
    """Another password; returns the token of a new session. Every other session ends, and every unused link.

    Raises `WrongOldPassword`, what is wrong with the new one, `TooManyAttempts` or `HasherBusy`.
    """
    account = visitor.account
    passwords.check_new(password, account.email, office_name)
    if password != repeated:
        raise PasswordsDiffer()
    async with THROTTLE.attempt(Door.CHANGE, secret, Guess(address="", account=account.email), office) as attempt:
        if not await passwords.PASSWORDS.matches(account.password_hash, old):
            await attempt.failed(account.id)
            raise WrongOldPassword()
    hashed = await passwords.PASSWORDS.hashed(password)
    return await sessions.change_password(office, account, hashed, device)


async def end_session(office: Office, secret: bytes, visitor: Visitor, shown_id: str) -> None:
    """End one of one's own sessions; one that is gone already, or somebody else's, is left as it is."""
    chosen = [one for one in await _own_hashes(office, visitor) if _shown_id(secret, one) == shown_id]
    await sessions.end_sessions(office, visitor.actor, chosen)


async def end_others(office: Office, visitor: Visitor) -> None:
    """End every session but this one."""
    others = [one for one in await _own_hashes(office, visitor) if one != visitor.session_hash]
    await sessions.end_sessions(office, visitor.actor, others)


async def _own_hashes(office: Office, visitor: Visitor) -> list[str]:
    return [one.token_hash for one in await _open_sessions(office, visitor)]


async def _open_sessions(office: Office, visitor: Visitor) -> list[sign_in.OpenSession]:
    return await sign_in.sessions_of(
        visitor.account.id, idle_since=office.now - LONGEST_IDLE, opened_after=office.now - LONGEST_SESSION
    )


def _shown_id(secret: bytes, token_hash: str) -> str:
    """Told from the hash by the key, so that no page holds a hash."""
    return keyed_hash(secret, "session on a page", token_hash)[:16]
