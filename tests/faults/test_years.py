"""Years of the real register on both databases: downtime, dates that move, owners that change, reminders put off.

The rules alone are lived through in tests/unit/domain/test_ladder_years.py, many more times.
"""

from __future__ import annotations

import sys

import pytest

from agreements.domain.digest import AT_ONCE_FROM_DAYS, DAYS_IN_WEEK
from agreements.storage.database.engine import Engine
from tests.faults.years import Years

pytestmark = pytest.mark.usefixtures("staffed")

LAST_DAYS = AT_ONCE_FROM_DAYS + 1 - DAYS_IN_WEEK
"""An alert that waits for an overview has so many days to go at least."""


@pytest.mark.parametrize("weekly", [False, True], ids=["at-once", "weekly"])
async def test_every_deadline_is_announced_in_time_and_no_mail_goes_out_twice(
    staffed: Engine, seed: int, year_count: int, weekly: bool
) -> None:
    years = Years(seed, year_count, weekly=weekly)
    await years.live()
    late = [
        (key, life)
        for key, life in years.lives
        if life.chances(key[1], last_days=LAST_DAYS if weekly else None)
        and not any(day <= life.due_on for day in life.told_on)
    ]
    told, manner = sum(bool(life.told_on) for _, life in years.lives), "weekly" if weekly else "at once"
    twice = sum(count > 1 for count in years.mails.values())
    sys.stdout.write(
        f"\n{staffed.dialect}, {manner} (seed {seed}, {year_count} years): {len(years.lives)} deadlines, {told} told,"
        f" {years.mails.total()} mails, announced too late {len(late)}, silent ends {len(years.silent_ends)},"
        f" twice {twice}; {dict(years.changes)}, {dict(years.turns.done)}\n"
    )
    assert late == []
    assert max(years.mails.values()) == 1
    assert all(life.due_on not in life.silent_on for _, life in years.lives)
    assert years.silent_ends == set()
    assert min(years.changes.values()) > 0
    assert min(years.turns.done.values()) > 0, "something never happened"
