"""Accounts as an administrator keeps them: who there is, what changes, who must sign in again, who is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.users import AddressTaken, checked_address
from agreements.services.written_mail import remove_mails
from agreements.storage import deadlines
from agreements.storage.database.errors import UniqueViolation
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.people import accounts, forgetting, sign_in
from agreements.storage.people.accounts import Account

FORGOTTEN = "forgotten.invalid"
"""The domain of the addresses of people who were forgotten. No mail reaches it (RFC 2606)."""


class NoAccountWithId(AgreementError):
    """There is no account with this id."""

    sentence = N_("There is no account %(id)s. `afspraken users list` shows them all.")


class StillInUse(AgreementError):
    """Only whoever left is forgotten."""

    sentence = N_("This account is still in use. Stop it first with `afspraken users stop`.")


class StillNeeded(AgreementError):
    """Somebody who looks after agreements, or whom a message waits for, cannot be forgotten yet."""

    sentence = N_(
        "This person still looks after %(agreements)s agreements, and %(messages)s messages wait for them. Give the "
        "agreements another owner or deputy, let the messages leave, and do this again."
    )


async def list_people() -> list[tuple[Account, datetime | None]]:
    """All accounts, and when each signed in last."""
    return await accounts.everyone()


async def change_user(
    office: Office,
    actor: Actor,
    account_id: str,
    *,
    role: Role | None = None,
    department: str | None = None,
    email: str | None = None,
    function_title: str | None = None,
    language: str | None = None,
) -> bool:
    """Change what is given; False when that is nothing new. Raises `NoAccountWithId`, `BadAddress`, `AddressTaken`.

    Another role or address ends all sessions and links of the account. Whoever now stands in, for a department whose
    head changed or for an owner who may not decide any more, is told by the next sweep.
    """
    async with unit_of_work():
        await append_lock("audit")
        before = await _account(account_id)
        after = replace(
            before,
            role=role or before.role,
            department=before.department if department is None else " ".join(department.split()),
            email=before.email if email is None else checked_address(email),
            function_title=before.function_title if function_title is None else function_title.strip(),
            language=language or before.language,
        )
        if after == before:
            return False
        with _address_of_one(after):
            await accounts.change(after)
        await _follow(office, before, after)
        await note(office, actor, "change_user", f"user:{account_id}", _told(before, after))
        return True


@contextmanager
def _address_of_one(account: Account) -> Iterator[None]:
    """Raises `AddressTaken` when somebody else has the address."""
    try:
        yield
    except UniqueViolation as error:
        raise AddressTaken(email=account.email) from error


async def sign_out(office: Office, actor: Actor, account_id: str) -> None:
    """All sessions of one account end now. Raises `NoAccountWithId`."""
    async with unit_of_work():
        await append_lock("audit")
        await _account(account_id)
        await sign_in.end_sessions_of(account_id)
        await note(office, actor, "sign_out_user", f"user:{account_id}", {})


async def sign_out_everyone(office: Office, actor: Actor) -> int:
    """All sessions end now; returns how many there were."""
    async with unit_of_work():
        await append_lock("audit")
        ended = await sign_in.end_all_sessions()
        await note(office, actor, "sign_out_everyone", "register", {"sessions": ended})
        return ended


async def forget_user(office: Office, actor: Actor, account_id: str, mail_directory: Path) -> None:
    """Take away what points at a person who left (AVG art. 5(1)(e) and 17): address, function, password, sign-ins,
    calendars, and mails that were written to a folder.

    Role, department and number stay, so that the history tells in which role something was decided. Raises
    `NoAccountWithId`, `StillInUse`, `StillNeeded`.
    """
    async with unit_of_work():
        await append_lock("audit")
        account = await _account(account_id)
        if account.is_active:
            raise StillInUse()
        agreements, messages = await forgetting.duties_of(account_id), await forgetting.waiting_for(account_id)
        if agreements or messages:
            raise StillNeeded(agreements=agreements, messages=messages)
        mails = await forgetting.mails_of(account_id)
        await forgetting.wipe(account_id, f"{account_id.lower()}@{FORGOTTEN}", office.now)
        await note(office, actor, "forget_user", f"user:{account_id}", {})
    await remove_mails(mail_directory, mails)


async def _account(account_id: str) -> Account:
    found = await accounts.by_id(account_id)
    if found is None:
        raise NoAccountWithId(id=account_id)
    return found


async def _follow(office: Office, before: Account, after: Account) -> None:
    if (before.role, before.email) != (after.role, after.email):
        await sign_in.end_sessions_of(after.id)
        await sign_in.end_links_of(after.id, office.now)
    if (before.role, before.department) == (after.role, after.department):
        return
    for one in (before, after):
        department = one.department if one.role is Role.DEPARTMENT_HEAD else None
        await deadlines.hand_over_those_of(after.id, department, office.today)


def _told(before: Account, after: Account) -> dict[str, object]:
    """What the trail holds: role and department, of the rest only that it changed."""
    names = ("role", "department", "email", "function_title", "language")
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return {"changed": changed, "role": after.role.value, "department": after.department}
