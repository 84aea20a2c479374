"""What is done with an agreement in force: suspend, terminate, close, renew, decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.completeness import completeness
from agreements.domain.errors import AgreementError, AlreadyRenewed, ReviewMissing, StartsTooEarly
from agreements.domain.lifecycle import Status, status_on
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.decide import decide
from agreements.services.record_review import record_review
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.services.suspend import cancel_suspension, extend_suspension, resume, suspend
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from tests import people
from tests.office import TODAY_OFFICE, in_force, office_on
from tests.people import ENDS_ON, HENK, PETRA, TODAY

pytestmark = pytest.mark.usefixtures("staffed")


async def test_a_suspension_rests_the_exchange_and_a_resumption_ends_it() -> None:
    agreement = await in_force()
    resting = await suspend(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, TODAY, None, "Datalek")
    assert status_on(resting, TODAY) is Status.SUSPENDED

    tomorrow = TODAY + timedelta(days=1)
    resumed = await resume(office_on(tomorrow), HENK, resting.reference, resting.revision)
    assert status_on(resumed, tomorrow) is Status.ACTIVE


async def test_a_suspension_that_is_extended_resumed_or_cancelled_stays_and_the_history_is_whole() -> None:
    place = (HENK, (agreement := await in_force()).reference)
    resting = await suspend(TODAY_OFFICE, *place, agreement.revision, TODAY, None, "Datalek")
    until_on, spring = TODAY + timedelta(days=30), date(2027, 3, 1)
    shorter = await extend_suspension(TODAY_OFFICE, *place, resting.revision, until_on, "Bijna klaar")
    assert (await verify_history()).versions == 1
    resumed = await resume(TODAY_OFFICE, *place, shorter.revision)
    assert await fetch("SELECT from_on FROM suspension", {}) == []
    planned = await suspend(TODAY_OFFICE, *place, resumed.revision, spring, None, "Verhuizing")
    assert len(await fetch("SELECT from_on FROM suspension", {})) == 1
    await cancel_suspension(TODAY_OFFICE, *place, planned.revision, spring, "Gaat niet door")

    stored = (await agreements.load(agreement.reference)).agreement.suspensions
    assert [(s.from_on, s.resumed_on, s.cancelled_on, len(s.changes)) for s in stored] == [
        (TODAY, TODAY, None, 1),
        (spring, None, TODAY, 0),
    ]
    assert await fetch("SELECT from_on FROM suspension", {}) == []
    assert (await verify_history()).versions == 1


async def test_an_ended_agreement_is_closed_only_after_every_receiver_destroyed_the_data() -> None:
    agreement = await in_force()
    ended = await terminate(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, TODAY, "Doel bereikt")
    later = office_on(TODAY + timedelta(days=30))
    for party in people.RECEIVERS:
        with pytest.raises(AgreementError, match="have not yet confirmed"):
            await close(later, PETRA, ended.reference, ended.revision)
        done = people.destruction(party, done_on=later.today)
        ended = await confirm_destruction(later, HENK, ended.reference, ended.revision, done)
    closed = await close(later, PETRA, ended.reference, ended.revision)

    assert status_on(closed, later.today) is Status.CLOSED
    open_rows = await fetch("SELECT kind FROM deadline WHERE next_alert_on IS NOT NULL", {})
    assert open_rows == []


async def test_a_renewal_needs_a_review_and_may_not_overlap() -> None:
    unreviewed = await in_force()
    with pytest.raises(ReviewMissing):
        await renew(TODAY_OFFICE, HENK, unreviewed.reference, unreviewed.revision)
    old = await reviewed()
    old, successor = await renew(TODAY_OFFICE, HENK, old.reference, old.revision)
    assert successor.content.predecessor == old.reference
    makers = [(await agreements.load(one.reference)).agreement.registered_by for one in (old, successor)]
    assert makers == [PETRA.id, HENK.id]
    assert successor.content.starts_on == people.DAY_AFTER
    with pytest.raises(AlreadyRenewed):
        await renew(TODAY_OFFICE, HENK, old.reference, old.revision)

    overlapping = people.complete_content(
        starts_on=ENDS_ON, ends_on=date(2029, 12, 30), review_dates=(date(2028, 12, 1),), predecessor=old.reference
    )
    assert completeness(overlapping, TODAY, people.POLICY, TODAY) == ()
    draft = await amend(TODAY_OFFICE, PETRA, successor.reference, 1, overlapping)
    with pytest.raises(StartsTooEarly):
        await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)


async def test_a_decision_to_let_it_lapse_settles_the_end_but_not_the_destruction() -> None:
    agreement = await in_force()
    await decide(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, DecisionKind.LAPSE)

    rows = await fetch("SELECT kind FROM deadline WHERE next_alert_on IS NOT NULL ORDER BY kind", {})
    assert [row["kind"] for row in rows] == ["destruction", "destruction", "review"]


async def test_a_deadline_that_is_open_again_is_armed_again() -> None:
    agreement = await in_force()
    lapsing = await decide(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, DecisionKind.LAPSE)
    await decide(TODAY_OFFICE, HENK, agreement.reference, lapsing.revision, DecisionKind.RENEW)

    rows = await fetch("SELECT armed, next_alert_on FROM deadline WHERE kind = 'expiry'", {})
    assert rows[0]["armed"] == 2
    assert rows[0]["next_alert_on"] is not None


async def test_the_end_is_silent_only_once_the_successor_is_approved() -> None:
    old = await reviewed()
    old, successor = await renew(TODAY_OFFICE, HENK, old.reference, old.revision)
    assert await waits("expiry", old.reference)

    content = replace(
        people.complete_content(),
        starts_on=people.DAY_AFTER,
        ends_on=date(2029, 12, 31),
        review_dates=(date(2029, 1, 15),),
        predecessor=old.reference,
    )
    draft = await amend(TODAY_OFFICE, PETRA, successor.reference, 1, content)
    waiting = await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)
    await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)

    assert not await waits("expiry", old.reference)
    follows = (await agreements.load(old.reference)).agreement.succession
    assert follows
    assert (follows.reference, follows.approved_on) == (successor.reference, TODAY)
    assert (await verify_history()).versions == 2


async def test_a_successor_named_by_hand_needs_a_review_of_what_it_follows() -> None:
    old = await in_force()
    content = people.complete_content(
        starts_on=people.DAY_AFTER,
        ends_on=date(2029, 12, 31),
        review_dates=(date(2029, 1, 15),),
        predecessor=old.reference,
    )
    by_hand = await register(TODAY_OFFICE, PETRA, content)

    with pytest.raises(ReviewMissing):
        await submit(TODAY_OFFICE, PETRA, by_hand.reference, by_hand.revision)


async def test_a_renewed_agreement_cannot_be_lengthened_into_its_successor() -> None:
    old = await reviewed()
    old, _ = await renew(TODAY_OFFICE, HENK, old.reference, old.revision)

    longer = people.complete_content(ends_on=date(2028, 6, 30))
    with pytest.raises(AlreadyRenewed):
        await amend(TODAY_OFFICE, PETRA, old.reference, old.revision, longer)


async def reviewed() -> Agreement:
    """In force, with a recorded review."""
    agreement = await in_force()
    return await record_review(
        TODAY_OFFICE,
        HENK,
        agreement.reference,
        agreement.revision,
        done_on=TODAY,
        planned_on=None,
        purpose_reached="Ja",
        still_proportionate="Ja",
        incidents="Geen",
    )


async def waits(kind: str, reference: str) -> bool:
    """Whether a deadline of the agreement still has something to say."""
    rows = await fetch(
        "SELECT d.next_alert_on FROM deadline d JOIN agreement a ON a.id = d.agreement_id"
        " WHERE d.kind = :kind AND a.reference = :reference",
        {"kind": kind, "reference": reference},
    )
    return rows[0]["next_alert_on"] is not None
