"""An amendment does not rewrite what passed, and leaves time to decide about the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.term_errors import EndsTooSoon, StartsInPast
from tests.people import HENK, PETRA, POLICY, REVIEW_ON, TODAY, amended, approved, complete_content

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "notice", "earliest"),
    [
        (TODAY, None, date(2027, 2, 23)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (TODAY, 0, TODAY),
        (TODAY, 12, date(2027, 11, 23)),
    ],
)
def test_the_end_comes_only_so_near_that_there_is_time_to_decide_about_it(
    on: date, notice: int | None, earliest: date
) -> None:
    agreement = approved(notice_months=notice, starts_on=date(2025, 11, 20), review_dates=(date(2026, 10, 1),))

    with pytest.raises(EndsTooSoon, match=f"{earliest}.*terminate"):
        amended(agreement, on=on, ends_on=earliest - ONE_DAY)
    assert amended(agreement, on=on, ends_on=earliest).last_day == earliest


def test_a_shorter_notice_period_in_the_same_amendment_brings_the_end_no_nearer() -> None:
    with pytest.raises(EndsTooSoon):
        amended(approved(), ends_on=date(2026, 12, 31), review_dates=(date(2026, 6, 1),), notice_months=0)


def test_an_end_that_came_too_near_meanwhile_is_neither_submitted_nor_approved() -> None:
    nearer = complete_content(ends_on=date(2027, 2, 23))
    proposed = transitions.amend(approved(), nearer, TODAY, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, TODAY, POLICY)

    with pytest.raises(EndsTooSoon):
        transitions.submit(proposed, PETRA.id, TODAY + ONE_DAY, POLICY)
    with pytest.raises(EndsTooSoon):
        transitions.approve(waiting, HENK.id, TODAY + ONE_DAY, POLICY)
    assert transitions.approve(waiting, HENK.id, TODAY, POLICY).last_day == date(2027, 2, 23)


def test_a_start_that_is_still_to_come_is_not_moved_to_the_past() -> None:
    day = date(2025, 12, 20)
    sooner = complete_content(starts_on=day, review_dates=(REVIEW_ON,))
    proposed = transitions.amend(approved(), sooner, day, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, day, POLICY)

    with pytest.raises(StartsInPast, match="2025-12-21"):
        transitions.amend(approved(), sooner, day + ONE_DAY, POLICY)
    with pytest.raises(StartsInPast):
        transitions.submit(proposed, PETRA.id, day + ONE_DAY, POLICY)
    with pytest.raises(StartsInPast):
        transitions.approve(waiting, HENK.id, day + ONE_DAY, POLICY)
    assert transitions.approve(waiting, HENK.id, day, POLICY).content.starts_on == day
