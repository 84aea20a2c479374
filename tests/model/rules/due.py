"""Rules 5 and 6: the deadlines of an agreement, and on which days before and after them somebody is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.model.rules.facts import Case, World
from tests.model.rules.standing import duties, goes_on, has_shown

RUNGS = {
    "expiry": (180, 90, 60, 30, 14, 7, 1, 0),
    "decision": (60, 30, 14, 7, 0),
    "review": (60, 30, 14, 0),
    "destruction": (30, 14, 0),
}
WEEK = 7
NEWS = timedelta(days=30)
"""So long after an early end a register that was down still tells of it."""

Key = tuple[str, str]
"""Kind and subject."""


@dataclass(frozen=True)
class Due:
    """Something to do by a day.

    `heard_until` is the last day on which it is told of at all, `repeated_until` the last on which it comes back;
    None for ever.
    """

    on: date
    is_settled: bool
    heard_until: date | None = None
    repeated_until: date | None = None


def deadlines(world: World, case: Case) -> dict[Key, Due]:
    """Everything that follows from an approved agreement."""
    if not case.is_approved:
        return {}
    return {**_reviews(case), **_ends(world, case), **_destructions(world, case)}


def _reviews(case: Case) -> dict[Key, Due]:
    """Dropped ones are gone; what was planned after the end means nothing."""
    moot = case.closed_on is not None or case.is_over_already
    return {
        ("review", str(number)): Due(one.on, moot or one.done_on is not None or one.on > case.last_day)
        for number, one in case.plan.items()
        if not one.is_dropped
    }


def _ends(world: World, case: Case) -> dict[Key, Due]:
    """The end waits until it is certain that nothing goes wrong: a decision to let it come, or a successor that goes
    on. An early end is told of up to that day, and there is nothing to decide any more."""
    is_over = case.closed_on is not None or case.is_over_already or case.is_called_off
    cared_for = is_over or goes_on(world, case) is not None
    is_early = case.terminated_on is not None
    decided = is_early or case.lapses or case.is_renewed
    said_until = case.last_day + NEWS if is_early else None
    return {
        ("decision", ""): Due(case.terms.decide_by, cared_for or decided, case.last_day, case.last_day),
        ("expiry", ""): Due(case.last_day, cared_for or case.lapses, said_until, case.last_day if is_early else None),
    }


def _destructions(world: World, case: Case) -> dict[Key, Due]:
    closed = case.closed_on is not None
    return {
        ("destruction", party): Due(due_on, closed or has_shown(case, party))
        for party, due_on in duties(world, case).items()
    }


@dataclass
class Watch:
    """What was told of one deadline while it had this date."""

    due: Due
    told: set[int] = field(default_factory=set)
    snoozed_until: date | None = None

    def rearmed(self, due: Due) -> Watch:
        """A new date, or an end that is open again, begins anew."""
        if due.on != self.due.on or (self.due.is_settled and not due.is_settled):
            return Watch(due)
        return Watch(due, self.told, self.snoozed_until)

    def rung_on(self, kind: str, today: date) -> int | None:
        """What a sweep on this day tells, as days before the deadline; None when there is nothing new."""
        if self.due.is_settled or (self.due.heard_until is not None and today > self.due.heard_until):
            return None
        reached = self._reached(kind, today)
        fresh = [rung for rung in reached if rung not in self.told]
        if not fresh or any(rung < fresh[-1] for rung in self.told):
            return None
        return fresh[-1]

    def hear(self, kind: str, today: date) -> int | None:
        """The same, and it is told now: the rungs that were skipped are told of no more."""
        rung = self.rung_on(kind, today)
        if rung is not None:
            self.told |= set(self._reached(kind, today))
        return rung

    def _reached(self, kind: str, today: date) -> list[int]:
        ahead = [rung for rung in RUNGS[kind] if (self.due.on - today).days <= rung]
        left = (self.due.on - min(today, self.due.repeated_until or today)).days
        return ahead + [-days for days in range(WEEK, -left + 1, WEEK)]
