"""Refusals about a review that somebody asks for. See `agreements.domain.errors`."""

from __future__ import annotations

from agreements.domain.completeness import NO_PERSONAL_ADDRESS
from agreements.domain.errors import RuleBroken
from agreements.domain.wording import N_


class ReviewDayPassed(RuleBroken):
    """A review is asked for a day to come."""

    sentence = N_("That day has passed. Choose %(today)s or a later day for the review.")
    field = "planned_on"


class ReviewPastTheEnd(RuleBroken):
    """What has ended is not reviewed in between any more."""

    sentence = N_("The last day of the agreement is %(last_day)s. Choose that day or an earlier one for the review.")
    field = "planned_on"


class ReviewAlreadyPlanned(RuleBroken):
    """A day has one review at most."""

    sentence = N_("A review is planned for %(planned_on)s already. Choose another day.")
    field = "planned_on"


class AddressInRequest(RuleBroken):
    """Everyone reads why a review was asked for."""

    sentence = NO_PERSONAL_ADDRESS
    field = "reason"
