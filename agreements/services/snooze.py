"""Be reminded of a deadline later."""

from __future__ import annotations

from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.roles import Action, Actor
from agreements.domain.snooze import check_snooze
from agreements.services.change import in_turn, note
from agreements.services.office import Office
from agreements.storage import deadlines, snoozes


async def snooze(
    office: Office,
    actor: Actor,
    reference: str,
    revision: int,
    kind: DeadlineKind,
    subject: str,
    until_on: date,
    reason: str,
) -> Agreement:
    """Silent until `until_on`, when the reminder comes. The agreement itself stays as it is.

    In one transaction: the deadline, the alerts that still wait, the ledger's row and the audit event. The reason
    stands in the ledger only. The same wish once more changes nothing. Raises what `check_snooze` raises, `NotAllowed`
    and `Conflict`.
    """
    async with in_turn(office, actor, Action.SNOOZE, reference, revision) as record:
        deadline = check_snooze(record.agreement, kind, subject, until_on, reason, office.today)
        if await _is_asked(reference, kind, subject, until_on, reason.strip(), actor.id):
            return record.agreement
        await deadlines.snooze(record.id, deadline, until_on)
        await snoozes.insert(record.id, deadline, until_on, reason.strip(), actor.id, office.now)
        await note(office, actor, Action.SNOOZE, reference, {"deadline": kind, "until_on": until_on})
        return record.agreement


async def _is_asked(*wish: object) -> bool:
    """Whether the same person asked exactly this already: a form that was sent twice is one wish."""
    found = [one for one in await snoozes.of_agreement(str(wish[0])) if one.is_pending]
    same = [(one.reference, one.kind, one.subject, one.until_on, one.reason, one.snoozed_by) for one in found]
    return wish in same
