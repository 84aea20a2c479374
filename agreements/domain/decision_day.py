"""Until when something is to be decided about an end. What is moot is told nobody: not on a page, in a mail or feed."""

from __future__ import annotations

from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.due_dates import decide_by
from agreements.domain.lifecycle import goes_on
from agreements.domain.term import ONE_DAY


def moot_from(last_day: date, *settled_on: date | None) -> date:
    """The first day on which nothing is to be decided any more: the day after the last one, or an earlier one.

    `settled_on` are the days on which it was ended early, closed, or followed by an approved agreement without a gap:
    with one there is still something to decide.
    """
    return min((last_day + ONE_DAY, *filter(None, settled_on)))


def open_decide_by(agreement: Agreement, day: date) -> date | None:
    """Last day to give notice or to begin a renewal, as long as that still means something on `day`."""
    if agreement.last_day is None:
        return None
    ended_early = agreement.termination.decided_on if agreement.termination else None
    succeeded_on = agreement.succession.approved_on if agreement.succession and goes_on(agreement) else None
    is_moot = moot_from(agreement.last_day, ended_early, agreement.closed_on, succeeded_on) <= day
    return None if is_moot else decide_by(agreement.content)
