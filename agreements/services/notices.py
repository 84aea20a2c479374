"""The messages that a step on an agreement causes, put in the outbox in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.domain.agreement import Agreement, is_submitted
from agreements.domain.messages import MessageKind
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor, department_of, may
from agreements.domain.vocabulary import Role
from agreements.domain.wording import N_
from agreements.services.office import Office
from agreements.storage.messages import outbox
from agreements.storage.messages.outbox import Message
from agreements.storage.people import accounts
from agreements.storage.people.accounts import Account

NO_LONGER_ASKED = N_("the approval is no longer asked")
_NOTICES = {
    Action.SUBMIT: MessageKind.APPROVAL_ASKED,
    Action.RETURN: MessageKind.RETURNED,
    Action.APPROVE: MessageKind.APPROVED,
}


async def take_back(record: Record, after: Agreement) -> None:
    """Nobody is asked any more to approve what no longer waits for approval, however it came to that."""
    if is_submitted(record.agreement) and not is_submitted(after):
        await outbox.withdraw_notices(record.id, MessageKind.APPROVAL_ASKED, NO_LONGER_ASKED)


async def put_notices(office: Office, actor: Actor, action: Action, record: Record, after: Agreement) -> None:
    """Ask the approvers, or tell the makers what became of their submission. Nobody is told of their own step.

    A department that loses an agreement to another is told as well.
    """
    people = [account for account in await accounts.active() if account.id != actor.id]
    kind = _NOTICES.get(action)
    if kind:
        told: list[str | None] = [a.id for a in people if _is_concerned(a, action, after)]
        await _put(office, kind, record.id, after, told or [None])
    former = record.agreement.content.department
    if action is Action.APPROVE and former != after.content.department:
        heads = [a.id for a in people if a.role is Role.DEPARTMENT_HEAD and former and a.department == former]
        await _put(office, MessageKind.MOVED, record.id, after, heads)


async def _put(
    office: Office, kind: MessageKind, agreement_id: int, agreement: Agreement, told: Sequence[str | None]
) -> None:
    for recipient_id in told:
        message = Message(
            kind=kind,
            key=f"{kind}:{agreement.reference}:{agreement.revision}",
            agreement_id=agreement_id,
            recipient_id=recipient_id,
            planned_on=office.today,
            reason=agreement.proposal.returned_reason if agreement.proposal else "",
        )
        await outbox.put(message, office.now)


def _is_concerned(account: Account, action: Action, agreement: Agreement) -> bool:
    """A submission goes to the head of the department that would own it; what became of it to the privacy officers."""
    if action is Action.SUBMIT:
        is_head = account.role is Role.DEPARTMENT_HEAD
        return is_head and may(account.actor, Action.APPROVE, department_of(agreement, Action.APPROVE))
    return account.role is Role.PRIVACY_OFFICER
