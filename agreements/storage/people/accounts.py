"""Accounts in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Action, Actor, may
from agreements.domain.vocabulary import Role
from agreements.storage.database.transaction import as_instant, execute, fetch
from agreements.storage.tables import Account as AccountTable
from agreements.storage.trail.fingerprints import new_salt

_COLUMNS = "id, email, role, department, function_title, language, password_hash, is_active, rhythm"


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
    return await _one("id = :value", account_id)


async def by_email(email: str) -> Account | None:
    """The account with this address, in any case of letters."""
    return await _one("email = :value", email.strip().lower())


async def active() -> list[Account]:
    """Everyone who can be told something, by department and function."""
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM account WHERE is_active ORDER BY department, function_title, id",  # noqa: S608
        {},
    )
    return [_account(row) for row in rows]


async def everyone() -> list[tuple[Account, datetime | None]]:
    """All accounts, also those that stopped, and when each signed in last."""
    columns = ", ".join(f"a.{name}" for name in _COLUMNS.split(", "))
    rows = await fetch(
        f"SELECT {columns}, l.signed_in_at FROM account a LEFT JOIN last_sign_in l ON l.account_id = a.id"  # noqa: S608
        " ORDER BY a.department, a.function_title, a.id",
        {},
    )
    seen = [as_instant(row.pop("signed_in_at")) for row in rows]
    return [(_account(row), at) for row, at in zip(rows, seen, strict=True)]


async def change(account: Account) -> None:
    """Store what an administrator may change. Raises `UniqueViolation` when the address is taken."""
    await execute(
        "UPDATE account SET email = :email, role = :role, department = :department, function_title = :function_title,"
        " language = :language WHERE id = :id",
        {
            "id": account.id,
            "email": account.email,
            "role": account.role.value,
            "department": account.department,
            "function_title": account.function_title,
            "language": account.language,
        },
    )


async def set_active(account_id: str, *, is_active: bool) -> None:
    """Stop an account, or let it be used again."""
    await execute(
        "UPDATE account SET is_active = :is_active WHERE id = :id", {"is_active": is_active, "id": account_id}
    )


async def set_mail_choice(account_id: str, rhythm: Rhythm, language: str) -> None:
    """How somebody wants to be told, and in which language."""
    await execute(
        "UPDATE account SET rhythm = :rhythm, language = :language WHERE id = :id",
        {"rhythm": rhythm.value, "language": language, "id": account_id},
    )


async def set_password(account_id: str, password_hash: str) -> None:
    """Store a new password hash (argon2id)."""
    await execute("UPDATE account SET password_hash = :hash WHERE id = :id", {"hash": password_hash, "id": account_id})


async def _one(condition: str, value: str) -> Account | None:
    rows = await fetch(f"SELECT {_COLUMNS} FROM account WHERE {condition}", {"value": value})  # noqa: S608
    return _account(rows[0]) if rows else None


def _account(row: dict[str, Any]) -> Account:
    read = {"role": Role(row["role"]), "is_active": bool(row["is_active"]), "rhythm": Rhythm(row["rhythm"])}
    return Account(**{**row, **read})
