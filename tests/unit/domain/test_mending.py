"""What an earlier release left in a record is filled in where it is certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Version
from agreements.domain.content import Flow
from agreements.domain.following import Succession
from agreements.domain.lifecycle import missed_reviews
from agreements.domain.mending import Around, mended
from tests.people import (
    ADDRESS,
    APPROVED_ON,
    ARREARS,
    CORPORATION,
    DAY_AFTER,
    ENDS_ON,
    HENK,
    MUNICIPALITY,
    POLICY,
    REVIEW_ON,
    TODAY,
    amended,
    approved,
)

SUCCESSOR = "AFS-2027-0001"
LATER = REVIEW_ON + timedelta(days=40)


def versions_of(*states: Agreement) -> list[Version]:
    return [state.in_force for state in states if state.in_force]


def successor(**changes: object) -> Agreement:
    content = {"starts_on": DAY_AFTER, "ends_on": date(2029, 12, 31), "review_dates": (date(2029, 1, 15),)}
    return approved(SUCCESSOR, **{**content, "predecessor": approved().reference, **changes})


def followed() -> Agreement:
    """As earlier releases kept it: nothing says when the successor begins."""
    kept = Succession(reference=SUCCESSOR, approved_on=TODAY, starts_on=None)
    return replace(approved(), successor=SUCCESSOR, succession=kept)


def test_what_the_successor_says_is_filled_in() -> None:
    after = mended(followed(), Around(successor(), []), TODAY)

    assert after.succession is not None
    assert (after.succession.approved_on, after.succession.starts_on) == (TODAY, DAY_AFTER)
    assert {one.party for one in after.succession.covers} == {MUNICIPALITY, CORPORATION}
    assert mended(after, Around(successor(), []), TODAY) == after


def test_a_successor_that_names_another_or_none_or_was_called_off_or_is_gone_lets_it_go() -> None:
    called_off = transitions.terminate(successor(), TODAY, "Gaat niet door", HENK.id, TODAY)

    for found in (successor(predecessor=None), successor(predecessor="AFS-1"), called_off, None):
        after = mended(followed(), Around(found, []), TODAY)
        assert (after.successor, after.succession) == (None, None)


def test_a_renewal_that_is_still_a_draft_stays() -> None:
    draft = transitions.register(SUCCESSOR, successor().content, TODAY, POLICY)
    planned = replace(approved(), successor=SUCCESSOR)

    assert mended(planned, Around(draft, []), TODAY) == planned


def test_a_former_receiver_left_when_the_version_without_it_was_approved() -> None:
    first = approved()
    flows = (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)),)
    second = amended(first, TODAY, flows=flows)
    old = replace(second, former_receivers=tuple(replace(one, left_on=None) for one in second.former_receivers))

    after = mended(old, Around(None, versions_of(first, second)), TODAY)

    assert [(one.party, one.left_on) for one in after.former_receivers] == [(CORPORATION, TODAY)]


def test_a_review_that_was_missed_and_then_dropped_by_an_amendment_is_in_sight_again() -> None:
    first, day = approved(), REVIEW_ON + timedelta(days=10)
    second = amended(first, day, review_dates=(LATER,))
    old = replace(second, review_plan=())

    after = mended(old, Around(None, versions_of(first, second)), day)

    assert {one.planned_on: one.number for one in after.review_plan} == {LATER: 1, REVIEW_ON: 2}
    assert missed_reviews(after, day) == (REVIEW_ON,)


def test_a_review_that_moved_in_time_is_not_missed_and_a_record_in_order_stays_as_it_is() -> None:
    first = approved()
    moved = replace(amended(first, APPROVED_ON, review_dates=(LATER,)), review_plan=())

    assert mended(moved, Around(None, versions_of(first, moved)), ENDS_ON) == moved
    assert mended(first, Around(None, versions_of(first)), ENDS_ON) == first
