"""Reviews are recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Review,
)
from agreements.domain.errors import (
    ReviewUnanswered,
)
from agreements.domain.lifecycle import first_day
from agreements.domain.preconditions import require_between
from agreements.domain.review_plan import check_answers
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
