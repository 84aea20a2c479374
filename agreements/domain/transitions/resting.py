"""The exchange of data rests for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Suspension,
)
from agreements.domain.preconditions import (
    last_day,
    require_between,
    require_reason,
)
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed
from agreements.domain.term import ONE_DAY


def suspend(agreement: Agreement, from_on: date, until_on: date | None, reason: str, today: date) -> Agreement:
    """Let the exchange rest. From today at the earliest, within the term."""
    check_allowed(agreement, Action.SUSPEND, today)
    require_reason(reason)
    latest = last_day(agreement)
    require_between(from_on, today, latest)
    if until_on is not None:
        require_between(until_on, from_on, latest)
    rest = Suspension(from_on=from_on, until_on=until_on, reason=reason.strip())
    return replace(agreement, suspensions=(*agreement.suspensions, rest))


def resume(agreement: Agreement, today: date) -> Agreement:
    """Take the exchange up again from today. A suspension planned for later stays planned."""
    check_allowed(agreement, Action.RESUME, today)
    resting = [s for s in agreement.suspensions if s.holds_on(today)]
    suspensions = tuple(
        replace(s, until_on=today - ONE_DAY) if s in resting and s.from_on < today else s
        for s in agreement.suspensions
        if s not in resting or s.from_on < today
    )
    return replace(agreement, suspensions=suspensions)
