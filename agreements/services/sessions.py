"""Sessions and passwords: opened, changed and ended, each with its audit event."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from agreements.domain.roles import Actor
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.users import token_hash
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import accounts, sign_in
from agreements.storage.people.accounts import Account
from agreements.storage.people.keys import KeyKind, print_of


async def opened(account: Account, now: datetime, device: str = "") -> str:
    """Open a session on a kind of device; returns the token for the cookie (256 random bits)."""
    token = secrets.token_urlsafe(32)
    await sign_in.insert_session(token_hash(token), account.id, now, device)
    return token


async def open_session(office: Office, account: Account, device: str, before: str = "") -> str:
    """Sign in; returns the token for the cookie. `before` is the token of the session that the browser had: it ends."""
    async with unit_of_work():
        await append_lock("audit")
        if before:
            await sign_in.end_session(token_hash(before))
        token = await opened(account, office.now, device)
        await note(office, account.actor, "sign_in", f"user:{account.id}", _print(account, token, office.now))
        return token


async def set_first_password(office: Office, link: str, hashed: str) -> Account | None:
    """Use up a one-time link for a password; every session and other link of the account ends.

    None when the link opens nothing.
    """
    async with unit_of_work():
        await append_lock("audit")
        account_id = await sign_in.use_token(token_hash(link), office.now)
        account = await accounts.by_id(account_id) if account_id else None
        if account is None or not account.is_active:
            return None
        await accounts.set_password(account.id, hashed)
        await _end_all_of(account, office.now)
        await note(office, account.actor, "set_password", f"user:{account.id}", {})
        return account


async def change_password(office: Office, account: Account, hashed: str, device: str) -> str:
    """Another password; every session and unused link of the account ends. Returns the token of a new session."""
    async with unit_of_work():
        await append_lock("audit")
        await accounts.set_password(account.id, hashed)
        await _end_all_of(account, office.now)
        token = await opened(account, office.now, device)
        await note(office, account.actor, "set_password", f"user:{account.id}", _print(account, token, office.now))
        return token


async def sign_out(office: Office, actor: Actor, session_hash: str) -> None:
    """End the session that one is in."""
    async with unit_of_work():
        await append_lock("audit")
        await sign_in.end_session(session_hash)
        await note(office, actor, "sign_out", f"user:{actor.id}", {})


async def sign_out_everywhere(office: Office, actor: Actor) -> None:
    """End every session of one's own."""
    async with unit_of_work():
        await append_lock("audit")
        await sign_in.end_sessions_of(actor.id)
        await note(office, actor, "sign_out_everywhere", f"user:{actor.id}", {})


async def end_sessions(office: Office, actor: Actor, session_hashes: Sequence[str]) -> None:
    """End some of one's own sessions; without any nothing happened."""
    if not session_hashes:
        return
    async with unit_of_work():
        await append_lock("audit")
        for ended in session_hashes:
            await sign_in.end_session(ended)
        await note(office, actor, "end_sessions", f"user:{actor.id}", {"sessions": len(session_hashes)})


async def _end_all_of(account: Account, now: datetime) -> None:
    await sign_in.end_sessions_of(account.id)
    await sign_in.end_links_of(account.id, now)


def _print(account: Account, token: str, now: datetime) -> dict[str, object]:
    return {KeyKind.SESSION: print_of(token_hash(token), account.id, now)}
