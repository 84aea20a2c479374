"""Accounts: who may sign in, and the one-time links by which they first do."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email

from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.storage import deadlines
from agreements.storage.database.errors import UniqueViolation
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import accounts, sign_in
from agreements.storage.people.accounts import Account
from agreements.storage.people.keys import KeyKind, print_of

LINK_LIFETIME = timedelta(hours=72)


class BadAddress(AgreementError):
    """An address that mail cannot reach."""

    sentence = N_("“%(email)s” is not an email address. Give one address such as privacy@example.nl.")
    field = "email"


class NoSuchAccount(AgreementError):
    """There is nobody with this address."""

    sentence = N_("There is no account for %(email)s.")
    field = "email"


class AddressTaken(AgreementError):
    """Two accounts cannot share an address."""

    sentence = N_("There is already an account for %(email)s.")
    field = "email"


def token_hash(token: str) -> str:
    """How a secret token is kept: SHA-256, since the token itself is random enough (OWASP ASVS 5.0, 6.5)."""
    return hashlib.sha256(token.encode()).hexdigest()


async def add_user(
    office: Office, actor: Actor, email: str, role: Role, department: str = "", function_title: str = ""
) -> tuple[str, str]:
    """A new account; returns its id and the token of a one-time sign-in link.

    Raises `BadAddress` or `AddressTaken`.
    """
    account = Account(
        id=str(uuid.uuid4()),
        email=checked_address(email),
        role=role,
        department=" ".join(department.split()),
        function_title=function_title.strip(),
        language="nl",
        password_hash="",
        is_active=True,
    )
    async with unit_of_work():
        await append_lock("audit")
        try:
            await accounts.insert(account, office.now)
        except UniqueViolation as error:
            raise AddressTaken(email=account.email) from error
        token, link = await _new_link(office, account.id)
        details = {"role": role.value, "department": department, KeyKind.LINK: link}
        await note(office, actor, "add_user", f"user:{account.id}", details)
        return account.id, token


async def new_sign_in_link(office: Office, actor: Actor, email: str) -> str | None:
    """A fresh one-time token for an existing account; None when there is no active account."""
    async with unit_of_work():
        await append_lock("audit")
        account = await accounts.by_email(email)
        if account is None or not account.is_active:
            return None
        token, link = await _new_link(office, account.id)
        await note(office, actor, "new_sign_in_link", f"user:{account.id}", {KeyKind.LINK: link})
        return token


async def stop_user(office: Office, actor: Actor, email: str) -> None:
    """Somebody left: they are signed out, and get no more mail. Raises `NoSuchAccount`.

    What they looked after as owner or deputy goes to whoever stands in: the next sweep tells them what is known of
    each deadline that is open, so that nothing waits for somebody who is not there.
    """
    await _set_active(office, actor, email, is_active=False)


async def start_user(office: Office, actor: Actor, email: str) -> None:
    """Somebody came back, or was stopped by mistake. Raises `NoSuchAccount`."""
    await _set_active(office, actor, email, is_active=True)


async def _set_active(office: Office, actor: Actor, email: str, *, is_active: bool) -> None:
    async with unit_of_work():
        await append_lock("audit")
        account = await accounts.by_email(email)
        if account is None:
            raise NoSuchAccount(email=email)
        if account.is_active == is_active:
            return
        await accounts.set_active(account.id, is_active=is_active)
        await sign_in.end_sessions_of(account.id)
        await sign_in.end_links_of(account.id, office.now)
        department = account.department if account.role is Role.DEPARTMENT_HEAD else None
        await deadlines.hand_over_those_of(account.id, department, office.today)
        await note(office, actor, "start_user" if is_active else "stop_user", f"user:{account.id}", {})


async def _new_link(office: Office, account_id: str) -> tuple[str, str]:
    """The token of a new one-time link, and its print for the event that gives it out."""
    token, ends_at = secrets.token_urlsafe(32), office.now + LINK_LIFETIME
    await sign_in.insert_token(token_hash(token), account_id, ends_at)
    return token, print_of(token_hash(token), account_id, ends_at)


def checked_address(email: str) -> str:
    """One address, in small letters. Raises `BadAddress`.

    Reserved domains such as example.nl are fine: a register may be a sample.
    """
    try:
        found = validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadAddress(email=email) from error
    return found.normalized.lower()
