"""A change that gives an agreement to another department is judged there, and the head who loses it is told."""

from __future__ import annotations

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.errors import NotAllowed
from agreements.domain.messages import MessageKind
from agreements.domain.viewing import viewing_of
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from tests.alerts import MailRoom, send
from tests.office import TODAY_OFFICE, address, in_force
from tests.people import BRAM, HENK, PETRA, SANNE, TODAY, complete_content

pytestmark = pytest.mark.usefixtures("staffed")


async def handed_to_zorg() -> Agreement:
    """In force for Wonen; submitted that it goes to Zorg."""
    agreement = await in_force()
    content = complete_content(department="Zorg")
    draft = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    await clear()
    return await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)


async def clear() -> None:
    """What waits leaves, so that only what comes after it is seen."""
    await send(MailRoom(), TODAY)


async def messages(kind: MessageKind) -> list[str | None]:
    found = await ledger(LedgerFilter(kind=kind), limit=100)
    return [one.recipient_id for one in found if one.planned_on == TODAY]


async def test_the_receiving_head_is_asked_and_may_read_it_while_it_waits() -> None:
    waiting = await handed_to_zorg()

    assert await messages(MessageKind.APPROVAL_ASKED) == [BRAM.id]
    assert viewing_of(BRAM).sees(waiting)
    assert viewing_of(HENK).sees(waiting)


async def test_the_head_who_would_lose_it_neither_approves_nor_sends_back() -> None:
    waiting = await handed_to_zorg()
    with pytest.raises(NotAllowed):
        await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)
    with pytest.raises(NotAllowed):
        await send_back(TODAY_OFFICE, HENK, waiting.reference, waiting.revision, "Nee")


async def test_the_receiving_head_approves_and_the_other_is_told() -> None:
    waiting = await handed_to_zorg()
    approved = await approve(TODAY_OFFICE, BRAM, waiting.reference, waiting.revision)

    assert approved.content.department == "Zorg"
    assert await messages(MessageKind.MOVED) == [HENK.id]
    assert (viewing_of(BRAM).sees(approved), viewing_of(HENK).sees(approved)) == (True, False)


async def test_the_receiving_head_sends_it_back_and_then_has_no_say_any_more() -> None:
    waiting = await handed_to_zorg()
    draft = await send_back(TODAY_OFFICE, BRAM, waiting.reference, waiting.revision, "Hoort niet bij ons")

    assert not viewing_of(BRAM).sees(draft)
    assert await messages(MessageKind.MOVED) == []


async def test_a_change_that_leaves_the_department_alone_tells_no_head() -> None:
    agreement = await in_force()
    content = complete_content(title="Nieuwe titel")
    draft = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)
    await approve(TODAY_OFFICE, SANNE, waiting.reference, waiting.revision)

    assert await messages(MessageKind.MOVED) == []


async def test_the_mail_says_where_it_went_and_leads_to_what_its_reader_may_open() -> None:
    waiting = await handed_to_zorg()
    await approve(TODAY_OFFICE, BRAM, waiting.reference, waiting.revision)
    room = MailRoom()
    await send(room, TODAY)
    (mail,) = [mail for mail in room.sent if str(mail["To"]) == address(HENK)]
    text = mail.get_body(("plain",))

    assert text is not None
    assert "hoort nu bij een andere afdeling" in " ".join(text.get_content().split())
    assert "Zorg" in text.get_content()
    assert waiting.reference not in [word.rsplit("/", 1)[-1] for word in text.get_content().split() if "://" in word]
