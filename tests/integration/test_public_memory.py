"""The public memory: an entry for each change that residents see, in the transaction of the change, and no other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.errors import RegisterChanged
from agreements.domain.memory import ChainedEntry, EntryKind
from agreements.domain.plan import Reactions
from agreements.domain.record import Record
from agreements.publication.counts import by_ground
from agreements.publication.document import from_json, to_json
from agreements.services import change
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.office import Office
from agreements.services.publish import NOTHING_TOLD, document_of
from agreements.services.publish_head import publish_head
from agreements.services.publish_plan import publish_plan, withdraw_plan
from agreements.services.remember import fill_memory
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.services.suspend import resume, suspend
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.database.transaction import execute
from agreements.storage.public_memory import entries
from tests import people
from tests.office import drafted, in_force, in_review, office_on
from tests.people import APPROVED_ON, HENK, PETRA, TODAY, WOO
from tests.published import ZONE

HIDDEN: dict[str, Any] = {
    "is_public": False,
    "not_public_ground": WOO,
    "not_public_reason": "Lopend onderzoek",
}

pytestmark = pytest.mark.usefixtures("staffed")


async def told() -> list[ChainedEntry]:
    """The entries about agreements."""
    return [entry async for entry in entries.all_entries() if entry.kind is not EntryKind.COUNTED]


async def counted() -> list[tuple[date, dict[str, int]]]:
    """How many were said not to be public, and since when."""
    every = [entry async for entry in entries.all_entries()]
    return [(one.known_on, by_ground(one.record)) for one in every if one.kind is EntryKind.COUNTED]


async def changed_to(reference: str, revision: int, **changes: Any) -> int:
    """A next version, approved by somebody else; returns its revision."""
    office = office_on(TODAY)
    content = people.complete_content(**changes)
    drafted_again = await amend(office, PETRA, reference, revision, content)
    submitted = await submit(office, PETRA, reference, drafted_again.revision)
    return (await approve(office, HENK, reference, submitted.revision)).revision


async def test_what_is_done_inside_makes_no_entry() -> None:
    await drafted()
    await in_review(title="Overlast in de buurt")

    assert await told() == []


async def test_an_approval_is_told_once_with_what_anyone_may_know() -> None:
    agreement = await in_force(internal_notes="Bel Henk")

    (entry,) = await told()

    assert (entry.seq, entry.reference, entry.change, entry.kind) == (1, agreement.reference, 1, EntryKind.PUBLISHED)
    published = from_json(entry.record).published
    assert published is not None
    assert published.content.title == agreement.content.title
    assert "Bel Henk" not in entry.record
    as_in_rfc_8785 = json.dumps(json.loads(entry.record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry.record == as_in_rfc_8785


async def test_each_visible_step_is_told_and_carries_the_hash_of_the_one_before() -> None:
    agreement = await in_force()
    resting = await suspend(office_on(TODAY), HENK, agreement.reference, agreement.revision, TODAY, None, "Audit")
    await resume(office_on(TODAY + timedelta(days=3)), HENK, agreement.reference, resting.revision)

    first, second, third = await told()

    assert [one.change for one in (first, second, third)] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert third.known_on == TODAY + timedelta(days=3)
    assert "Audit" not in second.record
    await verify_history()


async def test_what_is_not_public_any_more_stays_as_a_line_without_its_content() -> None:
    agreement = await in_force()
    await changed_to(agreement.reference, agreement.revision, **HIDDEN, title="Geheim")

    *_, entry = await told()

    withheld = from_json(entry.record).withheld
    assert entry.kind is EntryKind.WITHDRAWN
    assert withheld is not None
    assert withheld.reason == "Lopend onderzoek"
    assert "Geheim" not in entry.record
    await verify_history()


async def test_a_plan_is_told_word_by_word_while_it_is_open_and_as_a_line_once_it_ended() -> None:
    office, next_year = office_on(TODAY), {"starts_on": date(2027, 6, 1), "ends_on": date(2028, 5, 31)}
    waiting = await in_review(TODAY, title="Zonnebloemproef", **next_year, review_dates=(date(2027, 12, 1),))
    planned = await publish_plan(office, HENK, waiting.reference, waiting.revision)
    await withdraw_plan(office, HENK, waiting.reference, planned.revision, "Het kan met minder")

    opened, ended = await told()

    assert (opened.kind, ended.kind) == (EntryKind.PUBLISHED, EntryKind.CHANGED)
    (plan,) = from_json(opened.record).plans
    assert plan.content is not None
    assert plan.content.purpose == waiting.content.purpose
    assert HENK.id not in opened.record
    (line,) = from_json(ended.record).plans
    assert (line.content, line.end_reason) == (None, "Het kan met minder")
    await verify_history()


async def test_a_plan_that_becomes_an_agreement_that_is_not_public_leaves_the_line_of_the_plan_alone() -> None:
    next_year = {"starts_on": date(2027, 6, 1), "ends_on": date(2028, 5, 31), "review_dates": (date(2027, 12, 1),)}
    waiting = await in_review(TODAY, title="Zonnebloemproef", **next_year)
    office = office_on(TODAY)
    planned = await publish_plan(office, HENK, waiting.reference, waiting.revision)
    ended = await withdraw_plan(office, HENK, waiting.reference, planned.revision, "Het kan met minder")
    back = await send_back(office, HENK, waiting.reference, ended.revision, "Te veel")
    content = people.complete_content(title="Zonnebloemproef", **next_year, **HIDDEN)
    again = await amend(office, PETRA, waiting.reference, back.revision, content)
    submitted = await submit(office, PETRA, waiting.reference, again.revision)
    await approve(office, HENK, waiting.reference, submitted.revision, Reactions(count=0, answer=""))

    *_, entry = await told()

    record = from_json(entry.record)
    assert (record.published, record.withheld) == (None, None)
    assert [(plan.title, plan.content) for plan in record.plans] == [("", None)]


async def test_that_data_are_not_gone_after_the_end_is_told_of_what_is_not_public_when_that_day_comes() -> None:
    agreement = await in_force()
    await changed_to(agreement.reference, agreement.revision, **HIDDEN)
    ends_on = people.ENDS_ON

    await publish_head(office_on(ends_on))
    before = await told()
    await publish_head(office_on(ends_on + timedelta(days=1)))
    *_, entry = await told()

    assert len(before) == 2
    withheld = from_json(entry.record).withheld
    assert withheld is not None
    assert withheld.is_undestroyed
    assert (entry.kind, entry.known_on) == (EntryKind.CHANGED, ends_on + timedelta(days=1))
    assert str(ends_on) not in "".join(one.record for one in before[1:])
    await verify_history()


async def test_of_what_never_was_public_only_the_number_on_its_ground_is_told() -> None:
    hidden = await in_force(**HIDDEN)
    shown = await changed_to(hidden.reference, hidden.revision)

    assert await counted() == [(APPROVED_ON, {WOO.value: 1}), (TODAY, {})]
    assert [entry.reference for entry in await told()] == [hidden.reference]
    assert shown
    await verify_history()


async def test_an_entry_that_was_written_by_hand_is_found() -> None:
    await in_force()
    (entry,) = await told()
    values = {
        "seq": 2,
        "reference": entry.reference,
        "change": 2,
        "kind": "changed",
        "known_at": entry.known_at,
        "known_on": entry.known_on,
        "record": entry.record,
        "sha256": entry.sha256,
        "previous": entry.hash,
        "hash": entry.hash,
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    await execute(f"INSERT INTO public_entry ({names}) VALUES ({marks})", values)

    with pytest.raises(RegisterChanged, match="public entry 2"):
        await verify_history()


async def test_a_record_is_the_same_when_it_is_read_and_written_again() -> None:
    await in_force()
    (entry,) = await told()

    assert to_json(from_json(entry.record)) == entry.record


async def nothing_is_told(*_: object) -> dict[str, object]:
    """A release from before there was a public memory."""
    return {}


async def lived() -> None:
    """Some years of an agreement, on days of their own; and one that is not public any more."""
    agreement = await in_force()
    resting = await suspend(office_on(TODAY), HENK, agreement.reference, agreement.revision, TODAY, None, "Audit")
    gone_on = await resume(office_on(TODAY + timedelta(days=3)), HENK, agreement.reference, resting.revision)
    early = TODAY + timedelta(days=90)
    await terminate(
        office_on(TODAY + timedelta(days=9)), HENK, agreement.reference, gone_on.revision, early, "doel bereikt"
    )
    hidden = await in_force(title="Overlast in de buurt")
    await changed_to(hidden.reference, hidden.revision, **HIDDEN)


async def test_a_register_of_before_is_told_from_its_history_as_if_it_had_been_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as before:
        before.setattr(change, "keep_public", nothing_is_told)
        await lived()
    assert await told() == []

    assert await fill_memory(office_on(TODAY + timedelta(days=10)), ZONE) == 7
    assert await counted() == [(TODAY, {WOO.value: 1})]
    assert await fill_memory(office_on(TODAY + timedelta(days=11)), ZONE) == 0

    filled = await told()
    await verify_history()
    assert [(one.change, one.kind) for one in filled if one.reference == filled[0].reference] == [
        (1, EntryKind.PUBLISHED),
        (2, EntryKind.CHANGED),
        (3, EntryKind.CHANGED),
        (4, EntryKind.CHANGED),
    ]


async def test_what_is_filled_in_is_what_would_have_been_told(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once: list[tuple[date, str]] = []

    async def only_noted(office: Office, stood: Record, agreement: Agreement) -> Mapping[str, object]:
        document = await document_of(stood.id, agreement, NOTHING_TOLD, office.today)
        if document and (not at_once or at_once[-1][1] != to_json(document)):
            at_once.append((office.today, to_json(document)))
        return {}

    with monkeypatch.context() as before:
        before.setattr(change, "keep_public", only_noted)
        agreement = await in_force()
        resting = await suspend(office_on(TODAY), HENK, agreement.reference, agreement.revision, TODAY, None, "Audit")
        gone_on = await resume(office_on(TODAY + timedelta(days=3)), HENK, agreement.reference, resting.revision)
        early = TODAY + timedelta(days=90)
        await terminate(
            office_on(TODAY + timedelta(days=9)), HENK, agreement.reference, gone_on.revision, early, "doel bereikt"
        )
    await fill_memory(office_on(TODAY + timedelta(days=10)), ZONE)

    assert [(one.known_on, one.record) for one in await told()] == at_once


async def test_what_a_step_adds_to_the_public_memory_takes_few_statements_and_one_inside_takes_one_question(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement, inside = await in_review(), await drafted(title="Nog binnen")
    asked: list[str] = []
    run = staffed.run

    async def counted(sql: str, args: Sequence[object] = ()) -> Answer:
        if "public_" in sql:
            asked.append(sql.split(" (")[0])
        return await run(sql, args)

    monkeypatch.setattr(staffed, "run", counted)
    await amend(office_on(TODAY), PETRA, inside.reference, inside.revision, people.complete_content(title="Binnen"))
    assert len(asked) == 1
    asked.clear()
    await approve(office_on(APPROVED_ON), HENK, agreement.reference, agreement.revision)

    heads = [sql for sql in asked if sql.startswith("SELECT seq, hash FROM public_entry")]
    written = [sql for sql in asked if sql.startswith("INSERT")]
    assert len(heads) == 1
    assert len(written) == len(set(written))
    assert len(asked) <= 10
