"""Rule 7 where it spans two agreements: a successor and the one it follows."""

from __future__ import annotations

from agreements.domain import succession
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.change import store_step
from agreements.services.desk import Desk
from agreements.storage import agreements


async def check_succession(desk: Desk, agreement: Agreement) -> None:
    """Before a successor is submitted: raises what `succession.succeed` refuses."""
    content = agreement.proposal.content if agreement.proposal else agreement.content
    if content.predecessor is not None:
        predecessor = await agreements.load(content.predecessor)
        succession.succeed(predecessor.agreement, agreement, desk.today)


async def store_succession(desk: Desk, actor: Actor, successor: Agreement) -> None:
    """Tell the predecessor that its successor was approved, inside the transaction that approved it."""
    name = successor.content.predecessor
    if name is None:
        return
    record = await agreements.load(name)
    after = succession.succeed(record.agreement, successor, desk.today)
    if after != record.agreement:
        await store_step(desk, actor, Action.RENEW, record, after, {"succeeded_by": successor.reference})
