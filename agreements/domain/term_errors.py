"""Refusals about the length of a term, and about which of its dates may move. See `agreements.domain.errors`."""

from __future__ import annotations

from datetime import date

from agreements.domain.errors import RuleBroken
from agreements.domain.wording import N_


class TermTooShort(RuleBroken):
    """Rule 1: an agreement lasts at least the policy's minimum."""

    sentence = N_("The agreement must last at least %(years)s year. Choose an end date of %(earliest)s or later.")
    field = "ends_on"


class TermTooLong(RuleBroken):
    """Rule 1: an agreement lasts three years at most, or less where the office says so."""

    sentence = N_("The agreement may last at most %(years)s years. Choose an end date of %(latest)s or earlier.")
    field = "ends_on"


class EndsBeforeStart(RuleBroken):
    """A term runs forward."""

    sentence = N_("The end date must come after the start date %(starts_on)s.")
    field = "ends_on"


class DateOutOfRange(RuleBroken):
    """Dates outside 1950-2199 are typing errors; the calendar sums also need some room."""

    sentence = N_("Give a date between 1950 and 2199; %(day)s is not.")

    def __init__(self, *, day: date, field: str) -> None:
        self.field = field
        super().__init__(day=day)


class NotTransitional(RuleBroken):
    """Rule 2: only an agreement from before the register came into force can be transitional."""

    sentence = N_(
        "Only an agreement that began before %(in_force_since)s can be entered as transitional. "
        "Give this one a term of its own."
    )
    field = "is_transitional"


class BothExceptions(RuleBroken):
    """Rule 2: an agreement from before the rule lacks its term only, or more."""

    sentence = N_(
        "Choose one of both: transitional when only its term does not meet the rule, reported when it lacks more."
    )
    field = "is_reported"


class TransitionalTooLong(RuleBroken):
    """Rule 2: a transitional agreement lasts at most twelve months after its registration."""

    sentence = N_("A transitional agreement may last until %(latest)s at the latest. Choose an earlier end date.")
    field = "ends_on"


class StartMoved(RuleBroken):
    """Rule 7: a running agreement goes on beyond its term only by a reviewed renewal."""

    sentence = N_(
        "This agreement already began on %(starts_on)s; that date stays. To go on longer, make a new "
        "agreement that follows it."
    )
    field = "starts_on"


class StartsInPast(RuleBroken):
    """Rule 4: nothing held before today because of what is agreed today."""

    sentence = N_("The agreement has not begun yet. Choose %(earliest)s or later as its start date.")
    field = "starts_on"


class EndsTooSoon(RuleBroken):
    """Rule 5: there must be time to decide about an end; ending sooner is a termination, with a reason."""

    sentence = N_(
        "The end date cannot come that near: choose %(earliest)s or later. "
        "To stop sooner, terminate the agreement, with a reason."
    )
    field = "ends_on"


class AlreadyOver(RuleBroken):
    """Rule 5: nothing can be decided any more about an agreement that is over before it is approved."""

    sentence = N_(
        "This agreement was over on %(last_day)s already. Correct its end date, or say at submission that it has ended."
    )
    field = "already_ended"


class NotOverYet(RuleBroken):
    """What is not over keeps its alerts about the end."""

    sentence = N_("This agreement is not over yet: it runs until %(last_day)s. Submit it as one that still applies.")
    field = "already_ended"
