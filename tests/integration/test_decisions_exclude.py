"""Decisions about one end exclude each other; a later one withdraws the earlier, visibly (rule 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import DecisionKind
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.ending_errors import TerminationStands
from agreements.domain.errors import AlreadyRenewed, DateNotAllowed
from agreements.domain.lifecycle import Status, status_on
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.decide import decide
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.services.terminate import terminate, withdraw_termination
from agreements.services.verify_history import verify_history
from agreements.services.withdraw import withdraw
from tests.alerts import alerts
from tests.ends import (
    DECIDED,
    ENDS,
    LAST,
    base,
    completed,
    kinds_told,
    now,
    renewed,
    told_of,
)
from tests.office import office_on
from tests.people import HENK, PETRA

pytestmark = pytest.mark.usefixtures("staffed")


async def test_a_call_off_that_is_taken_back_makes_it_the_successor_again() -> None:
    old, successor = await renewed()
    stopped = await terminate(
        office_on(DECIDED), HENK, successor.reference, successor.revision, DECIDED + timedelta(days=9), "Toch niet"
    )

    await withdraw_termination(office_on(DECIDED), HENK, stopped.reference, stopped.revision, "Toch wel")

    follows = (await now(old.reference)).succession
    assert follows
    assert follows.reference == successor.reference
    assert await told_of(old.reference) == []


async def test_taking_a_call_off_back_is_refused_when_another_agreement_follows_by_now() -> None:
    old, successor = await renewed()
    stopped = await terminate(
        office_on(DECIDED), HENK, successor.reference, successor.revision, DECIDED + timedelta(days=9), "Toch niet"
    )
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, (await now(old.reference)).revision)
    await completed(draft.reference)

    with pytest.raises(AlreadyRenewed):
        await withdraw_termination(office_on(DECIDED), HENK, stopped.reference, stopped.revision, "Toch wel")


async def test_a_gap_can_be_accepted_by_letting_the_agreement_lapse() -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    successor = await completed(draft.reference, starts_on=date(2026, 12, 1))
    with_gap = await now(old.reference)

    lapsing = await decide(office_on(DECIDED), HENK, old.reference, with_gap.revision, DecisionKind.LAPSE)

    assert lapsing.successor == successor.reference
    assert await told_of(old.reference) == []


async def test_letting_it_lapse_takes_the_draft_of_a_renewal_away() -> None:
    old = await base()
    renewing, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)

    lapsing = await decide(office_on(DECIDED), HENK, old.reference, renewing.revision, DecisionKind.LAPSE)

    gone = await now(draft.reference)
    assert (lapsing.successor, status_on(gone, DECIDED)) == (None, Status.WITHDRAWN)
    standing = [one.kind for one in lapsing.decisions if one.withdrawn_on is None]
    assert standing == [DecisionKind.LAPSE]
    _, second = await renew(office_on(DECIDED), HENK, old.reference, lapsing.revision)
    assert second.reference != draft.reference
    await verify_history()


async def test_nothing_is_left_to_decide_once_a_successor_is_approved() -> None:
    old, _ = await renewed()

    with pytest.raises(AlreadyRenewed):
        await decide(office_on(DECIDED), HENK, old.reference, old.revision, DecisionKind.LAPSE)


async def test_the_early_day_of_a_termination_is_told_until_it_has_passed() -> None:
    old, early = await base(), date(2025, 12, 15)
    await terminate(office_on(DECIDED), HENK, old.reference, old.revision, early, "Doel bereikt")

    found = await told_of(old.reference)

    assert {kind for kind, _ in found} == {DeadlineKind.EXPIRY}
    assert {due_on for _, due_on in found} == {early}
    days = {entry.planned_on for entry in await alerts() if entry.deadline_kind is DeadlineKind.EXPIRY}
    assert early in days
    assert max(days) == early


async def test_a_termination_is_moved_or_withdrawn_before_its_day() -> None:
    old = await base()
    stopped = await terminate(office_on(DECIDED), HENK, old.reference, old.revision, date(2025, 10, 1), "Doel bereikt")
    with pytest.raises(TerminationStands):
        await decide(office_on(DECIDED), HENK, old.reference, stopped.revision, DecisionKind.LAPSE)
    with pytest.raises(TerminationStands):
        await renew(office_on(DECIDED), HENK, old.reference, stopped.revision)
    longer = replace(stopped.content, summary="Anders")
    with pytest.raises(TerminationStands):
        await amend(office_on(DECIDED), PETRA, old.reference, stopped.revision, longer)

    moved = await terminate(office_on(DECIDED), HENK, old.reference, stopped.revision, date(2025, 12, 1), "Pas later")
    back = await withdraw_termination(office_on(DECIDED), HENK, old.reference, moved.revision, "Vergissing")

    assert (moved.last_day, back.last_day, back.termination) == (date(2025, 12, 1), LAST, None)
    assert [one.termination.ends_on for one in back.withdrawn_terminations] == [date(2025, 12, 1)]
    assert await kinds_told(old.reference) == ENDS
    await verify_history()


async def test_a_draft_that_is_thrown_away_stays_as_withdrawn_and_lets_its_predecessor_go() -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)

    gone = await withdraw(office_on(DECIDED), PETRA, draft.reference, draft.revision, "Dubbel")

    assert status_on(gone, DECIDED) is Status.WITHDRAWN
    assert (await now(old.reference)).successor is None
    assert await kinds_told(old.reference) == ENDS
    await verify_history()


async def test_an_early_end_stays_when_another_agreement_follows_it_before_the_agreed_end() -> None:
    old, early = await base(), date(2025, 12, 31)
    stopped = await terminate(office_on(DECIDED), HENK, old.reference, old.revision, early, "Nieuwe afspraak")
    content = replace(
        old.content,
        predecessor=old.reference,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        review_dates=(date(2027, 6, 1),),
    )
    by_hand = await register(office_on(DECIDED), PETRA, content)
    waiting = await submit(office_on(DECIDED), PETRA, by_hand.reference, by_hand.revision)
    await approve(office_on(DECIDED), HENK, waiting.reference, waiting.revision)
    followed = await now(old.reference)

    with pytest.raises(AlreadyRenewed):
        await withdraw_termination(office_on(DECIDED), HENK, old.reference, followed.revision, "Toch niet")
    with pytest.raises(DateNotAllowed):
        await terminate(office_on(DECIDED), HENK, old.reference, followed.revision, date(2026, 1, 15), "Later")

    assert stopped.last_day == followed.last_day == early
    assert await told_of(old.reference) == []


async def test_a_successor_can_be_changed_long_after_its_predecessor_was_reviewed() -> None:
    _, successor = await renewed()
    late = office_on(date(2027, 9, 1))

    changed = await amend(
        late, PETRA, successor.reference, successor.revision, replace(successor.content, summary="Een andere tekst")
    )
    waiting = await submit(late, PETRA, successor.reference, changed.revision)

    assert (await approve(late, HENK, successor.reference, waiting.revision)).content.summary == "Een andere tekst"


async def test_the_draft_of_a_next_version_that_is_thrown_away_leaves_what_is_in_force() -> None:
    old = await base()
    changed = await amend(
        office_on(DECIDED), PETRA, old.reference, old.revision, replace(old.content, summary="Een andere tekst")
    )

    back = await withdraw(office_on(DECIDED), PETRA, old.reference, changed.revision, "")

    assert back.proposal is None
    assert (await now(old.reference)).proposal is None
    again = await amend(office_on(DECIDED), PETRA, old.reference, back.revision, replace(old.content, summary="Weer"))
    assert again.proposal
    assert again.proposal.content.summary == "Weer"
    await verify_history()
