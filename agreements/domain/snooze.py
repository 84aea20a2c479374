"""Rule 6: asking for a later reminder. It needs a reason, and never passes the deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, Deadline, DeadlineKind, deadlines, open_deadlines
from agreements.domain.errors import NothingToPostpone, TooLateToPostpone, WrongStatus
from agreements.domain.lifecycle import status_on
from agreements.domain.preconditions import require_between, require_reason


def postponable(agreement: Agreement, today: date) -> tuple[Deadline, ...]:
    """The deadlines of which the reminders can still be postponed, the nearest first."""
    return tuple(one for one in open_deadlines(agreement, today) if can_be_postponed(one) and one.due_on > today)


def can_be_postponed(deadline: Deadline) -> bool:
    """Whether its reminders may rest for a while, the day aside."""
    return not deadline.is_settled and KINDS[deadline.kind].can_be_postponed


def require_postponable(agreement: Agreement, today: date) -> None:
    """Raises `WrongStatus` when no reminder of this agreement can be postponed."""
    if not postponable(agreement, today):
        raise WrongStatus(status=status_on(agreement, today))


def check_snooze(
    agreement: Agreement, kind: DeadlineKind, subject: str, until_on: date, reason: str, today: date
) -> Deadline:
    """The deadline whose reminders rest until `until_on`, the day on which the next one comes.

    From tomorrow up to the deadline itself. Raises `NothingToPostpone` when there is no such deadline, it is settled,
    or its kind never rests, `TooLateToPostpone`, `ReasonMissing` and `DateNotAllowed`.
    """
    deadline = _open(deadlines(agreement), kind, subject)
    if deadline.due_on <= today:
        raise TooLateToPostpone(due_on=deadline.due_on)
    require_reason(reason)
    require_between(until_on, today + timedelta(days=1), deadline.due_on)
    return deadline


def _open(found: Sequence[Deadline], kind: DeadlineKind, subject: str) -> Deadline:
    for deadline in found:
        if (deadline.kind, deadline.subject) == (kind, subject) and can_be_postponed(deadline):
            return deadline
    raise NothingToPostpone()
