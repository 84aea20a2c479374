"""Until when something is to be decided: as long as the end is nobody else's care."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.decision_day import open_decide_by
from agreements.domain.following import Succession
from tests.people import DAY_AFTER, ENDS_ON, TODAY, approved, terminated

DECIDE_BY = date(2027, 9, 30)


def followed(starts_on: date) -> Agreement:
    """With an approved successor that begins on this day."""
    follows = Succession(reference="AFS-2027-0009", approved_on=TODAY, starts_on=starts_on)
    return replace(approved(), successor=follows.reference, succession=follows)


@pytest.mark.parametrize(
    ("agreement", "day", "found"),
    [
        (approved(), TODAY, DECIDE_BY),
        (approved(), ENDS_ON, DECIDE_BY),
        (approved(), DAY_AFTER, None),
        (terminated(date(2027, 3, 31)), TODAY, None),
        (followed(DAY_AFTER), TODAY, None),
        (followed(DAY_AFTER + timedelta(days=30)), TODAY, DECIDE_BY),
    ],
    ids=["running", "last day", "over", "terminated", "followed", "followed with a gap"],
)
def test_something_is_to_be_decided_until_it_was_decided_or_goes_on(
    agreement: Agreement, day: date, found: date | None
) -> None:
    assert open_decide_by(agreement, day) == found
