"""Who decided what, read from the audit trail, on both databases."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from agreements.domain.agreement import DecisionKind
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import NotAllowed
from agreements.domain.viewing import Viewing, viewing_of
from agreements.storage.database.transaction import execute
from agreements.storage.decisions import Decided, DecisionFilter, Outcome, count_decisions, decisions
from agreements.storage.messages.ledger_view import LedgerEntry
from agreements.storage.trail import audit
from scheduler.commands import as_line, list_command
from scheduler.sweep import sweep
from tests.alerts import clear_notices, owned
from tests.colleague import CLI
from tests.decisions import FIRST, LAST, REASON, UNTIL, choose, decided_in_every_way, ended, later
from tests.office import office_on
from tests.people import BRAM, ENDS_ON, HENK

pytestmark = pytest.mark.usefixtures("staffed")

DAY = timedelta(days=1)


async def everything() -> list[Decided]:
    return await decisions(DecisionFilter())


async def test_every_way_to_decide_is_read_back_with_its_day_the_newest_first() -> None:
    reference = (await owned()).reference
    successor = await decided_in_every_way(reference)
    found = await everything()

    assert [one.outcome for one in found] == [
        Outcome.TERMINATE, Outcome.LAPSE, Outcome.RENEW, Outcome.RENEW, Outcome.POSTPONE,
    ]  # fmt: skip
    assert [one.at for one in found] == [office_on(LAST - number * DAY).now for number in range(5)]
    assert {one.reference for one in found} == {reference}
    assert [one.successor for one in found] == ["", "", successor.reference, "", ""]
    assert [one.ends_on for one in found] == [LAST, None, None, None, None]
    assert [one.until_on for one in found] == [None, None, None, None, UNTIL]


async def test_a_decision_names_a_function_and_never_an_address() -> None:
    reference = (await owned()).reference
    await choose(reference, DecisionKind.RENEW)
    await choose(reference, DecisionKind.LAPSE, actor=CLI)
    by_process, by_head = await everything()

    assert (by_head.by_id, by_head.by_role, by_head.by_function) == (HENK.id, HENK.role, "Henk")
    assert by_head.by_department == "Wonen"
    assert (by_process.by_id, by_process.by_role, by_process.by_function) == ("cli", None, "")
    assert "@" not in repr([by_head, by_process])


async def test_each_postponed_reminder_has_its_own_deadline_reason_and_end() -> None:
    reference = (await owned()).reference
    await later(reference, reason="Eerste reden")
    await later(reference, FIRST + DAY, UNTIL + DAY, "Tweede reden")
    newest, oldest = await everything()

    assert (newest.reason, newest.until_on, newest.is_pending) == ("Tweede reden", UNTIL + DAY, True)
    assert (oldest.reason, oldest.until_on, oldest.is_pending) == ("Eerste reden", UNTIL, False)
    assert (newest.deadline_kind, newest.subject, newest.due_on) == (DeadlineKind.EXPIRY, "", ENDS_ON)
    await sweep(office_on(UNTIL + DAY))
    assert [one.is_pending for one in await everything()] == [False, False]


async def test_what_was_refused_and_what_else_happened_is_no_decision() -> None:
    reference = (await owned()).reference
    with pytest.raises(NotAllowed):
        await later(reference, actor=BRAM)
    with pytest.raises(NotAllowed):
        await choose(reference, DecisionKind.LAPSE, actor=BRAM)

    events = await audit.events_about(reference)
    assert [event.result for event in events[-2:]] == ["refused", "refused"]
    assert len(events) > 4
    assert await everything() == []
    assert await count_decisions(DecisionFilter()) == 0


async def test_decisions_are_read_in_pages_and_by_agreement() -> None:
    first, second = (await owned()).reference, (await owned(BRAM.id, department="Zorg")).reference
    await decided_in_every_way(first)
    await choose(second, DecisionKind.LAPSE, actor=BRAM)
    found = await everything()
    page = await decisions(DecisionFilter(), limit=4)
    rest = await decisions(DecisionFilter(), before_seq=page[-1].seq)

    assert [one.seq for one in page + rest] == [one.seq for one in found]
    assert [one.seq for one in found] == sorted((one.seq for one in found), reverse=True)
    for chosen, expected in (
        (DecisionFilter(reference=second), {second}),
        (DecisionFilter(among=viewing_of(HENK)), {first}),
        (DecisionFilter(reference=first, among=viewing_of(BRAM)), set()),
        (DecisionFilter(among=Viewing()), set()),
    ):
        assert {one.reference for one in await decisions(chosen)} == expected
        assert await count_decisions(chosen) == len(await decisions(chosen))


async def near_the_end() -> str:
    """Swept before, between and after two decisions; only the end has alerts."""
    reference = (await owned()).reference
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    await sweep(office_on(FIRST - 10 * DAY))
    await later(reference, until_on=FIRST + 10 * DAY)
    await sweep(office_on(FIRST + 10 * DAY))
    await ended(reference, FIRST + 11 * DAY)
    return reference


async def test_the_list_tells_messages_and_decisions_in_one_order_the_newest_first() -> None:
    reference = await near_the_end()
    rows: list[dict[str, Any]] = await list_command()

    kinds = [row["kind"] for row in rows]
    assert (kinds[0], kinds.count("decision")) == ("decision", 2)
    assert kinds[1] == "deadline"
    assert kinds[kinds.index("decision", 1) + 1] == "deadline"
    moments = [row["created_at"] for row in rows]
    assert moments == sorted(moments, reverse=True)
    assert {row["reference"] for row in rows} == {reference}


async def test_a_decision_in_the_list_has_every_field_of_a_message_and_no_free_text() -> None:
    await near_the_end()
    rows = await list_command()
    [ended_row, later_row] = [row for row in rows if row["kind"] == "decision"]
    message = next(row for row in rows if row["kind"] != "decision")

    assert list(message) == [field.name for field in fields(LedgerEntry)]
    assert set(message) <= set(ended_row)
    assert (ended_row["state"], ended_row["sent_at"], ended_row["id"]) == (None, None, None)
    assert (ended_row["decision"], ended_row["ends_on"]) == ("terminate", FIRST + 11 * DAY)
    assert (later_row["decision"], later_row["until_on"]) == ("postpone", FIRST + 10 * DAY)
    assert later_row["by_function"] == "Henk"
    assert REASON not in repr(rows)


async def test_a_decision_is_one_line_of_text_that_says_until_when() -> None:
    reference = await near_the_end()
    [line] = [as_line(row) for row in await list_command() if row.get("decision") == "postpone"]

    assert line.startswith(f"{reference}  decision  expiry  {ENDS_ON}  {office_on(FIRST).now}  event ")
    assert line.endswith(f"postpone  henk  department_head  Henk  Wonen  until {FIRST + 10 * DAY}")
