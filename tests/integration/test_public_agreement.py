"""After whatever people and the register did, the ledger of publication, what lists read and the versions agree."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.public_memory import entries
from tests.public_years import JUMPS, PublicYears
from tests.rebuilt import changed_by_rebuild, not_as_approved

DAYS = 14


@pytest.mark.parametrize("seed", [3, 4])
async def test_ledger_projection_and_versions_agree_after_any_order_of_steps(staffed: Engine, seed: int) -> None:
    walk = PublicYears(random.Random(seed))
    for _ in range(DAYS):
        walk.put_clock_right()
        await walk.live_a_day()
        walk.day += timedelta(days=walk.chosen.choice(JUMPS))

    assert (await entries.head()).seq > DAYS
    assert await not_as_approved() == []
    await verify_history()
    assert await changed_by_rebuild() == []
    await verify_history()
