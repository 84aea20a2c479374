"""The reviews that somebody asked for in between, as anyone may see them: also why, but not who recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.planned_review import WHO_ASKED
from agreements.domain.review_plan import dropped_reviews, planned_reviews
from agreements.domain.vocabulary import AskedBy


@dataclass(frozen=True, slots=True)
class PublicAskedReview:
    """One of them. `number` is that of the planned or dropped review."""

    number: int
    planned_on: date
    asked_by: AskedBy
    asked_on: date
    why: str

    @property
    def sentence(self) -> str:
        """Who asked, as a message id."""
        return WHO_ASKED[self.asked_by]


def asked_reviews(agreement: Agreement) -> tuple[PublicAskedReview, ...]:
    """All of them, by day; also what was done or dropped since."""
    found = (
        PublicAskedReview(one.number, one.planned_on, one.request.asked_by, one.request.asked_on, one.request.reason)
        for one in (*planned_reviews(agreement), *dropped_reviews(agreement))
        if one.request
    )
    return tuple(sorted(found, key=lambda one: (one.planned_on, one.number)))
