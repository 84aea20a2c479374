"""Who is behind an audience: the accounts to tell. Pure; the caller brings the accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreements.domain.agreement import Agreement
from agreements.domain.ladder import Audience
from agreements.domain.vocabulary import Role
from agreements.storage.people.accounts import Account

_ROLES = {
    Audience.PRIVACY_OFFICER: Role.PRIVACY_OFFICER,
    Audience.DATA_PROTECTION_OFFICER: Role.DATA_PROTECTION_OFFICER,
    Audience.SECRETARY: Role.SECRETARY,
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell, and on what ground. `account_id` None is the fallback recipient of the settings."""

    account_id: str | None
    audience: Audience


def recipients_of(
    audiences: Iterable[Audience], agreement: Agreement, people: Sequence[Account]
) -> tuple[Recipient, ...]:
    """Everyone to tell, each once, on the first ground that fits. `people` are the active accounts.

    Without an owner who can decide the heads of the owning department take the owner's place; without them the
    fallback recipient does (rule 6), whoever else is told. For a deputy who cannot decide any more the heads stand in.
    """
    found: dict[str | None, Audience] = {}
    for audience in audiences:
        for account_id in _behind(audience, agreement, people):
            found.setdefault(account_id, audience)
    return tuple(Recipient(account_id, audience) for account_id, audience in found.items())


def _behind(audience: Audience, agreement: Agreement, people: Sequence[Account]) -> Sequence[str | None]:
    owner_id, deputy_id, department = agreement.looked_after_by
    match audience:
        case Audience.OWNER:
            return _able(owner_id, department, people) or _heads(agreement, people) or [None]
        case Audience.DEPUTY:
            return _able(deputy_id, department, people) or (_heads(agreement, people) if deputy_id else [])
        case _:
            return [account.id for account in people if account.role is _ROLES[audience]]


def _able(account_id: str | None, department: str, people: Sequence[Account]) -> list[str]:
    """Who cannot act on an alert must not be the only one to get it."""
    return [account.id for account in people if account.id == account_id and account.can_look_after(department)]


def _heads(agreement: Agreement, people: Sequence[Account]) -> list[str]:
    department = agreement.content.department
    heads = [a for a in people if a.role is Role.DEPARTMENT_HEAD and department]
    return [a.id for a in heads if a.department == department]
