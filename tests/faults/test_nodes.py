"""Four processes at one register share the alerts that are due: each goes out once, and none is left."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from agreements.domain.messages import MessageState
from agreements.storage.database.engine import Engine
from agreements.storage.messages.ledger_view import count_by_state
from tests.alerts import only_the_end_is_left
from tests.crowd import multiply
from tests.faults.farm import farm, nothing_is_left
from tests.faults.sink import mail_sink
from tests.people import ENDS_ON

pytestmark = pytest.mark.usefixtures("staffed")

NODES = 4
A_WEEK_LATE = ENDS_ON + timedelta(days=7)
RECIPIENTS = 4
"""Henk, Petra, Sanne and Fatima are told that an agreement ended a week ago."""


async def test_four_processes_send_each_alert_once_and_leave_none(
    staffed: Engine, database_url: str, due_alerts: int, tmp_path: Path
) -> None:
    agreement = await only_the_end_is_left()
    await multiply(agreement.reference, due_alerts // RECIPIENTS - 1)
    async with mail_sink() as sink, farm(database_url, sink.url, tmp_path / "clock") as workers:
        workers.set_clock(datetime.combine(A_WEEK_LATE, time(12), UTC))
        nodes = [await workers.spawn("node", number) for number in range(NODES)]
        assert [await workers.ended(node) for node in nodes] == [0] * NODES
    sent = (await count_by_state())[MessageState.SENT]
    doubles = sink.taken.total() - len(sink.taken)
    sys.stdout.write(f"\n{staffed.dialect}: {NODES} processes, {due_alerts} due: {sent} sent, {doubles} doubles\n")
    assert (sent, len(sink.taken), doubles) == (due_alerts, due_alerts, 0)
    assert await nothing_is_left(A_WEEK_LATE)
