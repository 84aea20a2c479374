"""Refusals about how long an agreement may last (rules 1 and 2). See `agreements.domain.errors`."""

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


class TransitionalTooLong(RuleBroken):
    """Rule 2: a transitional agreement lasts at most twelve months after its registration."""

    sentence = N_("A transitional agreement may last until %(latest)s at the latest. Choose an earlier end date.")
    field = "ends_on"
