"""The exchange of data rests for a while. What was decided about it stays; what comes later is added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Suspension,
    SuspensionChange,
)
from agreements.domain.errors import AlreadySuspended, UnknownSuspension, WrongStatus
from agreements.domain.lifecycle import status_on
from agreements.domain.preconditions import (
    require_between,
    require_last_day,
    require_reason,
)
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed


def suspend(agreement: Agreement, from_on: date, until_on: date | None, reason: str, today: date) -> Agreement:
    """Let the exchange rest. From today at the earliest, within the term, on no day on which it rests already."""
    check_allowed(agreement, Action.SUSPEND, today)
    require_reason(reason)
    latest = require_last_day(agreement)
    require_between(from_on, today, latest)
    if until_on is not None:
        require_between(until_on, from_on, latest)
    rest = Suspension(from_on=from_on, until_on=until_on, reason=reason.strip(), decided_on=today)
    _check_alone(rest, agreement.suspensions)
    return replace(agreement, suspensions=(*agreement.suspensions, rest))


def extend_suspension(agreement: Agreement, until_on: date | None, reason: str, today: date) -> Agreement:
    """Give the suspension that runs another last day, later or earlier: from today up to the end of the agreement.

    None: until it is resumed.
    """
    check_allowed(agreement, Action.EXTEND_SUSPENSION, today)
    require_reason(reason)
    if until_on is not None:
        require_between(until_on, today, require_last_day(agreement))
    change = SuspensionChange(until_on=until_on, decided_on=today, reason=reason.strip())
    others = [rest for rest in agreement.suspensions if not rest.holds_on(today)]
    changed = []
    for rest in agreement.suspensions:
        if rest.holds_on(today):
            rest = replace(rest, changes=(*rest.changes, change))
            _check_alone(rest, others)
        changed.append(rest)
    return replace(agreement, suspensions=tuple(changed))


def cancel_suspension(agreement: Agreement, from_on: date, reason: str, today: date) -> Agreement:
    """Take back the suspension that is planned from `from_on`; one that has begun is resumed instead."""
    check_allowed(agreement, Action.CANCEL_SUSPENSION, today)
    require_reason(reason)
    planned = [rest for rest in planned_suspensions(agreement, today) if rest.from_on == from_on]
    if not planned:
        raise UnknownSuspension(from_on=from_on)
    suspensions = tuple(
        replace(rest, cancelled_on=today, cancel_reason=reason.strip()) if rest in planned else rest
        for rest in agreement.suspensions
    )
    return replace(agreement, suspensions=suspensions)


def resume(agreement: Agreement, today: date) -> Agreement:
    """Take the exchange up again from today. A suspension planned for later stays planned."""
    check_allowed(agreement, Action.RESUME, today)
    suspensions = tuple(
        replace(rest, resumed_on=today) if rest.holds_on(today) else rest for rest in agreement.suspensions
    )
    return replace(agreement, suspensions=suspensions)


def planned_suspensions(agreement: Agreement, today: date) -> tuple[Suspension, ...]:
    """Those that still have to begin."""
    return tuple(rest for rest in agreement.suspensions if rest.days and rest.from_on > today)


def check_something_planned(agreement: Agreement, today: date) -> None:
    """Raises `WrongStatus` when there is no suspension to cancel today."""
    check_allowed(agreement, Action.CANCEL_SUSPENSION, today)
    if not planned_suspensions(agreement, today):
        raise WrongStatus(status=status_on(agreement, today))


def _check_alone(rest: Suspension, others: Iterable[Suspension]) -> None:
    """Raises `AlreadySuspended` when another suspension holds on one of its days."""
    for other in others:
        if _overlap(rest.days, other.days):
            raise AlreadySuspended(from_on=other.from_on)


def _overlap(one: tuple[date, date | None] | None, other: tuple[date, date | None] | None) -> bool:
    if one is None or other is None:
        return False
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)
