"""One step, one transaction: the change, its audit event, the deadlines and the messages, or nothing at all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.domain.agreement import Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import (
    AgreementError,
    BadReference,
    Conflict,
    FourEyes,
    Incomplete,
    NotAllowed,
    NotFound,
    ReferenceTaken,
)
from agreements.domain.lifecycle import Status, status_on
from agreements.domain.roles import Action
from agreements.domain.term_errors import TermTooLong, TermTooShort
from agreements.services import change
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.assign import assign
from agreements.services.register import register
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.storage import agreements, deadlines, version_rows
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, fetch
from agreements.storage.trail import audit
from tests import people
from tests.office import TODAY_OFFICE, drafted, in_force, in_review, office_on
from tests.people import BRAM, ENDS_ON, HENK, PETRA, SANNE, STARTS_ON, TODAY

pytestmark = pytest.mark.usefixtures("staffed")


async def history(reference: str) -> list[tuple[str, str, str]]:
    """Action, actor and result of each event about an agreement."""
    return [(event.action, event.actor, event.result) for event in await audit.events_about(reference)]


async def outbox() -> list[tuple[str, str | None]]:
    """Kind and recipient of every message."""
    rows = await fetch("SELECT kind, recipient_id FROM outbox ORDER BY id", {})
    return [(row["kind"], row["recipient_id"]) for row in rows]


async def test_an_agreement_goes_from_draft_to_in_force_and_leaves_an_event_at_each_step() -> None:
    agreement = await in_force()

    assert status_on(agreement, TODAY) is Status.ACTIVE
    assert agreement.in_force is not None
    assert agreement.in_force.number == 1
    assert await history(agreement.reference) == [
        ("register", "petra", "ok"),
        ("submit", "petra", "ok"),
        ("approve", "henk", "ok"),
    ]


async def test_what_is_stored_is_what_is_read_back() -> None:
    saved = await in_force()

    assert (await agreements.load(saved.reference)).agreement == saved


async def test_references_are_numbered_by_year_and_can_be_chosen() -> None:
    office = office_on(date(2026, 12, 31))
    content = people.complete_content()

    assert (await register(office, PETRA, content)).reference == "AFS-2026-0001"
    assert (await register(office, PETRA, content, reference="GLO-2026-17")).reference == "GLO-2026-17"
    assert (await register(office, PETRA, content)).reference == "AFS-2026-0002"
    assert (await register(office_on(date(2027, 1, 1)), PETRA, content)).reference == "AFS-2027-0001"
    with pytest.raises(ReferenceTaken, match="GLO-2026-17 is already in use"):
        await register(office, PETRA, content, reference="GLO-2026-17")
    with pytest.raises(BadReference):
        await register(office, PETRA, content, reference="../geheim")


async def test_a_number_from_a_list_with_zeros_before_it_is_counted_on_from_and_stops_nobody() -> None:
    office, content = office_on(date(2026, 12, 31)), people.complete_content()
    await register(office, PETRA, content, reference="AFS-2026-000999")

    assert (await register(office, PETRA, content)).reference == "AFS-2026-1000"
    assert (await register(office, PETRA, content)).reference == "AFS-2026-1001"


async def test_petra_cannot_approve_what_she_submitted() -> None:
    agreement = await in_review()

    with pytest.raises(FourEyes):
        await approve(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision)
    assert (await agreements.load(agreement.reference)).agreement.in_force is None


async def test_bram_has_no_say_over_the_department_of_henk_and_his_attempt_is_noted() -> None:
    agreement = await in_review()

    with pytest.raises(NotAllowed):
        await approve(TODAY_OFFICE, BRAM, agreement.reference, agreement.revision)
    assert (await history(agreement.reference))[-1] == ("approve", "bram", "refused")


async def test_an_incomplete_draft_is_kept_but_not_submitted() -> None:
    agreement = await drafted(purpose="", destruction="")

    with pytest.raises(Incomplete) as refusal:
        await submit(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision)
    assert {lack.field for lack in refusal.value.lacks} == {"purpose", "destruction"}
    assert (await history(agreement.reference)) == [("register", "petra", "ok")]


@pytest.mark.parametrize(
    ("ends_on", "error"),
    [(date(2029, 1, 1), TermTooLong), (date(2026, 12, 30), TermTooShort)],
    ids=["three years and a day", "a year minus a day"],
)
async def test_a_term_out_of_bounds_is_refused_and_nothing_is_stored(
    ends_on: date, error: type[AgreementError]
) -> None:
    content = people.complete_content(starts_on=date(2026, 1, 1), ends_on=ends_on)
    agreement = await drafted()

    with pytest.raises(error, match="Choose an end date of"):
        await register(TODAY_OFFICE, PETRA, content)
    with pytest.raises(error):
        await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, content)
    assert len(await agreements_stored()) == 1
    assert (await agreements.load(agreement.reference)).agreement == agreement


async def agreements_stored() -> list[dict[str, Any]]:
    return await fetch("SELECT reference FROM agreement", {})


async def test_the_second_of_two_writers_is_told_and_overwrites_nothing() -> None:
    seen = await drafted()
    await amend(TODAY_OFFICE, PETRA, seen.reference, seen.revision, people.complete_content(title="Van Petra"))

    with pytest.raises(Conflict):
        await amend(TODAY_OFFICE, SANNE, seen.reference, seen.revision, people.complete_content(title="Van Sanne"))
    assert (await agreements.load(seen.reference)).agreement.content.title == "Van Petra"


async def test_a_change_whose_audit_event_fails_is_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = await drafted()

    async def no_disk(**_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(audit, "append", no_disk)
    with pytest.raises(OSError, match="no space left"):
        await submit(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision)
    assert (await agreements.load(agreement.reference)).agreement == agreement
    assert await outbox() == []


async def test_a_submission_asks_the_head_of_the_department_and_nobody_else() -> None:
    await in_review()

    assert await outbox() == [("approval_asked", "henk")]


async def test_a_return_tells_the_privacy_officers_why() -> None:
    agreement = await in_review()

    returned = await send_back(
        TODAY_OFFICE, HENK, agreement.reference, agreement.revision, "De bewaartermijn is te lang"
    )

    assert returned.proposal is not None
    assert returned.proposal.returned_reason == "De bewaartermijn is te lang"
    assert set(await outbox()) == {("approval_asked", "henk"), ("returned", "petra"), ("returned", "sanne")}


async def test_an_officer_who_returns_a_submission_is_not_told_of_that_herself() -> None:
    agreement = await in_review()

    await send_back(TODAY_OFFICE, SANNE, agreement.reference, agreement.revision, "Noem de bewaartermijn.")

    assert [told for told in await outbox() if told[0] == "returned"] == [("returned", "petra")]


async def test_a_step_takes_its_turn_before_it_reads_what_it_is_about_to_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agreement = await in_review()
    taken: list[str] = []

    def noted(name: str, real: Callable[[str], Awaitable[Any]]) -> Callable[[str], Awaitable[Any]]:
        def act(about: str) -> Awaitable[Any]:
            taken.append(name)
            return real(about)

        return act

    monkeypatch.setattr(change, "append_lock", noted("turn", append_lock))
    monkeypatch.setattr(agreements, "load", noted("read", agreements.load))
    async with change.in_turn(TODAY_OFFICE, HENK, Action.APPROVE, agreement.reference, agreement.revision):
        assert taken == ["turn", "read"]


async def test_an_amendment_leaves_what_is_in_force_alone_until_it_is_approved() -> None:
    before = await in_force()
    changed = people.complete_content(title="Vroeg eropaf, ook bij energieschulden")

    amended = await amend(TODAY_OFFICE, PETRA, before.reference, before.revision, changed)
    assert amended.content.title == before.content.title

    submitted = await submit(TODAY_OFFICE, PETRA, amended.reference, amended.revision)
    after = await approve(TODAY_OFFICE, HENK, submitted.reference, submitted.revision)
    record = await agreements.load(after.reference)
    assert record.agreement.content.title == changed.title
    versions = await version_rows.versions(record.id)
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].content.title == before.content.title


async def test_the_deadlines_follow_the_agreement_and_a_moved_date_arms_them_again() -> None:
    before = await in_force()
    record = await agreements.load(before.reference)
    kinds = {(row.kind, row.subject): row for row in await deadlines.of_agreement(record.id)}
    assert kinds[(DeadlineKind.EXPIRY, "")].due_on == ENDS_ON
    assert kinds[(DeadlineKind.EXPIRY, "")].next_alert_on == ENDS_ON - timedelta(days=180)

    shorter = people.complete_content(ends_on=date(2027, 6, 30))
    amended = await amend(TODAY_OFFICE, PETRA, before.reference, before.revision, shorter)
    submitted = await submit(TODAY_OFFICE, PETRA, amended.reference, amended.revision)
    await approve(TODAY_OFFICE, HENK, submitted.reference, submitted.revision)
    kinds = {(row.kind, row.subject): row for row in await deadlines.of_agreement(record.id)}
    assert kinds[(DeadlineKind.EXPIRY, "")].due_on == date(2027, 6, 30)
    assert kinds[(DeadlineKind.EXPIRY, "")].armed_count == 2
    assert kinds[(DeadlineKind.REVIEW, "1")].armed_count == 1


async def test_own_lead_times_change_the_day_of_the_next_alert() -> None:
    agreement = await in_force()
    record = await agreements.load(agreement.reference)

    await assign(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, Stewardship(lead_days=(270,)))
    expiry = [row for row in await deadlines.of_agreement(record.id) if row.kind is DeadlineKind.EXPIRY]
    assert expiry[0].next_alert_on == ENDS_ON - timedelta(days=270)


async def test_an_unknown_reference_is_refused_with_its_name() -> None:
    with pytest.raises(NotFound, match="AFS-1999-0001"):
        await submit(TODAY_OFFICE, PETRA, "AFS-1999-0001", 1)


async def test_a_hundred_writers_at_once_all_land_in_one_unbroken_chain() -> None:
    content = people.complete_content(starts_on=STARTS_ON)

    before = (await audit.head()).seq
    made = await asyncio.gather(*(register(TODAY_OFFICE, PETRA, content) for _ in range(100)))

    assert len({agreement.reference for agreement in made}) == 100
    assert (await audit.head()).seq == before + 100
    assert [event.seq async for event in audit.events()] == list(range(1, before + 101))


async def test_events_hold_no_address_and_no_free_text(staffed: Engine) -> None:
    agreement = await in_review()
    await send_back(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, "Mevrouw De Vries belde hierover")

    for event in await audit.events_about(agreement.reference):
        assert "@" not in event.changes
        assert "De Vries" not in event.changes
        assert isinstance(json.loads(event.changes), dict)
