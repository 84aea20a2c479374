"""Rules 7 and 8: a renewal is a new, reviewed agreement; an expired agreement is not closed until the data are gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain import succession, transitions
from agreements.domain.agreement import DecisionKind
from agreements.domain.content import StatedWords
from agreements.domain.errors import (
    AlreadyRenewed,
    NotYetDestroyed,
    ReviewMissing,
    StartsTooEarly,
)
from agreements.domain.lifecycle import Status, status_on
from tests.people import (
    CORPORATION,
    DAY_AFTER,
    ENDS_ON,
    HENK,
    MUNICIPALITY,
    POLICY,
    RECEIVERS,
    REFERENCE,
    TODAY,
    approved,
    complete_content,
    destroyed,
    reviewed,
    terminated,
)

ONE_DAY = timedelta(days=1)
NEW = "AFS-2027-0009"


def test_a_renewal_without_a_recorded_review_is_refused() -> None:
    with pytest.raises(ReviewMissing):
        transitions.renew(approved(), NEW, HENK.id, TODAY, POLICY)


def test_a_renewal_is_a_new_draft_that_names_its_predecessor_and_begins_the_day_after() -> None:
    before = reviewed(approved())
    after, successor = transitions.renew(before, NEW, HENK.id, TODAY, POLICY)

    assert (after.successor, after.decisions[-1].kind) == (NEW, DecisionKind.RENEW)
    assert after.in_force == before.in_force
    assert (successor.reference, successor.content.predecessor) == (NEW, REFERENCE)
    assert (successor.content.starts_on, successor.content.ends_on) == (DAY_AFTER, None)
    assert status_on(successor, TODAY) is Status.DRAFT


def test_dates_and_signatures_must_be_agreed_anew_and_the_rest_is_taken_over() -> None:
    before = reviewed(approved())
    content = succession.successor_content(before)

    assert content.review_dates == ()
    assert {party.signed_on for party in content.parties} == {None}
    assert (content.purpose, content.data, content.flows) == (
        before.content.purpose,
        before.content.data,
        before.content.flows,
    )


def test_the_successor_of_a_transitional_agreement_meets_the_rule() -> None:
    older = approved(
        is_transitional=True,
        starts_on=date(2019, 6, 1),
        ends_on=date(2026, 10, 31),
        review_dates=(date(2026, 6, 1),),
        stated=StatedWords(term="voor onbepaalde tijd"),
    )

    assert not succession.successor_content(older).is_transitional


def test_an_agreement_is_renewed_once() -> None:
    after, _ = transitions.renew(reviewed(approved()), NEW, HENK.id, TODAY, POLICY)

    with pytest.raises(AlreadyRenewed, match=NEW):
        transitions.renew(after, "AFS-2027-0010", HENK.id, TODAY, POLICY)


@pytest.mark.parametrize(
    ("starts_on", "gap"), [(DAY_AFTER, 0), (DAY_AFTER + ONE_DAY, 1), (date(2028, 3, 1), 60), (None, 0)]
)
def test_a_gap_after_the_predecessor_is_allowed_and_counted_in_days(starts_on: date | None, gap: int) -> None:
    content = complete_content(starts_on=starts_on)

    succession.check_follows(content, approved())
    assert succession.gap_days(content, approved()) == gap


@pytest.mark.parametrize("starts_on", [ENDS_ON, date(2026, 1, 1)])
def test_a_successor_that_overlaps_its_predecessor_is_refused(starts_on: date) -> None:
    with pytest.raises(StartsTooEarly, match="2028-01-01"):
        succession.check_follows(complete_content(starts_on=starts_on), approved())


def test_after_an_early_end_the_successor_may_begin_earlier() -> None:
    ended = terminated(date(2026, 12, 31))

    succession.check_follows(complete_content(starts_on=date(2027, 1, 1)), ended)
    assert succession.successor_content(ended).starts_on == date(2027, 1, 1)
    with pytest.raises(StartsTooEarly):
        succession.check_follows(complete_content(starts_on=date(2026, 12, 31)), ended)


def test_an_expired_agreement_cannot_be_closed_before_every_receiver_has_confirmed() -> None:
    with pytest.raises(NotYetDestroyed, match=f"{MUNICIPALITY}, {CORPORATION}"):
        transitions.close(approved(), DAY_AFTER)
    with pytest.raises(NotYetDestroyed, match=CORPORATION):
        transitions.close(destroyed(approved(), MUNICIPALITY), DAY_AFTER)

    assert transitions.close(destroyed(approved(), *RECEIVERS), DAY_AFTER).closed_on == DAY_AFTER


def test_a_terminated_agreement_is_closed_in_the_same_way() -> None:
    ended, day = terminated(), TODAY + ONE_DAY

    with pytest.raises(NotYetDestroyed):
        transitions.close(ended, day)
    assert status_on(transitions.close(destroyed(ended, *RECEIVERS, on=day), day), day) is Status.CLOSED
