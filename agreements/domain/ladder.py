"""Rule 6: how long before a deadline who is told.

Each kind of deadline has a ladder in its row (`agreements.domain.deadlines`). Whether an alert is due is a range test,
never "equals today": the register may have been down for weeks. Then the one rung that now applies goes out, and those
it replaces are superseded.
Rungs are whole days before the deadline; negative ones lie after it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REPEAT_DAYS = 7
"""While a deadline is overdue, the alert comes back every week."""
NEVER = date.max
"""The next alert of a deadline that is still open and has nothing more to say."""


class Audience(StrEnum):
    """Who can be told. People behind it are looked up when the alert is planned."""

    OWNER = "owner"
    DEPUTY = "deputy"
    PRIVACY_OFFICER = "privacy_officer"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    SECRETARY = "secretary"


STEWARDS = frozenset({Audience.OWNER, Audience.DEPUTY})
"""Who looks after the agreement. When that changes, the new ones must learn what the others were told."""

OWNER = (Audience.OWNER,)
OWNERS = (Audience.OWNER, Audience.DEPUTY)
WITH_OFFICER = (*OWNERS, Audience.PRIVACY_OFFICER)
WITH_DPO = (*WITH_OFFICER, Audience.DATA_PROTECTION_OFFICER)
EVERYONE = (*WITH_DPO, Audience.SECRETARY)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Days before the deadline, longest first, with who is told; and who is told every week once it has passed."""

    rungs: tuple[tuple[int, tuple[Audience, ...]], ...]
    overdue: tuple[Audience, ...]
    """Empty when it is not repeated."""
    silent_after: date | None = None
    """After this day it says nothing any more, also not what it had no chance to say."""


@dataclass(frozen=True, slots=True)
class AlertDue:
    """What is to be told now: the rung that applies, whom it concerns, and the rungs it replaces."""

    rung: int
    audience: tuple[Audience, ...]
    superseded: tuple[int, ...]


def _audience_at(ladder: Ladder, days_before: int) -> tuple[Audience, ...]:
    """Whom the usual ladder tells this close to the deadline."""
    told = [audience for day, audience in ladder.rungs if day >= days_before]
    return told[-1] if told else ladder.rungs[0][1]


def alert_due(
    ladder: Ladder, due_on: date, today: date, *, told: Set[int], snoozed_until: date | None = None
) -> AlertDue | None:
    """The alert to send on `today` for a deadline, or None.

    `told` holds the rungs already announced or superseded for this very date; a moved date starts empty, so
    every rung is armed again. `snoozed_until` is a snooze that was not answered yet: it silences until its day, and
    never past the deadline itself. On that day there is always an alert, which answers it: the rung that was
    reached meanwhile, else a reminder: the rung that people know already. So a rung comes back only to who asked.
    """
    if _is_silent(ladder, today) or (snoozed_until and today < min(snoozed_until, due_on)):
        return None
    fresh = _newly_reached(ladder, due_on, today, told)
    if fresh:
        return AlertDue(fresh[-1], audience_of(ladder, fresh[-1]), tuple(fresh[:-1]))
    return _reminder(ladder, due_on, today, told) if snoozed_until else None


def _newly_reached(ladder: Ladder, due_on: date, today: date, told: Set[int]) -> list[int]:
    """The rungs reached and not told, the one that applies last; none when a later one was told already."""
    reached = [rung for rung in _rungs_until(ladder, due_on, today) if rung not in told]
    is_behind = bool(reached) and any(rung < reached[-1] for rung in told)
    return [] if is_behind else reached


def _reminder(ladder: Ladder, due_on: date, today: date, told: Set[int]) -> AlertDue:
    """The rung nearest to the deadline that is known or reached; before the first rung that one, early.

    The day itself is no rung that can be told early: where it is the only one, the reminder is a rung of its own.
    """
    known = {*told, *_rungs_until(ladder, due_on, today)}
    rung = min(known, default=ladder.rungs[0][0] or (due_on - today).days)
    return AlertDue(rung, audience_of(ladder, rung), ())


def handover_alert(ladder: Ladder, due_on: date, today: date, *, told: Set[int]) -> AlertDue | None:
    """What a new owner or deputy must be told at once: the rung nearest to the deadline that is known or reached.

    With everybody it concerns, of whom only `STEWARDS` are told now: the others were told on grounds that did not
    change. None before the first rung: the ladder itself will tell them. A snooze does not silence it, for it was
    somebody else who asked for that.
    """
    known = set() if _is_silent(ladder, today) else {*told, *_rungs_until(ladder, due_on, today)}
    return AlertDue(min(known), audience_of(ladder, min(known)), ()) if known else None


def too_late_to_tell(ladder: Ladder, due_on: date, today: date, *, told: Set[int]) -> tuple[int, ...]:
    """The rungs that were not told before the ladder fell silent, for the ledger; empty while it speaks."""
    if ladder.silent_after is None or not _is_silent(ladder, today):
        return ()
    return tuple(rung for rung in _rungs_until(ladder, due_on, ladder.silent_after) if rung not in told)


def audience_of(ladder: Ladder, rung: int) -> tuple[Audience, ...]:
    """Whom a rung is for, also one that the ladder no longer has because the lead times were changed."""
    return ladder.overdue if rung < 0 else _audience_at(ladder, rung)


def next_alert_on(ladder: Ladder, due_on: date, *, told: Set[int], snoozed_until: date | None = None) -> date:
    """The first day on which `alert_due` has something new to say; what the table of deadlines is searched by.

    `NEVER` when it never will.
    """
    if snoozed_until:
        return min(snoozed_until, due_on)
    lowest = min(told, default=None)
    days = [day for day, _ in ladder.rungs if lowest is None or day < lowest]
    if not days and not ladder.overdue:
        return NEVER
    weeks = (-min(lowest or 0, 0)) // REPEAT_DAYS + 1
    next_on = due_on - timedelta(days=days[0] if days else -weeks * REPEAT_DAYS)
    return NEVER if _is_silent(ladder, next_on) else next_on


def _is_silent(ladder: Ladder, day: date) -> bool:
    return ladder.silent_after is not None and day > ladder.silent_after


def _rungs_until(ladder: Ladder, due_on: date, today: date) -> list[int]:
    """All rungs reached by `today`, the latest last: those of the table, then one for each week overdue."""
    left = (due_on - today).days
    reached = [day for day, _ in ladder.rungs if left <= day]
    weeks_overdue = max(-left, 0) // REPEAT_DAYS if ladder.overdue else 0
    return reached + [-REPEAT_DAYS * week for week in range(1, weeks_overdue + 1)]
