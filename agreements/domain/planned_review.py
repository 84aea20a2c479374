"""A review that is planned: by the parties, or because somebody asked for one in between (rule 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.vocabulary import AskedBy
from agreements.domain.wording import N_

WHO_ASKED: dict[AskedBy, str] = {
    AskedBy.COUNCIL: N_("The city council asked for an early review."),
    AskedBy.EXECUTIVE: N_("The mayor and aldermen asked for an early review."),
    AskedBy.PROTECTION_OFFICER: N_("The data protection officer asked for an early review."),
    AskedBy.ETHICS_COMMITTEE: N_("The ethics committee asked for an early review."),
    AskedBy.COURT_OF_AUDIT: N_("The court of audit asked for an early review."),
    AskedBy.OMBUDSMAN: N_("The ombudsman asked for an early review."),
    AskedBy.SUPERVISOR: N_("The Autoriteit Persoonsgegevens asked for an early review."),
    AskedBy.PARTY: N_("One of the parties asked for an early review."),
}
"""As mails and pages say it. Message ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """Who asked for a review that the parties did not plan, and why. Public, but for who recorded it."""

    asked_by: AskedBy
    asked_on: date
    reason: str
    recorded_on: date
    """Since when the register knows it."""
    recorded_by: str
    """Id of the user who recorded it."""

    @property
    def sentence(self) -> str:
        """Who asked, as mails and pages say it: a message id."""
        return WHO_ASKED[self.asked_by]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReview:
    """A review that was planned. Its number stays with it when it moves: feeds and mails go by it.

    `from_version` is the version that put it on this day, `until_version` the one that moved or dropped it. One that
    was asked for never moves: the parties do not decide about its day.
    """

    number: int
    planned_on: date
    from_version: int
    until_version: int | None = None
    dropped_on: date | None = None
    """The day on which it was dropped: it is not planned on any other day either."""
    request: ReviewRequest | None = None
    """None for one that the parties planned."""

    def holds_in(self, version: int) -> bool:
        """Whether it is planned for this day in that version."""
        return self.from_version <= version and (self.until_version is None or version < self.until_version)

    def is_dropped_in(self, version: int) -> bool:
        """Whether that version no longer plans it."""
        return self.dropped_on is not None and self.until_version is not None and self.until_version <= version
