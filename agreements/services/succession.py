"""Rule 7 where it spans two agreements: a successor and the one it follows.

All of this happens inside the transaction of the step that causes it, with an event on the other agreement too.
"""

from __future__ import annotations

from agreements.domain import succession, transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.ending_errors import PredecessorNotYours
from agreements.domain.plan import PlanEnding
from agreements.domain.roles import Action, Actor, may
from agreements.services.change import store_step
from agreements.services.content_digest import digest
from agreements.services.office import Office
from agreements.storage import agreements


async def check_succession(office: Office, actor: Actor, agreement: Agreement) -> None:
    """Before a successor is submitted or approved: raises what `succession.check_succession` refuses.

    Raises `PredecessorNotYours` too: letting it follow silences the alarms of the other department's agreement.
    """
    content = agreement.proposal.content if agreement.proposal else agreement.content
    if content.predecessor is None:
        return
    predecessor = (await agreements.load(content.predecessor)).agreement
    if agreement.in_force is None and not may(actor, Action.RENEW, predecessor.content.department):
        raise PredecessorNotYours(reference=predecessor.reference)
    succession.check_succession(predecessor, agreement, content, office.today)


async def keep_in_step(office: Office, actor: Actor, before: Agreement, after: Agreement) -> None:
    """Tell the agreements that these two states of one agreement follow, when that changed anything for them.

    It follows while it is approved and not called off; a draft that a renewal made is named by the one it will follow
    until it is thrown away or follows another.
    """
    names = {_follows(before), _follows(after)} - {None}
    for name in sorted(filter(None, names)):
        if name == _follows(after):
            await _link(office, actor, name, after, _is_seen(before, after))
        else:
            await _release(office, actor, name, after.reference, _is_seen(before, after))


async def throw_renewal_away(office: Office, actor: Actor, before: Agreement, after: Agreement) -> None:
    """Throw away the draft of a renewal that a later decision about the same end took the place of (rule 13)."""
    if before.successor is None or after.successor is not None:
        return
    record = await agreements.load(before.successor)
    draft = transitions.ended(record.agreement, PlanEnding.OVERTAKEN, "", office.today)
    gone = transitions.withdraw(draft, actor.id, "", office.today)
    details = {"content_sha256": digest(gone.content), "decided_about": after.reference}
    await store_step(office, actor, Action.WITHDRAW, record, gone, details)


def _follows(agreement: Agreement) -> str | None:
    """Which agreement this one takes the place of, as it stands."""
    if agreement.withdrawal or agreement.is_called_off:
        return None
    content: Content = agreement.content
    return content.predecessor


def _is_seen(*states: Agreement) -> bool:
    """Whether residents can see what follows, or could until now: else the one it follows gives nothing away."""
    return any(state.in_force is not None and state.in_force.content.is_public for state in states)


async def _link(office: Office, actor: Actor, name: str, successor: Agreement, is_public: bool) -> None:
    if successor.in_force is None:
        return
    record = await agreements.load(name)
    after = succession.succeed(record.agreement, successor, actor.id, office.today)
    if after != record.agreement:
        details = {"succeeded_by": successor.reference, "is_public": is_public}
        await store_step(office, actor, Action.SUCCEED, record, after, details)


async def _release(office: Office, actor: Actor, name: str, reference: str, is_public: bool) -> None:
    record = await agreements.find(name)
    if record is None:
        return
    after = succession.release(record.agreement, reference, office.today)
    if after != record.agreement:
        details = {"no_longer_followed_by": reference, "is_public": is_public}
        await store_step(office, actor, Action.RELEASE, record, after, details)
