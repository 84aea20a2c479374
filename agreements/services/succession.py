"""Rule 7 where it spans two agreements: a successor and the one it follows."""

from __future__ import annotations

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.errors import AlreadyRenewed
from agreements.storage import agreements


async def check_succession(agreement: Agreement) -> None:
    """Raises `StartsTooEarly` when it overlaps its predecessor, `AlreadyRenewed` when another one follows that."""
    content = agreement.proposal.content if agreement.proposal else agreement.content
    if content.predecessor is None:
        return
    predecessor = (await agreements.load(content.predecessor)).agreement
    if predecessor.successor not in {None, agreement.reference}:
        raise AlreadyRenewed(successor=predecessor.successor)
    transitions.check_follows(content, predecessor)
