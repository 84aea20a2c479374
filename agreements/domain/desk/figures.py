"""How many questions came in a year, and how quickly they were answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from agreements.domain.desk.question import QuestionKind

REPORTS = frozenset({QuestionKind.AGREEMENT_ERROR, QuestionKind.DATA_ERROR})
"""Something is not right; all others are questions."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One question, as far as anyone may know it. `ready_on`: when it was answered, or closed without an answer."""

    kind: QuestionKind
    arrived_on: date
    due_on: date
    ready_on: date | None = None

    @property
    def days(self) -> int | None:
        """From arrival to answer; None while there is none."""
        return (self.ready_on - self.arrived_on).days if self.ready_on else None

    def is_late(self, day: date) -> bool:
        """Answered after its term, or not answered while that is over on a day."""
        return (self.ready_on or day) > self.due_on


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the questions that came in one year, on a day. Days from arrival to answer are None when none is ready."""

    questions: int
    reports: int
    ready: int
    late: int
    median_days: int | None
    longest_days: int | None

    @property
    def total(self) -> int:
        """All that came."""
        return self.questions + self.reports


def figures(handled: Sequence[Handled], day: date) -> Figures:
    """Count them. The median of an even number is the lower of the two in the middle."""
    days = [one.days for one in handled if one.days is not None]
    reports = sum(one.kind in REPORTS for one in handled)
    return Figures(
        questions=len(handled) - reports,
        reports=reports,
        ready=len(days),
        late=sum(one.is_late(day) for one in handled),
        median_days=median_low(days) if days else None,
        longest_days=max(days, default=None),
    )
