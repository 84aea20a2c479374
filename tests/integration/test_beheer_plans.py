"""What the first pages of beheer ask goes by small indexes, however many agreements lie quiet in the register."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from agreements.domain.roles import Action, Actor
from agreements.domain.viewing import reach_of, viewing_of
from agreements.storage import register_list, waiting
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute
from agreements.storage.register_list import ListFilter
from tests.crowd import multiply
from tests.office import drafted, in_force, in_review
from tests.people import BRAM, PETRA, TODAY
from tests.plans import plans, reads_a_table

COPIES = 3000
NOTHING = Answer([{"id": 1, "n": 0}], 1)


@pytest.fixture
async def full(staffed: Engine) -> Engine:
    """Three thousand agreements of Wonen about which nothing waits, beside a few that are busy; one is of Zorg."""
    await multiply((await in_force()).reference, COPIES)
    await execute("UPDATE deadline SET is_settled = :yes, next_alert_on = NULL WHERE agreement_id > 1", {"yes": True})
    await in_force(department="Zorg")
    await drafted()
    await in_review()
    await execute("ANALYZE", {})
    return staffed


def piles_of(actor: Actor) -> dict[str, Callable[[], Awaitable[object]]]:
    """Each pile, and the index that it goes by."""
    seen, judge, writer = viewing_of(actor), reach_of(actor, Action.APPROVE), reach_of(actor, Action.AMEND)
    return {
        "deadline_open": lambda: waiting.late(seen, TODAY, 25),
        " deadline_open": lambda: waiting.soon(seen, TODAY, 25),
        "version_proposed": lambda: waiting.to_judge(seen, judge, actor.id, 25),
        " version_proposed": lambda: waiting.to_wait_for(seen, judge, actor.id, 25),
        "  version_proposed": lambda: waiting.drafts(seen, writer, 25, sent_back=True),
    }


async def test_each_pile_and_its_count_go_by_the_index_on_what_waits(
    full: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for index, ask in piles_of(PETRA).items():
        page, count = await plans(full, monkeypatch, ask, NOTHING)
        for found in (page, count):
            assert index.strip() in found
            assert reads_a_table(found) == []


async def test_a_head_of_few_agreements_reads_no_others(full: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for ask in piles_of(BRAM).values():
        for found in await plans(full, monkeypatch, ask, NOTHING):
            assert reads_a_table(found) == []
    own = ListFilter(viewing=viewing_of(BRAM), on_day=TODAY)
    (counted,) = await plans(full, monkeypatch, lambda: register_list.count(own), NOTHING)
    assert "version_department" in counted
    assert reads_a_table(counted) == []


async def test_a_page_of_the_list_goes_by_the_references(full: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = ListFilter(viewing=viewing_of(PETRA), on_day=TODAY)
    page, _ = await plans(full, monkeypatch, lambda: register_list.found(everything, limit=50), Answer([], 0))
    assert "agreement_at_work" in page or "agreement_reference" in page
    assert reads_a_table(page) == []
