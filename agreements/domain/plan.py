"""A plan beforehand: a submitted draft that everyone can read for some weeks, and react to, before it is approved.

What people read is kept as it was published: a later draft is shown only when it is published anew. `reviews` that are
planned are another matter: see `agreements.domain.review_plan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agreements.domain.content import Content

SHORTEST, USUAL, LONGEST = timedelta(weeks=2), timedelta(weeks=4), timedelta(weeks=12)
"""How long people can react (rule of the register)."""


class PlanEnding(StrEnum):
    """How it came that people can no longer react."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    THROWN_AWAY = "thrown_away"
    OVERTAKEN = "overtaken"
    """Another decision was taken about the end of the agreement that it would follow."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A submission as it was published. It is open until it ends, also when the last day to react has passed."""

    version: int
    """The number of the version that it would become."""
    content: Content
    published_on: date
    published_by: str
    reactions_until: date
    """The last day to react."""
    ended_on: date | None = None
    ending: PlanEnding | None = None
    end_reason: str = ""
    """Public; empty where nobody was asked for one."""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for approval."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """How many people reacted to the plan of a version, and what was done with what they said. Public."""

    count: int
    answer: str
    """Empty when nobody reacted."""
    version: int = 0
    """Which version it was approved with."""
    recorded_on: date | None = None
