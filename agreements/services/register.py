"""Register a new agreement as a draft."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError, RuleBroken
from agreements.domain.reference import PREFIX, check_reference, next_reference
from agreements.domain.roles import Action, Actor, require
from agreements.domain.termination import Termination
from agreements.domain.wording import N_
from agreements.services.change import store_new
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.services.stewards import require_able
from agreements.storage import agreements
from agreements.storage.agreements import OF_FORM, Origin
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
    require(actor, Action.REGISTER)
    if not content.title.strip():
        raise TitleMissing()
    async with unit_of_work():
        await append_lock("audit")
        origin = Origin(f"{OF_FORM}{form}", "") if form else None
        if origin and (known := await agreements.made_of(origin)):
            raise AlreadyRegistered(reference=known)
        return await register_in_turn(office, actor, Action.REGISTER, content, reference, stewardship, origin)


async def register_in_turn(
    office: Office,
    actor: Actor,
    action: Action,
    content: Content,
    reference: str | None = None,
    stewardship: Stewardship | None = None,
    origin: Origin | None = None,
    termination: Termination | None = None,
) -> Agreement:
    """The same inside a transaction that already has the writers' turn. `termination`: it was ended elsewhere."""
    if stewardship:
        await require_able(stewardship, content.department)
    name = check_reference(reference) if reference else await free_reference(office)
    draft = transitions.register(name, content, office.today, office.policy, stewardship)
    draft = replace(draft, registered_by=actor.id, termination=termination)
    await store_new(office, actor, action, draft, {"content_sha256": digest(content)}, origin)
    return draft


async def free_reference(office: Office) -> str:
    """The next reference of this year; only safe while holding the writers' turn."""
    year = office.today.year
    return next_reference(year, await agreements.last_reference(f"{PREFIX}-{year}"))
