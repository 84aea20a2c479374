"""Register a new agreement as a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError, RuleBroken
from agreements.domain.reference import PREFIX, check_reference, next_reference
from agreements.domain.roles import Action, Actor, require
from agreements.domain.termination import Termination
from agreements.domain.wording import N_
from agreements.services.change import store_many_new, store_new
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.stewards import require_able
from agreements.storage import agreements
from agreements.storage.database.transaction import append_lock, unit_of_work


class TitleMissing(RuleBroken):
    """People find a draft by its title."""

    sentence = N_("Give the agreement a title first. Everything else can come later.")
    field = "title"


class AlreadyRegistered(AgreementError):
    """The same form came twice."""

    sentence = N_("This form was saved already, as %(reference)s.")


async def register(
    office: Office,
    actor: Actor,
    content: Content,
    *,
    reference: str | None = None,
    stewardship: Stewardship | None = None,
    form: str = "",
) -> Agreement:
    """A new draft, under its own reference or the next free one. It may be incomplete.

    `form` is the key of the form that it was typed in: sent twice, by two nodes at once if need be, it makes one draft.
    Raises `TitleMissing`, `AlreadyRegistered`, `BadReference`, `ReferenceTaken`, `NotAllowed`, `CannotLookAfter`, or
    the refusal of dates that do not fit.
    """
    require(actor, Action.REGISTER, content.department)
    if not content.title.strip():
        raise TitleMissing()
    async with unit_of_work():
        await append_lock("audit")
        if form and (known := await agreements.made_of(form)):
            raise AlreadyRegistered(reference=known)
        if stewardship:
            await require_able(stewardship, content.department)
        name = check_reference(reference) if reference else await free_reference(office)
        draft = transitions.register(name, content, office.today, office.policy, stewardship)
        draft = replace(draft, registered_by=actor.id)
        await store_new(office, actor, Action.REGISTER, draft, {"content_sha256": digest(content)}, form)
        return draft


@dataclass(frozen=True, slots=True)
class Registered:
    """What a new draft is made of. `reference`: its own; without one it gets the next free one. `termination`: it was
    ended elsewhere."""

    content: Content
    text: str
    """The content as it is stored (`content_json`)."""
    reference: str | None = None
    termination: Termination | None = None


async def register_many_in_turn(
    office: Office, actor: Actor, action: Action, given: Sequence[Registered], free: Iterator[str]
) -> dict[str, int]:
    """Some new drafts at once, inside a transaction that already has the writers' turn; returns their references, in
    this order, with their row ids. `free`: the references that those without one get.

    Raises `BadReference`, `ReferenceTaken`, or the refusal of dates that do not fit.
    """
    drafts, texts = list[Agreement](), dict[str, str]()
    for one in given:
        name = check_reference(one.reference) if one.reference else next(free)
        draft = transitions.register(name, one.content, office.today, office.policy)
        drafts.append(replace(draft, registered_by=actor.id, termination=one.termination))
        texts[name] = one.text
    return await store_many_new(office, actor, action, drafts, texts)


def free_references(year: int, last: str | None, besides: Collection[str]) -> Iterator[str]:
    """The references after `last` in a year, one by one, but for these."""
    while True:
        last = next_reference(year, last)
        if last not in besides:
            yield last


async def last_reference(office: Office) -> str | None:
    """The last reference of this year; only safe to go on from while holding the writers' turn."""
    return await agreements.last_reference(f"{PREFIX}-{office.today.year}")


async def free_reference(office: Office) -> str:
    """The next reference of this year; only safe while holding the writers' turn."""
    return next_reference(office.today.year, await last_reference(office))
