"""What is asked all day long goes by the small indexes on what waits and what was decided, however much there is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from agreements.domain.viewing import viewing_of
from agreements.storage import deadlines, liveness
from agreements.storage import plans as plans_kept
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute
from agreements.storage.decisions import DecisionFilter, decisions
from agreements.storage.messages import delivery, outbox
from tests.alerts import owned
from tests.crowd import far_off, long_history, multiply
from tests.decisions import decided_in_every_way
from tests.office import office_on
from tests.people import ENDS_ON, HENK
from tests.plans import plan, plans, reads_a_table

DAY = ENDS_ON - timedelta(days=90)
FAR = date(2031, 1, 1)
COPIES, DEADLINES_EACH = 100, 200


@pytest.fixture
async def full(staffed: Engine) -> Engine:
    """Twenty thousand deadlines far off and as many mails sent, beside a few that are due and wait."""
    agreement = await owned()
    await multiply(agreement.reference, COPIES)
    await execute("UPDATE deadline SET next_alert_on = :far WHERE agreement_id > 4", {"far": FAR})
    await far_off("KOPIE", DEADLINES_EACH, FAR)
    await execute(
        "INSERT INTO outbox (dedup_key, kind, agreement_id, state, planned_on, created_at, message_id, next_attempt_at,"
        " sent_at) SELECT d.agreement_id || d.subject || d.kind, 'deadline', d.agreement_id, 'sent', :day, :now, 'x',"
        " :now, :now FROM deadline d",
        {"day": DAY, "now": office_on(DAY).now},
    )
    await execute("ANALYZE", {})
    return staffed


async def test_what_is_due_is_found_by_the_index_on_deadlines_that_wait(
    full: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await plan(full, monkeypatch, lambda: deadlines.due(DAY, 200))
    assert "deadline_waiting" in found
    assert reads_a_table(found) == []


@pytest.mark.parametrize("not_to", [(), ("henk", None)])
async def test_what_can_be_sent_is_found_by_the_index_on_messages_that_wait(
    full: Engine, monkeypatch: pytest.MonkeyPatch, not_to: tuple[str | None, ...]
) -> None:
    found = await plan(full, monkeypatch, lambda: delivery.claim("me", office_on(DAY).now, 1, not_to=not_to))
    assert "outbox_waiting" in found
    assert reads_a_table(found) == []


async def test_what_was_told_of_some_agreements_is_found_without_reading_the_ledger(
    full: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await plan(full, monkeypatch, lambda: deadlines.due_of([1, 2, 3], DAY))
    assert reads_a_table(found) == []
    found = await plan(full, monkeypatch, lambda: outbox.told_rungs_of([1, 2, 3]))
    assert "outbox_deadline" in found
    assert reads_a_table(found) == []


@pytest.fixture
async def old(staffed: Engine) -> Engine:
    """Twenty thousand events in the audit trail, of which five are decisions."""
    reference = (await owned()).reference
    await decided_in_every_way(reference)
    await long_history(reference, COPIES * DEADLINES_EACH)
    await execute("ANALYZE", {})
    return staffed


async def test_decisions_are_found_without_reading_the_audit_trail(
    old: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(await decisions(DecisionFilter())) == 5
    found = await plan(old, monkeypatch, lambda: decisions(DecisionFilter()))
    assert "audit_decision" in found
    found = await plan(old, monkeypatch, lambda: decisions(DecisionFilter(among=viewing_of(HENK))))
    assert "audit_decision" in found or "audit_object" in found


async def test_what_a_wrong_clock_put_off_is_found_by_the_index_on_messages_that_wait(
    full: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = office_on(DAY).now
    for ask in (lambda: delivery.bring_forward(now, now), lambda: delivery.shorten_leases(now)):
        found = await plan(full, monkeypatch, ask)
        assert "outbox_waiting" in found
        assert reads_a_table(found) == []


async def test_monitors_and_the_banner_ask_nothing_that_grows_with_the_ledger(
    full: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat = {"name": "sweep", "beat_at": None, "failed_at": None, "failure": "", "next_at": None}
    one_row = Answer([{**beat, "at": None, "tried": None, "held": None, "n": 0}], 1)
    beats, *rest = await plans(full, monkeypatch, liveness.signs_of_life, one_row)
    assert "heartbeat" in beats
    assert len(rest) == 4
    assert [found for found in rest if reads_a_table(found)] == []
    assert len(await plans(full, monkeypatch, liveness.read_liveness, one_row)) == 2


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda: plans_kept.counts_on(DAY), Answer([{"open": 0, "over": 0}], 1)),
        (lambda: plans_kept.open_on(DAY, 50), Answer([], 0)),
        (lambda: plans_kept.over_on(DAY, 50), Answer([], 0)),
        (lambda: plans_kept.all_on(DAY, timedelta(days=30)), Answer([], 0)),
    ],
)
async def test_plans_are_found_by_the_index_on_what_ever_was_a_plan(
    full: Engine, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Awaitable[object]], answer: Answer
) -> None:
    found, *_ = await plans(full, monkeypatch, ask, answer)
    assert "agreement_plan" in found
    assert reads_a_table(found) == []
