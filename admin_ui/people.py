"""Names for the ids in the record: who somebody is, by function rather than by address where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.domain.wording import N_
from agreements.storage import accounts
from agreements.storage.accounts import Account
from agreements.texts import Texts

PROCESSES = {
    "cli": N_("the command line"),
    "scheduler": N_("the register itself"),
    "import": N_("the import"),
    "anonymous": N_("somebody who was not signed in"),
    "sample": N_("the sample register"),
}


async def names_of(ids: Iterable[str | None], texts: Texts) -> dict[str, str]:
    """A name for each id. Ids of accounts that no longer exist stay as they are."""
    names = {}
    for person in {id for id in ids if id}:
        account = await accounts.by_id(person)
        names[person] = shown_name(account, texts) if account else texts(PROCESSES.get(person, person))
    return names


def shown_name(account: Account, texts: Texts) -> str:
    """Function and department, else role and address."""
    who = account.function_title or f"{texts.word(account.role)} ({account.email})"
    is_said = account.department.casefold() in who.casefold()
    return who if is_said else f"{who}, {account.department}"
