"""Signing in with a password, through a one-time link, and out again."""

from __future__ import annotations

import logging
import re

from admin_ui import passwords, sessions
from admin_ui.passwords import Passwords
from admin_ui.throttle import Throttle, failed, subject
from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.domain.wording import N_
from agreements.logs import FIELDS
from agreements.services.change import note
from agreements.services.desk import Desk
from agreements.services.users import token_hash
from agreements.storage import accounts
from agreements.storage import sign_in as stored
from agreements.storage.accounts import Account
from agreements.storage.transaction import append_lock, unit_of_work
from agreements.web.visitor import network_in_log

logger = logging.getLogger(__name__)

HOME = "/beheer"
_LOCAL = re.compile(r"/beheer(?:/[A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~%&=+-]*)?")
_PASSWORDS = Passwords()
_THROTTLE = Throttle()


class WrongPassword(AgreementError):
    """The same sentence for an unknown address and a wrong password, so that nobody learns who has an account."""

    sentence = N_("This mail address and password do not belong together. Try again.")
    field = "email"


class LinkUsedUp(AgreementError):
    """A one-time link works once, for three days."""

    sentence = N_("This link no longer works. Ask the administrator for a new one.")


class PasswordsDiffer(AgreementError):
    """The second time something else was typed."""

    sentence = N_("You typed two different passwords. Type the same one twice.")
    field = "repeated"


async def with_password(desk: Desk, secret: bytes, address: str, email: str, password: str, old: str) -> str:
    """The token of a new session. `old` is the token that the browser had; that session ends.

    Raises `WrongPassword`, `TooManyAttempts` or `HasherBusy`.
    """
    async with _THROTTLE.attempt(secret, address, email, desk.now) as subjects:
        account = await accounts.by_email(email)
        known = account.password_hash if account and account.is_active else ""
        is_right = await _PASSWORDS.matches(known, password)
        if account is None or not is_right:
            _log_refusal("sign-in", secret, address, email)
            await failed(subjects, desk.now)
            raise WrongPassword()
    return await _open_session(desk, account, "sign_in", old)


async def with_link(desk: Desk, secret: bytes, address: str, link: str, password: str, repeated: str) -> str:
    """Use up a one-time link, set the password and open a session; every other session of the account ends.

    Raises `LinkUsedUp`, what is wrong with the password, `TooManyAttempts` or `HasherBusy`.
    """
    passwords.check_new(password)
    if password != repeated:
        raise PasswordsDiffer()
    async with _THROTTLE.attempt(secret, address, "", desk.now) as subjects:
        hashed = await _PASSWORDS.hashed(password)
        account = await _set_password(desk, link, password, hashed)
        if account is None:
            _log_refusal("one-time link", secret, address, "")
            await failed(subjects[:1], desk.now)
            raise LinkUsedUp()
    return await _open_session(desk, account, "sign_in", "")


async def out(desk: Desk, visitor: sessions.Visitor) -> None:
    """End this session."""
    async with unit_of_work():
        await append_lock("audit")
        await stored.end_session(visitor.session_hash)
        await note(desk, visitor.actor, "sign_out", f"user:{visitor.account.id}", {})


async def _set_password(desk: Desk, link: str, password: str, hashed: str) -> Account | None:
    async with unit_of_work():
        await append_lock("audit")
        account_id = await stored.use_token(token_hash(link), desk.now)
        account = await accounts.by_id(account_id) if account_id else None
        if account is None or not account.is_active:
            return None
        passwords.check_new(password, account.email)
        await accounts.set_password(account.id, hashed)
        await stored.end_sessions_of(account.id)
        await stored.end_links_of(account.id, desk.now)
        await note(desk, _actor(account), "set_password", f"user:{account.id}", {})
        return account


async def _open_session(desk: Desk, account: Account, action: str, old: str) -> str:
    async with unit_of_work():
        await append_lock("audit")
        if old:
            await stored.end_session(token_hash(old))
        await note(desk, _actor(account), action, f"user:{account.id}", {})
        return await sessions.opened(account, desk.now)


def _log_refusal(what: str, secret: bytes, address: str, email: str) -> None:
    """Enough to see who is tried from where: the account under a keyed hash, for it may be a password typed wrongly."""
    fields = {"account": subject(secret, "", email)[:12] if email else "-", "network": network_in_log(address)}
    logger.warning(what + " refused for account=%(account)s from=%(network)s", fields, extra={FIELDS: fields})


def _actor(account: Account) -> Actor:
    return Actor(id=account.id, role=account.role, department=account.department)


def local_path(wish: str) -> str:
    """Where to go after signing in: a page of beheer, never another site (ASVS 5.0 3.7.2)."""
    is_ours = _LOCAL.fullmatch(wish) and "//" not in wish and ".." not in wish
    return wish if is_ours else HOME
