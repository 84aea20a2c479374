"""A tick every half minute, while the office's clock goes forward or back or shows 29 February, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from agreements.clock import moment_at
from agreements.domain.messages import MessageState
from agreements.services.office import office_at
from agreements.storage.database.transaction import execute
from scheduler.periodic import INTERVAL_SECONDS
from scheduler.sweep import sweep
from tests.alerts import alerts, clear_notices, owned
from tests.people import HENK, PETRA, POLICY, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
A_DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)
TICK = timedelta(seconds=INTERVAL_SECONDS)


def midnight(day: date) -> datetime:
    """The instant at which a day begins in the office."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def ticks(day: date) -> Iterator[datetime]:
    """Around the day's begin, around one o'clock UTC when the clocks change, and around its end."""
    change = datetime.combine(day, time(1), UTC)
    for middle in (midnight(day), change, midnight(day + A_DAY)):
        at = middle - TEN_MINUTES
        while at < middle + TEN_MINUTES:
            yield at
            at += TICK


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
async def test_each_alert_is_planned_once_and_at_the_first_tick_of_its_day(day: date) -> None:
    await owned(ends_on=day)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    planned = {}
    for at in ticks(day):
        result = await sweep(office_at(moment_at(at, AMSTERDAM), POLICY))
        if result.planned:
            planned[at] = result.planned

    eve, told = midnight(day) - TEN_MINUTES, sorted([HENK.id, PETRA.id, SANNE.id])
    assert planned == {eve: 3, midnight(day): 3}
    waiting = [entry for entry in await alerts() if entry.state is MessageState.WAITING]
    assert sorted(str(entry.recipient_id) for entry in waiting) == told
    assert {(entry.rung, entry.planned_on) for entry in waiting} == {(0, day)}
    rungs = [(entry.rung, entry.recipient_id) for entry in await alerts()]
    assert len(rungs) == len(set(rungs))
