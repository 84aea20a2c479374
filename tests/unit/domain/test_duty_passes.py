"""Rule 8 beside rule 7: what a party goes on receiving without a gap is destroyed under the successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.domain import succession, transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Flow
from agreements.domain.deadlines import DeadlineKind, deadlines
from agreements.domain.errors import DutyPassedOn, NotYetDestroyed
from agreements.domain.following import Covered
from agreements.domain.lifecycle import data_left, is_undestroyed, parties_to_confirm, passed_on
from agreements.domain.transitions.destroying import who_can_confirm
from tests.people import (
    ADDRESS,
    ARREARS,
    CORPORATION,
    DAY_AFTER,
    ENDS_ON,
    ENERGY_COMPANY,
    HENK,
    MUNICIPALITY,
    RECEIVERS,
    REVIEW_ON,
    amended,
    approved,
    complete_content,
    destruction,
    reviewed,
    terminated,
)

ONE_DAY = timedelta(days=1)
APPROVED_AGAIN = date(2027, 6, 1)
NEXT = "AFS-2027-0009"
FLOWS = complete_content().flows
ONLY_ARREARS = tuple(replace(flow, data=(ARREARS.name,)) for flow in FLOWS[:1])
"""The municipality goes on with one of its two kinds of data, the corporation with none."""


def next_one(**changes: Any) -> Agreement:
    """The agreement that follows, in force."""
    usual: dict[str, Any] = {
        "starts_on": DAY_AFTER,
        "ends_on": date(2029, 12, 31),
        "review_dates": (date(2029, 1, 15),),
        "predecessor": "AFS-2025-0001",
    }
    return approved(NEXT, **(usual | changes))


def followed(agreement: Agreement | None = None, **changes: Any) -> Agreement:
    """The agreement, reviewed and followed."""
    old = reviewed(agreement or approved(), planned_on=REVIEW_ON, done_on=REVIEW_ON)
    return succession.succeed(old, next_one(**changes), HENK.id, APPROVED_AGAIN)


def destruction_deadlines(agreement: Agreement) -> dict[str, date]:
    return {d.subject: d.due_on for d in deadlines(agreement) if d.kind is DeadlineKind.DESTRUCTION}


def test_what_goes_on_without_a_gap_asks_nobody_for_a_confirmation() -> None:
    old = followed()

    assert destruction_deadlines(old) == {}
    assert parties_to_confirm(old) == ()
    assert not is_undestroyed(old, DAY_AFTER)
    assert passed_on(old) == (
        Covered(party=MUNICIPALITY, data=(ARREARS.name, ADDRESS.name)),
        Covered(party=CORPORATION, data=(ARREARS.name,)),
    )
    assert transitions.close(old, DAY_AFTER).closed_on == DAY_AFTER


def test_what_goes_on_is_not_said_to_be_gone() -> None:
    old = followed()

    assert who_can_confirm(old, DAY_AFTER) == ()
    with pytest.raises(DutyPassedOn, match=f"{MUNICIPALITY}.*{NEXT}"):
        transitions.confirm_destruction(old, destruction(MUNICIPALITY), DAY_AFTER)


def test_what_the_successor_does_not_cover_is_still_to_be_proven_by_its_own_period() -> None:
    old = followed(flows=ONLY_ARREARS, data=(ARREARS,))

    assert data_left(old, MUNICIPALITY) == (ADDRESS,)
    assert data_left(old, CORPORATION) == (ARREARS,)
    assert parties_to_confirm(old) == RECEIVERS
    assert destruction_deadlines(old) == {MUNICIPALITY: date(2028, 12, 31), CORPORATION: date(2028, 6, 30)}
    with pytest.raises(NotYetDestroyed):
        transitions.close(old, DAY_AFTER)
    done = transitions.confirm_destruction(old, destruction(MUNICIPALITY), DAY_AFTER)
    assert parties_to_confirm(done) == (CORPORATION,)


def test_the_period_of_what_goes_on_does_not_make_the_rest_wait() -> None:
    flows = (Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(ADDRESS.name,)), FLOWS[2])
    old = followed(flows=flows)

    assert data_left(old, MUNICIPALITY) == (ARREARS,)
    assert destruction_deadlines(old) == {MUNICIPALITY: date(2028, 6, 30)}


@pytest.mark.parametrize("starts_on", [DAY_AFTER + ONE_DAY, date(2028, 6, 1)])
def test_after_a_gap_the_data_must_be_gone(starts_on: date) -> None:
    old = followed(starts_on=starts_on, ends_on=date(2030, 1, 31))

    assert parties_to_confirm(old) == RECEIVERS
    assert passed_on(old) == ()
    assert set(destruction_deadlines(old)) == set(RECEIVERS)


def test_when_the_successor_is_called_off_the_duty_is_back() -> None:
    old = followed()

    free = succession.release(old, NEXT, APPROVED_AGAIN + ONE_DAY)
    assert parties_to_confirm(free) == RECEIVERS
    assert set(destruction_deadlines(free)) == set(RECEIVERS)


def test_after_an_early_end_the_next_day_counts() -> None:
    early = terminated(ENDS_ON - timedelta(days=31))
    old = succession.succeed(
        replace(early, reviews=reviewed(approved()).reviews), next_one(), HENK.id, date(2027, 6, 1)
    )

    assert parties_to_confirm(old) == RECEIVERS


def test_names_are_the_same_whatever_their_capitals() -> None:
    parties = tuple(replace(party, name=party.name.upper()) for party in complete_content().parties)
    flows = tuple(replace(flow, provider=flow.provider.upper(), recipient=flow.recipient.upper()) for flow in FLOWS)

    assert parties_to_confirm(followed(parties=parties, flows=flows)) == ()


def test_who_left_before_the_end_has_nothing_to_go_on_with() -> None:
    left = amended(approved(), on=date(2026, 11, 23), flows=FLOWS[:2])

    assert parties_to_confirm(followed(left)) == (CORPORATION,)


def test_a_version_of_the_successor_after_its_start_gives_the_duty_of_the_past_not_back() -> None:
    """Whoever leaves the successor then owes its own confirmation there."""
    old, later = followed(), date(2028, 3, 1)
    shrunk = amended(next_one(), on=later, flows=FLOWS[:2])

    assert shrunk.former_receivers[0].party == CORPORATION
    assert parties_to_confirm(succession.succeed(old, shrunk, HENK.id, later)) == ()
    before = amended(next_one(), on=date(2027, 7, 1), flows=FLOWS[:2])
    assert parties_to_confirm(succession.succeed(old, before, HENK.id, date(2027, 7, 1))) == (CORPORATION,)


def test_a_giver_owes_nothing() -> None:
    assert data_left(followed(), ENERGY_COMPANY) == ()
