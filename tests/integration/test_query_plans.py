"""What is asked all day long goes by the small indexes on what waits and what was decided, however much there is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta

import pytest
from pyroaring import BitMap

from agreements.domain.filters import FILTERS, public_filters
from agreements.domain.selection import Selection, Sorting
from agreements.domain.viewing import viewing_of
from agreements.services.publish_plan import publish_plan
from agreements.storage import deadlines, liveness
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute
from agreements.storage.decisions import DecisionFilter, decisions
from agreements.storage.messages import delivery, outbox
from agreements.storage.public_memory import entries, lists, rows
from agreements.storage.public_memory.beside import Beside, Plans, beside
from agreements.storage.public_memory.entries import MemoryHead
from agreements.storage.public_memory.index import View
from tests.alerts import owned
from tests.crowd import far_off, long_history, look_over, multiply, multiply_public
from tests.decisions import decided_in_every_way
from tests.engines import filled_once
from tests.office import EVERYONE, hire, in_review, office_on
from tests.people import ENDS_ON, HENK, TODAY
from tests.plans import plan, plans, reads_a_table

DAY = ENDS_ON - timedelta(days=90)
FAR = date(2031, 1, 1)
COPIES, DEADLINES_EACH = 100, 200
FIRST = {
    "seq": 1,
    "reference": "AFS-2026-0001",
    "change": 1,
    "kind": "changed",
    "known_on": DAY,
    "known_at": office_on(DAY).now,
    "record": "",
    "sha256": hashlib.sha256().hexdigest(),
    "line": "",
    "previous": "",
    "hash": "",
}
"""An entry, for questions of which the answer is looked at."""


@filled_once
async def twenty_thousand_sent() -> None:
    """Deadlines far off and as many mails sent, beside a few that are due and wait."""
    await hire(*EVERYONE)
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


@pytest.fixture
def full(twenty_thousand_sent: None, engine: Engine) -> Engine:
    """A register with many of them."""
    return engine


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


@filled_once
async def twenty_thousand_events() -> None:
    """In the audit trail, of which five are decisions."""
    await hire(*EVERYONE)
    reference = (await owned()).reference
    await decided_in_every_way(reference)
    await long_history(reference, COPIES * DEADLINES_EACH)
    await execute("ANALYZE", {})


@pytest.fixture
def old(twenty_thousand_events: None, engine: Engine) -> Engine:
    """A register in which much has happened."""
    return engine


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


@filled_once
async def five_thousand_published() -> None:
    """Public agreements, and one plan."""
    await hire(*EVERYONE)
    await in_review_as_a_plan()
    agreement = await owned()
    await multiply_public(agreement.reference, 5000)
    await look_over()


@pytest.fixture
def published(five_thousand_published: None, engine: Engine) -> Engine:
    """A register that shows many agreements."""
    return engine


async def in_review_as_a_plan() -> None:
    reviews = (date(2027, 12, 1),)
    waiting = await in_review(TODAY, starts_on=date(2027, 6, 1), ends_on=date(2028, 5, 31), review_dates=reviews)
    await publish_plan(office_on(TODAY), HENK, waiting.reference, waiting.revision)


@pytest.mark.parametrize("is_past", [False, True])
async def test_what_stands_beside_the_public_list_is_found_by_its_indexes(
    published: Engine, monkeypatch: pytest.MonkeyPatch, is_past: bool
) -> None:
    answer = Answer([{**LATE, "open": 0, "over": 0, "n": 0, "seq": 1}], 1)
    found = await plans(published, monkeypatch, lambda: beside(TODAY, is_past=is_past), answer)

    assert "public_row_plan" in found[0]
    assert [one for one in found if reads_a_table(one)] == []


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda: entries.at(["AFS-2026-0001"], 9), "public_entry"),
        (lambda: entries.at(["AFS-2026-0001"], 9, DAY), "public_entry"),
        (lambda: entries.by_number([1]), "public_entry"),
        (lambda: entries.history_of("AFS-2026-0001", 9), "public_entry"),
        (lambda: entries.before_withdrawn([1]), "public_entry_withdrawn"),
        (lambda: entries.last_count(), "public_entry_counted"),
        (lambda: rows.lines([1]), "public_row"),
        (lambda: rows.changed([1]), "public_row"),
    ],
)
async def test_what_a_public_page_reads_is_found_by_an_index(
    published: Engine, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], Awaitable[object]], index: str
) -> None:
    answer = Answer([FIRST], 1)
    (found,) = await plans(published, monkeypatch, ask, answer)

    assert index in found or "INTEGER PRIMARY KEY" in found
    assert reads_a_table(found) == []


NEW = {"seq": 5003, "hash": "", "reference": "KOPIE-1", "replaces": 1, "known_on": TODAY, "last_day": ENDS_ON}
ANSWERED = {**NEW, "shows": "agreement", "filter": "themes", "fact": "late", "value": "", "numbers": "1,2", "n": 0}
LATE = {"since": TODAY, "subject": "", "title": "", "reference": ""}
BESIDE = Beside(Plans(0, (), 0, ()), (), (), {})


@pytest.fixture
async def replaced(published: Engine) -> Engine:
    """The same, of which nearly all was replaced since."""
    far = {"long_ago": DAY - timedelta(days=400)}
    await execute("UPDATE public_row SET until_on = :long_ago WHERE seq > 100", far)
    await execute("UPDATE public_span SET until_on = :long_ago, from_on = :long_ago WHERE seq > 100", far)
    await look_over()
    return published


async def test_lists_read_what_they_show_by_indexes_and_what_is_new_by_its_number(
    replaced: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer([{**ANSWERED, **LATE, "open": 0, "over": 0}], 1)
    kept = lists._Lists(MemoryHead(5000, ""), {row.name: {} for row in public_filters() if row.is_list})

    async def asked(ask: Callable[[], Awaitable[object]]) -> list[str]:
        return await plans(replaced, monkeypatch, ask, answer)

    kept_up = await asked(lambda: lists._catch_up(kept))
    view = View(kept.head, TODAY, False, BitMap(), BitMap(), {}, {}, BESIDE)
    new = await asked(lambda: lists._view(kept, view, TODAY, is_past=False))
    now = await asked(lambda: lists._new_view(kept, TODAY, is_past=False))
    then = await asked(lambda: lists._new_view(kept, TODAY, is_past=True))
    days = await asked(
        lambda: lists._between("last_day", {FILTERS["ends_from"]: str(FAR), FILTERS["ends_until"]: str(FAR)})
    )
    few = await asked(lambda: lists._ordered(BitMap([1, 2, 3]), Sorting.TITLE, 2, 0, is_reversed=False))

    assert "public_row_days" in now[0]
    assert len(few) == 1
    for name, found in {"kept up": kept_up, "new": new, "now": now, "then": then, "days": days, "few": few}.items():
        assert [one for one in found if reads_a_table(one)] == [], name


@pytest.mark.parametrize("sorting", Sorting)
async def test_an_order_of_all_agreements_is_read_as_it_stands_in_an_index(
    published: Engine, monkeypatch: pytest.MonkeyPatch, sorting: Sorting
) -> None:
    answer = Answer([{"seq": 1, "hash": "", "numbers": ""}], 1)
    _, found = await plans(published, monkeypatch, lambda: lists._order(sorting, BitMap([1]), 1), answer)

    assert re.search(r"(COVERING INDEX|Index Only Scan using) public_row_by_", found)
    assert "B-TREE" not in found
    assert "Sort" not in found


async def test_a_page_of_lists_asks_as_much_of_a_large_register_as_of_a_small_one(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = await owned()

    async def asked(copies: int, prefix: str) -> int:
        await multiply_public(agreement.reference, copies, prefix)
        selection = Selection(on_day=TODAY, sorting=Sorting.TITLE)
        await lists.page(await lists.find(selection), selection, limit=25)
        number = 0
        run = staffed.run

        async def counted(sql: str, args: Sequence[object] = ()) -> Answer:
            nonlocal number
            number += 1
            return await run(sql, args)

        with monkeypatch.context() as patch:
            patch.setattr(staffed, "run", counted)
            found = await lists.find(selection)
            shown = await lists.page(found, selection, limit=25, offset=found.count - 25)
            assert len(await rows.lines(shown)) == 25
        return number

    assert await asked(500, "KLEIN") >= await asked(3000, "GROOT")
