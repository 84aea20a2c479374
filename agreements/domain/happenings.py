"""What happens to agreements in a year, as far as anyone can see: what the yearly report counts.

Something happened in a period when it is told at the end of that period, and was not told at the end of the day before
it began. So what is recorded late counts in the year in which it became known, and in one year only.
"""

from __future__ import annotations

from enum import StrEnum


class Happened(StrEnum):
    """What can be told of an agreement, each with a day (`projection.Mark`)."""

    VERSION = "version approved"
    """A version was approved on that day."""
    REVIEWED = "reviewed"
    TERMINATED = "terminated"
    """It was decided on that day to end it early; for one that had not begun: that it does not go on."""
    CLOSED = "closed"
    PROVEN = "closed with proof"
    """The same, where receiving parties confirmed what they did with the data."""
    PLANNED = "plan published"
    REACTED = "reactions answered"
    """Somebody reacted to a plan, and on that day was recorded what was done with it."""


ENDED = "ended"
"""The last day of an agreement that began. No record has to change for it, so it is counted by that day itself."""
FOLLOWS = "follows"
"""The agreement that it follows (rule 7)."""
