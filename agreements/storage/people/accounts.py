"""Accounts in the database."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from piccolo.columns.combination import Where

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Action, Actor, may
from agreements.domain.vocabulary import Role
from agreements.storage.database.transaction import as_instant, fetch
from agreements.storage.tables import Account as AccountTable
from agreements.storage.trail.fingerprints import new_salt


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Someone who signs in or gets alerts. The address never leaves the office."""

    id: str
    email: str
    role: Role
    department: str
    function_title: str
    language: str
    password_hash: str
    is_active: bool
    rhythm: Rhythm = Rhythm.AT_ONCE

    @property
    def actor(self) -> Actor:
        """As the rules see them."""
        return Actor(id=self.id, role=self.role, department=self.department)

    def can_look_after(self, department: str) -> bool:
        """Whether they can be owner or deputy of an agreement of `department`: in service, and may decide on it."""
        return self.is_active and may(self.actor, Action.DECIDE, department)


_COLUMNS = [getattr(AccountTable, field.name) for field in fields(Account)]


async def insert(account: Account, now: datetime) -> None:
    """Store a new account. Raises `UniqueViolation` when the address is taken."""
    await AccountTable.insert(
        AccountTable(
            id=account.id,
            email=account.email,
            role=account.role.value,
            department=account.department,
            function_title=account.function_title,
            language=account.language,
            password_hash=account.password_hash,
            is_active=account.is_active,
            rhythm=account.rhythm.value,
            created_at=now,
            fingerprint_salt=new_salt(),
        )
    )


async def by_id(account_id: str) -> Account | None:
    """The account with this id."""
    return await _one(AccountTable.id == account_id)


async def by_email(email: str) -> Account | None:
    """The account with this address, in any case of letters."""
    return await _one(AccountTable.email == email.strip().lower())


async def active() -> list[Account]:
    """Everyone who can be told something, by department and function."""
    rows = (
        await AccountTable.select(*_COLUMNS)
        .where(AccountTable.is_active.eq(True))
        .order_by(AccountTable.department, AccountTable.function_title, AccountTable.id)
    )
    return [_account(row) for row in rows]


async def everyone() -> list[tuple[Account, datetime | None]]:
    """All accounts, also those that stopped, and when each signed in last."""
    columns = ", ".join(f"a.{field.name}" for field in fields(Account))
    rows = await fetch(
        f"SELECT {columns}, l.signed_in_at FROM account a LEFT JOIN last_sign_in l ON l.account_id = a.id"  # noqa: S608
        " ORDER BY a.department, a.function_title, a.id",
        {},
    )
    seen = [as_instant(row.pop("signed_in_at")) for row in rows]
    return [(_account(row), at) for row, at in zip(rows, seen, strict=True)]


async def change(account: Account) -> None:
    """Store what an administrator may change. Raises `UniqueViolation` when the address is taken."""
    await AccountTable.update(
        {
            AccountTable.email: account.email,
            AccountTable.role: account.role.value,
            AccountTable.department: account.department,
            AccountTable.function_title: account.function_title,
            AccountTable.language: account.language,
        }
    ).where(AccountTable.id == account.id)


async def set_active(account_id: str, *, is_active: bool) -> None:
    """Stop an account, or let it be used again."""
    await AccountTable.update({AccountTable.is_active: is_active}).where(AccountTable.id == account_id)


async def set_mail_choice(account_id: str, rhythm: Rhythm, language: str) -> None:
    """How somebody wants to be told, and in which language."""
    await AccountTable.update({AccountTable.rhythm: rhythm.value, AccountTable.language: language}).where(
        AccountTable.id == account_id
    )


async def set_password(account_id: str, password_hash: str) -> None:
    """Store a new password hash (argon2id)."""
    await AccountTable.update({AccountTable.password_hash: password_hash}).where(AccountTable.id == account_id)


async def _one(condition: Where) -> Account | None:
    row = await AccountTable.select(*_COLUMNS).where(condition).first()
    return _account(row) if row else None


def _account(row: dict[str, Any]) -> Account:
    read = {"role": Role(row["role"]), "is_active": bool(row["is_active"]), "rhythm": Rhythm(row["rhythm"])}
    return Account(**{**row, **read})
