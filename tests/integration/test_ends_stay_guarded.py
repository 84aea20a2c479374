"""No silence before the end: whatever is called off, moved or named, somebody is told until the end is cared for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.ending_errors import NoSharedParty, PredecessorFixed, PredecessorNotYours
from agreements.domain.errors import StartsTooEarly
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage.publicity import visible_changes
from agreements.storage.trail import audit
from tests import people
from tests.alerts import alerts
from tests.ends import (
    DECIDED,
    ENDS,
    LAST,
    SIGNED,
    base,
    completed,
    kinds_told,
    now,
    renewed,
    told_of,
)
from tests.office import office_on
from tests.people import BRAM, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")


async def test_when_nothing_is_done_the_end_is_told_again_and_again() -> None:
    old = await base()

    assert await kinds_told(old.reference) == ENDS


async def test_an_approved_successor_that_begins_the_day_after_takes_care_of_the_end() -> None:
    old, _ = await renewed()

    assert await told_of(old.reference) == []


async def test_a_successor_called_off_before_it_begins_lets_its_predecessor_go_and_the_alarms_go_on() -> None:
    old, successor = await renewed()

    await terminate(office_on(DECIDED), HENK, successor.reference, successor.revision, DECIDED, "Toch niet")

    free = await now(old.reference)
    assert (free.successor, free.succession) == (None, None)
    assert [one.kind for one in free.decisions if one.withdrawn_on is None] == []
    again, _ = await renew(office_on(DECIDED), HENK, free.reference, free.revision)
    assert again.successor is not None
    assert DeadlineKind.EXPIRY in await kinds_told(old.reference)
    await verify_history()


async def test_what_an_agreement_follows_is_fixed_at_its_approval() -> None:
    _, successor = await renewed()

    for other in (None, "AFS-2025-0099"):
        changed = replace(successor.content, predecessor=other)
        with pytest.raises(PredecessorFixed):
            await amend(office_on(DECIDED), PETRA, successor.reference, successor.revision, changed)


async def test_a_draft_that_follows_another_agreement_lets_the_first_one_go() -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)

    await amend(office_on(DECIDED), PETRA, draft.reference, 1, replace(draft.content, predecessor=None))

    assert (await now(old.reference)).successor is None
    assert await kinds_told(old.reference) == ENDS


async def test_letting_another_departments_agreement_be_followed_takes_a_right_on_it() -> None:
    old = await base()
    content = replace(
        old.content,
        department=BRAM.department,
        predecessor=old.reference,
        starts_on=LAST + timedelta(days=1),
        ends_on=date(2027, 12, 31),
        review_dates=(date(2027, 6, 1),),
    )
    stranger = await register(office_on(DECIDED), PETRA, content)
    waiting = await submit(office_on(DECIDED), PETRA, stranger.reference, stranger.revision)

    with pytest.raises(PredecessorNotYours):
        await approve(office_on(DECIDED), BRAM, waiting.reference, waiting.revision)

    assert (await now(old.reference)).succession is None
    await approve(office_on(DECIDED), SANNE, waiting.reference, waiting.revision)
    assert (await now(old.reference)).succession is not None


async def test_an_agreement_with_other_partners_does_not_follow() -> None:
    old = await base()
    partners = [people.party("Politie", signed_on=SIGNED), people.party("Zorgverzekeraar", signed_on=SIGNED)]
    renamed = dict(zip([people.CORPORATION, people.ENERGY_COMPANY], partners, strict=True))
    flows = tuple(
        replace(
            flow,
            provider=renamed[flow.provider].name if flow.provider in renamed else flow.provider,
            recipient=renamed[flow.recipient].name if flow.recipient in renamed else flow.recipient,
        )
        for flow in old.content.flows
    )
    content = replace(
        old.content,
        parties=(old.content.parties[0], *partners),
        flows=flows,
        predecessor=old.reference,
        starts_on=LAST + timedelta(days=1),
        ends_on=date(2027, 12, 31),
        review_dates=(date(2027, 6, 1),),
    )
    stranger = await register(office_on(DECIDED), PETRA, content)

    with pytest.raises(NoSharedParty):
        await submit(office_on(DECIDED), PETRA, stranger.reference, stranger.revision)


async def test_a_successor_with_a_gap_does_not_silence_the_end() -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    await completed(draft.reference, starts_on=date(2026, 12, 1))

    assert DeadlineKind.EXPIRY in await kinds_told(old.reference)


async def test_a_successor_that_is_moved_to_begin_later_opens_the_end_again() -> None:
    old, successor = await renewed()
    await completed(successor.reference, starts_on=date(2026, 12, 1))

    assert DeadlineKind.EXPIRY in await kinds_told(old.reference)


async def test_an_overlap_with_the_predecessor_is_refused_when_an_amendment_is_submitted() -> None:
    _, successor = await renewed()
    earlier = replace(successor.content, starts_on=LAST, ends_on=date(2027, 12, 30))
    changed = await amend(office_on(DECIDED), PETRA, successor.reference, successor.revision, earlier)

    with pytest.raises(StartsTooEarly):
        await submit(office_on(DECIDED), PETRA, successor.reference, changed.revision)


async def test_the_approval_of_a_successor_is_a_visible_change_of_its_predecessor() -> None:
    old = await base()
    before = (await visible_changes([old.reference]))[old.reference]
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    await completed(draft.reference)

    after = (await visible_changes([old.reference]))[old.reference]

    assert after.changes == before.changes + 1
    assert after.changed_at > before.changed_at
    assert (await audit.head()).seq > 0


async def test_after_the_end_there_is_one_weekly_mail_about_it_not_two() -> None:
    old = await base()
    await told_of(old.reference, since=date(2025, 7, 1))

    late = [entry for entry in await alerts() if entry.planned_on > LAST and entry.reference == old.reference]

    assert {entry.deadline_kind for entry in late if entry.deadline_kind in ENDS} == {DeadlineKind.EXPIRY}
