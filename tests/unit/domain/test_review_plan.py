"""Rule 7: a review is about the agreement as it was in its last part, and answers what was planned around its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.ending_errors import TooEarlyToGoOn
from agreements.domain.errors import ReviewMissing, ReviewTooEarly, ReviewTooOld
from agreements.domain.review_plan import check_recent_review, has_recent_review
from tests.people import (
    ENDS_ON,
    HENK,
    PETRA,
    POLICY,
    STARTS_ON,
    TODAY,
    amended,
    approved,
    draft,
    review,
    reviewed,
    terminated,
)

LAST_PART = date(2026, 6, 30)
"""The first day of the last year and a half of the agreement."""
TOO_OLD = date(2026, 6, 29)


@pytest.mark.parametrize(
    ("done_on", "today", "is_recent"),
    [
        (LAST_PART, LAST_PART, True),
        (date(2026, 6, 29), LAST_PART, False),
        (date(2026, 6, 29), ENDS_ON, False),
        (LAST_PART, ENDS_ON, True),
        (LAST_PART, date(2028, 1, 1), False),
        (date(2027, 3, 1), date(2028, 9, 1), True),
        (date(2027, 3, 1), date(2028, 9, 2), False),
    ],
)
def test_a_review_is_recent_in_the_last_part_of_the_agreement_or_as_long_after_its_end(
    done_on: date, today: date, is_recent: bool
) -> None:
    agreement = replace(approved(), reviews=(review(done_on=STARTS_ON), review(done_on=done_on)))

    assert has_recent_review(agreement, today) is is_recent


def test_after_an_early_end_the_last_part_is_the_one_before_that_end() -> None:
    ended = replace(terminated(date(2026, 11, 30)), reviews=(review(done_on=date(2025, 5, 30)),))

    assert has_recent_review(ended, date(2026, 11, 30))
    assert not has_recent_review(ended, date(2026, 12, 1))


def test_without_any_review_the_refusal_asks_for_one_and_with_an_old_one_for_a_newer() -> None:
    with pytest.raises(ReviewMissing):
        check_recent_review(approved(), ENDS_ON)
    with pytest.raises(ReviewTooOld, match="2026-06-30"):
        check_recent_review(reviewed(approved(), done_on=TOO_OLD), ENDS_ON)
    check_recent_review(reviewed(approved(), done_on=LAST_PART), ENDS_ON)


def test_when_no_review_can_be_recent_yet_the_refusal_says_from_when_one_can() -> None:
    with pytest.raises(TooEarlyToGoOn, match="2026-06-30"):
        check_recent_review(reviewed(approved(), done_on=TOO_OLD), TOO_OLD)


def test_a_draft_has_no_review() -> None:
    assert not has_recent_review(draft(), TODAY)


def lengthened(agreement: Agreement, on: date) -> Agreement:
    return amended(agreement, on=on, ends_on=date(2028, 12, 31))


def test_lengthening_the_day_before_the_end_needs_a_recent_review() -> None:
    day_before = date(2027, 12, 30)

    with pytest.raises(ReviewMissing):
        lengthened(approved(), day_before)
    with pytest.raises(ReviewTooOld):
        lengthened(reviewed(approved(), done_on=TOO_OLD), day_before)
    assert lengthened(reviewed(approved(), done_on=day_before), day_before).last_day == date(2028, 12, 31)


def test_a_longer_term_is_refused_at_each_step_that_asks_for_it() -> None:
    day = date(2027, 12, 30)
    recent = reviewed(approved(), done_on=day)
    proposed = transitions.amend(recent, replace(recent.content, ends_on=date(2028, 12, 31)), day, POLICY)
    waiting = transitions.submit(proposed, PETRA.id, day, POLICY)

    with pytest.raises(ReviewMissing):
        transitions.submit(replace(proposed, reviews=()), PETRA.id, day, POLICY)
    with pytest.raises(ReviewMissing):
        transitions.approve(replace(waiting, reviews=()), HENK.id, day, POLICY)


def test_a_longer_draft_may_be_written_before_its_review() -> None:
    longer = replace(approved().content, ends_on=date(2028, 12, 31))

    assert transitions.amend(approved(), longer, TODAY, POLICY).proposal is not None


def test_before_it_begins_there_is_nothing_to_review_so_another_end_can_still_be_agreed() -> None:
    assert amended(approved(), on=date(2025, 12, 20), ends_on=date(2028, 12, 31)).last_day == date(2028, 12, 31)


def test_a_review_answers_a_planned_date_from_half_a_year_before_it() -> None:
    agreement = approved(review_dates=(date(2027, 8, 31),))

    with pytest.raises(ReviewTooEarly, match=r"2027-02-28.*extra review"):
        reviewed(agreement, planned_on=date(2027, 8, 31), done_on=date(2027, 2, 27))
    assert reviewed(agreement, planned_on=date(2027, 8, 31), done_on=date(2027, 2, 28)).reviews


def test_a_review_on_the_second_day_is_an_extra_one_and_no_ground_to_go_on_years_later() -> None:
    extra = reviewed(approved(), done_on=date(2026, 1, 2))

    assert not has_recent_review(extra, date(2027, 6, 1))
