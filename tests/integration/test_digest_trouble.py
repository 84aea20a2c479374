"""An overview that cannot leave as planned: what is in it is neither lost nor told to the wrong person."""

from __future__ import annotations

import pytest

from agreements.domain.agreement import DecisionKind
from agreements.domain.messages import MessageKind, MessageState
from agreements.mail.prepare import ACCOUNT_STOPPED
from agreements.services.decide import decide
from agreements.services.send_again import NotFailed, send_again
from agreements.services.verify_history import verify_history
from agreements.storage import deadlines
from agreements.storage.database.errors import StorageUnavailable
from agreements.storage.database.transaction import execute
from agreements.storage.messages import digests
from scheduler.sweep import sweep
from tests.alerts import (
    BUSY,
    FALLBACK,
    REFUSED,
    MailRoom,
    alerts,
    owned,
    send,
)
from tests.faults.farm import let_all_leases_pass
from tests.office import address, office_on
from tests.overviews import MONDAY, ends_are_near, entries, wants_overview
from tests.people import HENK, PETRA

pytestmark = pytest.mark.usefixtures("staffed")


async def test_an_overview_of_which_nothing_is_open_any_more_is_not_sent() -> None:
    await wants_overview()
    (reference,) = await ends_are_near()
    await sweep(office_on(MONDAY))
    await decide(office_on(MONDAY), HENK, reference, 4, DecisionKind.LAPSE)
    room = MailRoom()

    assert (await send(room, MONDAY)).withdrawn == 1
    assert room.sent == []


async def test_a_date_that_moved_behind_the_back_of_the_overview_is_left_out_with_the_reason() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    await execute("UPDATE deadline SET armed = armed + 1 WHERE agreement_id = (SELECT min(id) FROM agreement)", {})
    room = MailRoom()
    await send(room, MONDAY)

    assert "1 termijn:" in room.subjects[0]
    (left_out,) = await alerts(MessageState.WITHDRAWN)
    assert left_out.reason == deadlines.DATE_MOVED


async def test_a_busy_server_gets_the_same_overview_later_under_the_same_name() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    assert (await send(MailRoom({"*": BUSY}), MONDAY)).retried == 1
    assert len(await alerts(MessageState.WAITING)) == 2
    room = MailRoom()
    assert (await send(room, MONDAY, hours=1)).sent == 1

    (overview,) = await entries(MessageKind.DIGEST, MessageState.SENT)
    assert room.sent[0]["Message-ID"] == f"<{overview.message_id}@afspraken.example.org>"
    assert {entry.mail_id for entry in await alerts(MessageState.SENT)} == {overview.message_id}


async def test_of_an_overview_that_is_refused_the_fallback_recipient_gets_each_alert() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    room = MailRoom({address(HENK): REFUSED})
    result = await send(room, MONDAY, fallback=True)

    assert (result.failed, result.sent, result.left) == (1, 2, 0)
    assert room.recipients == [FALLBACK, FALLBACK]
    assert len(await alerts(MessageState.FAILED)) == 2


async def test_an_alert_of_a_refused_overview_can_be_tried_again_by_itself_and_the_overview_cannot() -> None:
    await wants_overview()
    await ends_are_near()
    await sweep(office_on(MONDAY))
    await send(MailRoom({address(HENK): REFUSED}), MONDAY)
    (failed,) = await alerts(MessageState.FAILED)
    (overview,) = await entries(MessageKind.DIGEST, MessageState.FAILED)
    await send_again(office_on(MONDAY), PETRA, failed.id)
    with pytest.raises(NotFailed):
        await send_again(office_on(MONDAY), PETRA, overview.id)
    room = MailRoom()
    await send(room, MONDAY)

    assert room.recipients == [address(HENK)]
    assert "Loopt over 88 dagen af" in room.subjects[0]


async def test_trying_messages_again_leaves_the_history_whole() -> None:
    await owned()
    await sweep(office_on(MONDAY))
    await send(MailRoom({"*": REFUSED}), MONDAY)
    for failed in await alerts(MessageState.FAILED):
        await send_again(office_on(MONDAY), PETRA, failed.id)
        await send(MailRoom({"*": REFUSED}), MONDAY)

    assert (await verify_history()).events > 1


async def test_an_overview_for_somebody_who_just_left_is_left_to_the_fallback_recipient() -> None:
    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    await execute("UPDATE account SET is_active = :no WHERE id = :id", {"no": False, "id": HENK.id})
    room = MailRoom()
    result = await send(room, MONDAY, fallback=True)

    assert (result.withdrawn, result.sent, result.left) == (1, 2, 0)
    assert {entry.reason for entry in await alerts(MessageState.WITHDRAWN)} == {ACCOUNT_STOPPED}


async def test_an_overview_is_sent_with_all_its_alerts_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> None:
        raise StorageUnavailable("the connection was lost")

    await wants_overview()
    await ends_are_near(2)
    await sweep(office_on(MONDAY))
    room = MailRoom()
    with monkeypatch.context() as patch:
        patch.setattr(digests, "mark_sent", breaks)
        with pytest.raises(StorageUnavailable):
            await send(room, MONDAY)
    assert len(await entries(MessageKind.DIGEST, MessageState.WAITING)) == 1
    assert len(await alerts(MessageState.WAITING)) == 2

    await let_all_leases_pass()
    await send(room, MONDAY)
    assert len(room.sent) == 2
    assert len({str(mail["Message-ID"]) for mail in room.sent}) == 1
    assert len(await alerts(MessageState.SENT)) == 2
