"""Rule 7: which reviews count for going on, and which planned one a review answers."""

from __future__ import annotations

from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.errors import ReviewMissing, ReviewTooEarly, ReviewTooOld
from agreements.domain.term import add_months

RECENT_MONTHS = 12
"""A review says something about going on when it looks back on the last year of the agreement. Our own rule."""

EARLY_MONTHS = 6
"""So long before its day a planned review can be done. Our own rule."""


def check_not_early(planned_on: date, done_on: date) -> None:
    """Raises `ReviewTooEarly` when a review on `done_on` says too little about what is planned for `planned_on`."""
    earliest = add_months(planned_on, -EARLY_MONTHS)
    if done_on < earliest:
        raise ReviewTooEarly(planned_on=planned_on, earliest=earliest)


def oldest_recent(agreement: Agreement, today: date) -> date:
    """The first day on which a review still counts for going on: a year before the end, or before today when ended."""
    last_day = agreement.last_day or today
    return add_months(max(today, last_day), -RECENT_MONTHS)


def has_recent_review(agreement: Agreement, today: date) -> bool:
    """Whether a recorded review is recent enough to renew on, or to lengthen the term."""
    oldest = oldest_recent(agreement, today)
    return any(review.done_on >= oldest for review in agreement.reviews)


def check_recent_review(agreement: Agreement, today: date) -> None:
    """Raises `ReviewMissing` when there is no review at all, `ReviewTooOld` when the last one is not recent."""
    if not agreement.reviews:
        raise ReviewMissing()
    if not has_recent_review(agreement, today):
        raise ReviewTooOld(oldest=oldest_recent(agreement, today))
