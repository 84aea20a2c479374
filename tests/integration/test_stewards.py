"""Owner and deputy are people who can act: an alert to somebody who may not decide would help nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.messages import MessageState
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services.assign import assign
from agreements.services.people import change_user
from agreements.services.register import register
from agreements.services.stewards import CannotLookAfter
from agreements.storage import agreements
from agreements.storage.database.transaction import execute
from scheduler.sweep import sweep
from tests.alerts import OPERATOR, MailRoom, alerts, clear_notices, dismiss, entrust, owned, send
from tests.office import TODAY_OFFICE, address, in_force, office_on
from tests.people import AAD, BRAM, ENDS_ON, FATIMA, HENK, PETRA, SANNE, complete_content

pytestmark = pytest.mark.usefixtures("staffed")

NINETY, LATER = ENDS_ON - timedelta(days=90), ENDS_ON - timedelta(days=80)
UNABLE = [AAD.id, BRAM.id, FATIMA.id, "nobody"]


async def the_end_is_near(owner_id: str, deputy_id: str | None = None) -> Agreement:
    """Henk's department is told of the end of an agreement alone; the alert of ninety days waits."""
    agreement = await entrust(await owned(), Stewardship(owner_id=owner_id, deputy_id=deputy_id))
    await clear_notices()
    await sweep_the_end()
    return agreement


async def sweep_the_end(*, later: bool = False) -> None:
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await sweep(office_on(LATER if later else NINETY))


async def told(state: MessageState = MessageState.WAITING) -> set[tuple[str | None, str]]:
    return {(one.recipient_id, one.audience) for one in await alerts(state) if one.rung == 90}


@pytest.mark.parametrize("field", ["owner_id", "deputy_id"])
@pytest.mark.parametrize("account_id", UNABLE)
async def test_an_owner_or_deputy_who_may_not_decide_on_it_is_refused(field: str, account_id: str) -> None:
    agreement = await in_force()
    named = Stewardship(owner_id=account_id) if field == "owner_id" else Stewardship(deputy_id=account_id)
    with pytest.raises(CannotLookAfter, match="may decide on this agreement") as refused:
        await assign(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, named)

    assert refused.value.field == field
    assert (await agreements.load(agreement.reference)).agreement == agreement


@pytest.mark.parametrize("account_id", UNABLE)
async def test_nor_can_they_be_named_when_it_is_registered(account_id: str) -> None:
    with pytest.raises(CannotLookAfter):
        await register(TODAY_OFFICE, PETRA, complete_content(), stewardship=Stewardship(owner_id=account_id))


async def test_somebody_who_left_cannot_be_named() -> None:
    agreement = await in_force()
    await dismiss(HENK)
    with pytest.raises(CannotLookAfter):
        await entrust(agreement, Stewardship(owner_id=HENK.id))


async def test_of_no_department_only_a_privacy_officer_is_the_owner() -> None:
    with pytest.raises(CannotLookAfter):
        await register(TODAY_OFFICE, PETRA, complete_content(department=""), stewardship=Stewardship(owner_id=HENK.id))

    await register(TODAY_OFFICE, PETRA, complete_content(department=""), stewardship=Stewardship(owner_id=SANNE.id))


async def test_when_an_owner_becomes_an_auditor_the_head_learns_at_once_what_was_open() -> None:
    await the_end_is_near(owner_id=SANNE.id)
    await change_user(office_on(LATER), OPERATOR, SANNE.id, role=Role.AUDITOR)
    await sweep_the_end(later=True)

    assert await told() == {(HENK.id, "owner")}
    assert await told(MessageState.WITHDRAWN) == {(SANNE.id, "owner")}


async def test_when_an_owner_gets_another_department_the_new_head_learns_what_was_open() -> None:
    await the_end_is_near(owner_id=HENK.id)
    await change_user(office_on(LATER), OPERATOR, HENK.id, department="Zorg")
    await sweep_the_end(later=True)
    assert await told() == {(None, "owner")}, "nobody heads it, so the fallback recipient is told"

    await change_user(office_on(LATER), OPERATOR, BRAM.id, department="Wonen")
    await sweep_the_end(later=True)
    assert await told() == {(BRAM.id, "owner")}


async def test_for_a_deputy_who_may_not_decide_any_more_the_head_stands_in_and_is_told_why() -> None:
    await the_end_is_near(owner_id=PETRA.id, deputy_id=SANNE.id)
    assert await told() == {(PETRA.id, "owner"), (SANNE.id, "deputy")}
    await change_user(office_on(LATER), OPERATOR, SANNE.id, role=Role.AUDITOR)
    await sweep_the_end(later=True)
    room = MailRoom()
    await send(room, LATER)

    assert room.recipients == [address(HENK), address(PETRA)]
    (mail,) = [mail for mail in room.sent if str(mail["To"]) == address(HENK)]
    text = mail.get_body(("plain",))
    assert text is not None
    assert "omdat u hoofd bent van de afdeling Wonen" in " ".join(text.get_content().split())


async def test_a_head_who_owns_it_is_told_once_when_the_deputy_may_not_decide_any_more() -> None:
    await the_end_is_near(owner_id=HENK.id, deputy_id=SANNE.id)
    await change_user(office_on(LATER), OPERATOR, SANNE.id, role=Role.AUDITOR)
    await sweep_the_end(later=True)

    assert await told() == {(HENK.id, "owner")}


async def test_an_owner_who_may_decide_again_is_told_again() -> None:
    await the_end_is_near(owner_id=SANNE.id)
    for role in (Role.AUDITOR, Role.PRIVACY_OFFICER):
        await change_user(office_on(LATER), OPERATOR, SANNE.id, role=role)
        await sweep_the_end(later=True)

    assert await told() == {(SANNE.id, "owner")}


async def test_the_command_line_is_no_owner() -> None:
    with pytest.raises(CannotLookAfter):
        await register(TODAY_OFFICE, PETRA, complete_content(), stewardship=Stewardship(owner_id=Actor("cli", None).id))
