"""Signing in with a password, through a one-time link, and out again."""

from __future__ import annotations

import logging
import re

from admin_ui.sign_in import devices, passwords
from admin_ui.sign_in.cookies import Browser
from admin_ui.sign_in.passwords import PASSWORDS
from agreements.domain.errors import AgreementError
from agreements.domain.guessing import Door, Guess, keyed_hash, same_account
from agreements.domain.wording import N_
from agreements.http.visitor import network_in_log
from agreements.logs import FIELDS
from agreements.services.office import Office
from agreements.services.sessions import open_session, set_first_password
from agreements.services.throttle import THROTTLE
from agreements.services.users import token_hash
from agreements.storage.people import accounts
from agreements.storage.people import sign_in as stored
from agreements.storage.people.accounts import Account

logger = logging.getLogger(__name__)

HOME = "/beheer"
_LOCAL = re.compile(r"/beheer(?:/[A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~%&=+-]*)?")


class WrongPassword(AgreementError):
    """The same sentence for an unknown address and a wrong password, so that nobody learns who has an account."""

    sentence = N_("This email address and password do not belong together. Try again.")
    field = "email"


class LinkUsedUp(AgreementError):
    """A one-time link works once, for three days. The page says how to get another."""

    sentence = N_("This link no longer works. Ask the administrator for a new one.")


class PasswordsDiffer(AgreementError):
    """The second time something else was typed."""

    sentence = N_("You typed two different passwords. Type the same one twice.")
    field = "repeated"


async def with_password(office: Office, secret: bytes, browser: Browser, email: str, password: str) -> str:
    """The token of a new session; the session that the browser had ends.

    Raises `WrongPassword`, `TooManyAttempts` or `HasherBusy`.
    """
    device = devices.known(secret, browser.devices, email, office.now)
    guess = Guess(address=browser.address, account=email, device=device)
    async with THROTTLE.attempt(Door.SIGN_IN, secret, guess, office) as attempt:
        account = await accounts.by_email(email)
        known = account.password_hash if account and account.is_active else ""
        is_right = await PASSWORDS.matches(known, password)
        if account is None or not is_right:
            _log_refusal("sign-in", secret, browser.address, email)
            await attempt.failed(account.id if account else "")
            raise WrongPassword()
    return await open_session(office, account, browser.kind, browser.session)


async def with_link(
    office: Office, secret: bytes, browser: Browser, office_name: str, link: str, password: str, repeated: str
) -> tuple[str, str]:
    """Use up a one-time link, set the password and open a session; every other session of the account ends.

    Returns the token of the session and the mail address of the account; `office_name` makes no password.
    The link is looked at first, so that only who has a right one makes us hash. Raises `LinkUsedUp`, what is wrong
    with the password, `TooManyAttempts` or `HasherBusy`.
    """
    owner = await link_owner(office, link)
    account = owner and await set_first_password(
        office, link, await _hash_of_new(password, repeated, owner.email, office_name)
    )
    if not account:
        _log_refusal("one-time link", secret, browser.address, "")
        await THROTTLE.wrong_token(Door.LINK, secret, browser.address, office)
        raise LinkUsedUp()
    return await open_session(office, account, browser.kind, browser.session), account.email


async def link_owner(office: Office, link: str) -> Account | None:
    """Whose one-time link this is; None when it is unknown, used, too old or of an account that is off."""
    account_id = await stored.token_owner(token_hash(link), office.now)
    account = await accounts.by_id(account_id) if account_id else None
    return account if account and account.is_active else None


async def _hash_of_new(password: str, repeated: str, *near: str) -> str:
    passwords.check_new(password, *near)
    if password != repeated:
        raise PasswordsDiffer()
    return await PASSWORDS.hashed(password)


def _log_refusal(what: str, secret: bytes, address: str, email: str) -> None:
    """Enough to see who is tried from where: the account under a keyed hash, for it may be a password typed wrongly."""
    fields = {
        "account": keyed_hash(secret, "log", same_account(email))[:12] if email else "-",
        "network": network_in_log(address),
    }
    logger.warning(what + " refused for account=%(account)s from=%(network)s", fields, extra={FIELDS: fields})


def local_path(wish: str) -> str:
    """Where to go after signing in: a page of beheer, never another site (ASVS 5.0 3.7.2)."""
    is_ours = _LOCAL.fullmatch(wish) and "//" not in wish and ".." not in wish
    return wish if is_ours else HOME
