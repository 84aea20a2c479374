"""Names for the ids in the record: who somebody is, by function rather than by address where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.domain.agreement import Agreement
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.services.api_keys import ACTOR
from agreements.storage.people import accounts
from agreements.storage.people.accounts import Account
from agreements.storage.programs import api_keys
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
        names[person] = shown_name(account, texts) if account else await _name_of_process(person, texts)
    return names


async def _name_of_process(id: str, texts: Texts) -> str:
    key = await api_keys.by_id(id.removeprefix(ACTOR)) if id.startswith(ACTOR) else None
    return texts(N_("the connection “%(name)s”"), name=key.name) if key else texts(PROCESSES.get(id, id))


async def stewards_in_words(agreement: Agreement, texts: Texts) -> list[tuple[str, str]]:
    """Owner and deputy, each with its label, and who is told in place of somebody who cannot decide (any more)."""
    owner_id, deputy_id, department = agreement.looked_after_by
    people = await accounts.active()
    able = {account.id for account in people if account.can_look_after(department)}
    heads = ", ".join(shown_name(a, texts) for a in people if a.role is Role.DEPARTMENT_HEAD and a.id in able)
    instead = heads or texts(N_("the fallback address"))
    names = await names_of((owner_id, deputy_id), texts)
    unable = N_("%(who)s, who may not decide on this: reminders go to %(people)s")
    owner = names.get(owner_id or "", "")
    if not owner_id:
        owner = texts(N_("nobody: reminders go to %(people)s"), people=instead)
    elif owner_id not in able:
        owner = texts(unable, who=owner, people=instead)
    found = [(texts(N_("Owner")), owner)]
    if deputy_id:
        deputy = names[deputy_id]
        if deputy_id not in able and heads:
            deputy = texts(unable, who=deputy, people=heads)
        elif deputy_id not in able:
            deputy = texts(N_("%(who)s, who may not decide on this and gets no reminders"), who=deputy)
        found.append((texts(N_("Deputy")), deputy))
    return found


def shown_name(account: Account, texts: Texts) -> str:
    """Function and department, else role and address."""
    who = account.function_title or f"{texts.word(account.role)} ({account.email})"
    is_said = account.department.casefold() in who.casefold()
    return who if is_said else f"{who}, {account.department}"
