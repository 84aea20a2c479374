"""Ask for approval of a draft."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.likeness import distinguish
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.services.change import in_turn, store_step
from agreements.services.departments import NoHead, departments, no_head, require_head
from agreements.services.likeness import check_transitional, lookalikes
from agreements.services.office import Office
from agreements.services.succession import check_succession


async def hindrance(actor: Actor, agreement: Agreement) -> NoHead | None:
    """What stands in the way of submitting this draft that its record alone does not tell."""
    department = agreement.latest.department
    return no_head(department, await departments(besides=actor.person))


async def submit(
    office: Office, actor: Actor, reference: str, revision: int, difference: str = "", *, already_ended: bool = False
) -> Agreement:
    """Ask those who may approve. `difference`: why it is not the same as an agreement that it looks like.

    Raises `Incomplete` with everything the draft still lacks, `NoHead`, `LooksLikeAnother`, `TransitionalAgain`,
    `AlreadyOver` unless the actor says that it has `already_ended`, or what a succession refuses.
    """
    async with in_turn(office, actor, Action.SUBMIT, reference, revision) as record:
        return await submit_in_turn(office, actor, record, difference, already_ended=already_ended)


async def submit_in_turn(
    office: Office, actor: Actor, record: Record, difference: str = "", *, already_ended: bool = False
) -> Agreement:
    """The same inside a transaction that already has the writers' turn, of an agreement that the actor may submit."""
    after = transitions.submit(record.agreement, actor.person, office.today, office.policy, already_ended=already_ended)
    await require_head(after.latest.department, actor.person)
    await check_succession(office, actor, after)
    await check_transitional(after)
    others = [one.agreement for one in await lookalikes(after) if not one.is_answered]
    details: dict[str, object] = {"already_ended": True} if already_ended else {}
    if others:
        details |= {"unlike": ", ".join(other.reference for other in others), "difference": difference.strip()}
    after = distinguish(after, others, difference, actor.person, office.today)
    return await store_step(office, actor, Action.SUBMIT, record, after, details)
