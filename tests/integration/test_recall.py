"""Whoever submitted takes the submission back: without mail, and what still waited to be mailed is taken back too."""

from __future__ import annotations

import pytest

from agreements.domain.agreement import Agreement, ProposalStatus
from agreements.domain.errors import Conflict, NotAllowed, NothingProposed, WrongStatus
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.roles import Actor
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.notices import NO_LONGER_ASKED
from agreements.services.recall import recall
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.storage import agreements
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from agreements.storage.trail import audit
from tests.alerts import MailRoom, send
from tests.office import TODAY_OFFICE, drafted, in_force, in_review
from tests.people import BRAM, HENK, PETRA, SANNE, TODAY, complete_content

pytestmark = pytest.mark.usefixtures("staffed")


async def asked() -> list[tuple[MessageState, str]]:
    """What became of the messages that ask for approval, the oldest first."""
    found = await ledger(LedgerFilter(), limit=100)
    return [(one.state, one.reason) for one in reversed(found) if one.kind is MessageKind.APPROVAL_ASKED]


async def taken_back(agreement: Agreement) -> Agreement:
    return await recall(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision)


async def test_the_maker_takes_it_back_and_nobody_is_mailed() -> None:
    draft = await taken_back(await in_review(TODAY))
    room = MailRoom()
    await send(room, TODAY)

    assert draft.proposal is not None
    assert (draft.proposal.status, draft.proposal.submitted_by) == (ProposalStatus.DRAFT, None)
    assert await asked() == [(MessageState.WITHDRAWN, NO_LONGER_ASKED)]
    assert room.sent == []
    assert [event.action for event in await audit.events_about(draft.reference)] == ["register", "submit", "recall"]


async def test_what_left_already_stays_as_it_was_sent() -> None:
    agreement = await in_review(TODAY)
    await send(MailRoom(), TODAY)
    await taken_back(agreement)

    assert await asked() == [(MessageState.SENT, "")]


async def test_a_submission_of_after_it_is_asked_again_once() -> None:
    draft = await taken_back(await in_review(TODAY))
    await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)
    room = MailRoom()
    await send(room, TODAY)

    assert [state for state, _ in await asked()] == [MessageState.WITHDRAWN, MessageState.SENT]
    assert len(room.sent) == 1


async def test_after_a_return_too_nobody_is_asked_twice() -> None:
    agreement = await in_review(TODAY)
    draft = await send_back(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, "Noem de bewaartermijn")
    await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)

    assert [state for state, _ in await asked()] == [MessageState.WITHDRAWN, MessageState.WAITING]


async def test_a_changed_version_that_is_taken_back_leaves_what_is_in_force() -> None:
    agreement = await in_force()
    draft = await amend(
        TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, complete_content(title="Nieuwe titel")
    )
    waiting = await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)
    back = await taken_back(waiting)

    assert back.in_force == agreement.in_force
    assert back.latest.title == "Nieuwe titel"
    again = await submit(TODAY_OFFICE, PETRA, back.reference, back.revision)
    assert (await approve(TODAY_OFFICE, HENK, again.reference, again.revision)).content.title == "Nieuwe titel"


@pytest.mark.parametrize(("actor", "refused"), [(SANNE, WrongStatus), (HENK, NotAllowed), (BRAM, NotAllowed)])
async def test_only_the_maker_does(actor: Actor, refused: type[Exception]) -> None:
    agreement = await in_review(TODAY)
    with pytest.raises(refused):
        await recall(TODAY_OFFICE, actor, agreement.reference, agreement.revision)

    assert (await agreements.load(agreement.reference)).agreement == agreement


async def test_what_was_approved_meanwhile_cannot_be_taken_back() -> None:
    waiting = await in_review(TODAY)
    approved = await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)
    with pytest.raises(Conflict):
        await taken_back(waiting)
    with pytest.raises(NothingProposed):
        await taken_back(approved)


async def test_a_draft_cannot_be_taken_back() -> None:
    with pytest.raises(WrongStatus):
        await taken_back(await drafted())
