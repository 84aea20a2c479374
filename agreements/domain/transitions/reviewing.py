"""Reviews are asked for and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Review,
)
from agreements.domain.completeness import has_personal_address
from agreements.domain.errors import (
    ReviewUnanswered,
)
from agreements.domain.lifecycle import first_day
from agreements.domain.planned_review import ReviewRequest
from agreements.domain.preconditions import require_between, require_reason
from agreements.domain.review_errors import AddressInRequest
from agreements.domain.review_plan import check_answers, check_can_be_planned, plan_with
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed


def record_review(agreement: Agreement, review: Review, today: date) -> Agreement:
    """Record a review that was done; one that answers a planned date settles it."""
    check_allowed(agreement, Action.REVIEW, today)
    if not (review.purpose_reached.strip() and review.still_proportionate.strip()):
        raise ReviewUnanswered()
    require_between(review.done_on, first_day(agreement), today)
    if review.planned_on:
        check_answers(agreement, review.planned_on, review.done_on)
    return replace(agreement, reviews=(*agreement.reviews, review))


def ask_review(agreement: Agreement, planned_on: date, request: ReviewRequest) -> Agreement:
    """Plan a review that somebody asked for, on the day on which that is recorded.

    Raises what `check_can_be_planned` refuses, `AddressInRequest`, or `DateNotAllowed` when it was asked before the
    agreement or is still to be asked.
    """
    today = request.recorded_on
    check_allowed(agreement, Action.ASK_REVIEW, today)
    require_reason(request.reason)
    if has_personal_address(request.reason):
        raise AddressInRequest()
    require_between(request.asked_on, first_day(agreement), today)
    check_can_be_planned(agreement, planned_on, today)
    return replace(agreement, review_plan=plan_with(agreement, planned_on, request))
