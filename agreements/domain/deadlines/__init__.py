"""Rule 5: what must be decided or done, and by when. All of it follows from the record.

Each kind of deadline has one row (`kinds`): when it is due, who is told how long before, what is said about it, what a
person can do, and what settles it. Mails, calendars, beheer and the pages of the documentation read the rows.
"""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import kinds
from agreements.domain.deadlines.row import Deadline, DeadlineKind, KindOfDeadline, LateFrom
from agreements.domain.ladder import Ladder
from agreements.domain.roles import Action

__all__ = [
    "KINDS",
    "Deadline",
    "DeadlineKind",
    "KindOfDeadline",
    "deadlines",
    "kind_named",
    "ladder_for",
    "late_since",
    "open_deadlines",
    "open_tasks",
    "settled_by",
    "told_after",
    "waits",
]


def _rows() -> list[KindOfDeadline]:
    modules = (importlib.import_module(f"{kinds.__name__}.{one.name}") for one in pkgutil.iter_modules(kinds.__path__))
    rows: list[KindOfDeadline] = [module.ROW for module in modules]
    return sorted(rows, key=lambda row: row.place)


KINDS: dict[DeadlineKind, KindOfDeadline] = {row.kind: row for row in _rows()}
"""Every kind, in the order of an agreement's life."""


def kind_named(name: str) -> KindOfDeadline:
    """The row with this name. Raises ValueError when there is none."""
    row = KINDS.get(DeadlineKind(name))
    if row is None:
        raise ValueError(f"{name!r} is no kind of deadline")
    return row


def deadlines(agreement: Agreement) -> tuple[Deadline, ...]:
    """All deadlines of an approved agreement, settled ones included; none while it is still a draft."""
    if agreement.in_force is None or agreement.last_day is None:
        return ()
    return tuple(deadline for row in KINDS.values() for deadline in row.find(agreement))


def waits(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    """Whether somebody still has something to do about a deadline."""
    return not deadline.is_settled and KINDS[deadline.kind].lasts.still(deadline, agreement, today)


def told_after(deadline: Deadline, agreement: Agreement) -> date | None:
    """The day after which residents are told that an open deadline is late; None when they never are."""
    told = KINDS[deadline.kind].told_late
    if told is None or deadline.is_settled:
        return None
    return deadline.due_on if told.since is LateFrom.ITS_DAY else agreement.last_day


def late_since(deadline: Deadline, agreement: Agreement, day: date) -> date | None:
    """Since when residents read on `day` that a deadline is late; None when it is not, or not told them."""
    since = told_after(deadline, agreement)
    return since if since is not None and since < day else None


def open_deadlines(agreement: Agreement, day: date) -> tuple[Deadline, ...]:
    """The deadlines about which somebody still has something to do on `day`, the nearest first."""
    found = (deadline for deadline in deadlines(agreement) if waits(deadline, agreement, day))
    return tuple(sorted(found, key=lambda deadline: (deadline.due_on, deadline.kind, deadline.subject)))


def open_tasks(agreement: Agreement, day: date) -> tuple[Deadline, ...]:
    """The same as things to do, each once: the day to decide and the end are one, for one decision settles both."""
    found = open_deadlines(agreement, day)
    covered = {kind for one in found for kind in KINDS[one.kind].covers}
    return tuple(one for one in found if one.kind not in covered)


def ladder_for(kind: DeadlineKind, agreement: Agreement) -> Ladder:
    """Who is told how long before: what the office does, as far as this agreement changes nothing about it (rule 6)."""
    row = KINDS[kind]
    return row.ladder_for(row.ladder, agreement)


def settled_by(action: Action) -> tuple[DeadlineKind, ...]:
    """The kinds of deadline that need no more alerts because of a step (of its own subject, or of the end)."""
    return tuple(kind for kind, row in KINDS.items() if action in row.settled_by)
