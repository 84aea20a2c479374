"""Looking at the outbox as a ledger, on both databases."""

from __future__ import annotations

import pytest

from agreements.domain.messages import MessageKind, MessageState
from agreements.storage.messages import ledger_view
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from scheduler.commands import list_command
from tests.alerts import MailRoom, end_is_near, send
from tests.people import PETRA

pytestmark = pytest.mark.usefixtures("staffed")


async def test_messages_are_counted_by_state() -> None:
    await end_is_near()
    counts = await ledger_view.count_by_state()
    assert counts[MessageState.WAITING] == 3
    assert counts[MessageState.FAILED] == 0
    await send(MailRoom())
    sent = await ledger_view.count_by_state()
    assert (sent[MessageState.WAITING], sent[MessageState.SENT]) == (0, 3)


async def test_the_ledger_is_read_in_pages_and_by_filter() -> None:
    await end_is_near()
    everything = await ledger(LedgerFilter())
    first = await ledger(LedgerFilter(), limit=2)
    rest = await ledger(LedgerFilter(), before_id=first[-1].id)
    assert (
        [e.id for e in first + rest] == [e.id for e in everything] == sorted((e.id for e in everything), reverse=True)
    )
    assert len(await list_command()) == len(everything)
    chosen = LedgerFilter(state=MessageState.WAITING, kind=MessageKind.DEADLINE, reference=everything[0].reference)
    assert await ledger_view.count_entries(chosen) == 3
    assert await ledger(LedgerFilter(recipient_id=PETRA.id, reference="AFS-0000-0000")) == []
