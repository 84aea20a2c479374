"""Rule 13 and the table of steps: when each is possible and what comes of it, for the steps within one agreement.

`refusal_of` gives in a few words why a step is impossible; empty when it is possible. `take` lets it happen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.model.rules import lacks
from tests.model.rules.facts import Case, Gone, Rest, Terms, World
from tests.model.rules.people import can_act, may
from tests.model.rules.plan import answered_by, is_too_early
from tests.model.rules.standing import (
    ENDED,
    HOLDING,
    duties,
    goes_on,
    has_recent_review,
    has_shown,
    status,
    still_to_show,
)

RUNNING = frozenset({"active", "suspended"})
REVIEWABLE = RUNNING | ENDED

FREE = "free"
"""The contract leaves it open: either answer is right."""


@dataclass(frozen=True)
class Try:
    """An attempt: who does what with which agreement on which day, and what they fill in."""

    step: str
    who: str
    about: str
    today: date
    terms: Terms | None = None
    day: date | None = None
    until: date | None = None
    party: str = ""
    other: str = ""
    reason: str = "Zo besloten"
    flag: bool = False
    """`submit`: over already; `confirm`: a correction; `review` and `renew`: a review comes along."""

    def told(self) -> str:
        """In a line of a story."""
        text = self.terms.told() if self.terms else ""
        parts = [self.day, self.until, self.party, self.other, "flag" if self.flag else "", text]
        return " ".join([f"{self.today} {self.who} {self.step} {self.about}", *(str(part) for part in parts if part)])


JUDGING = frozenset({"approve", "return"})
"""What a head does with a submission: it is for the head of the department that would have the agreement."""


def refusal_of(world: World, one: Try) -> str:
    """Why it is impossible today; empty when it is possible."""
    case = world[one.about]
    department = case.terms.department
    if one.step in JUDGING and case.proposal is not None and case.submitted_by is not None:
        department = case.proposal.department
    if not may(one.who, one.step, department):
        return "not allowed"
    if case.is_withdrawn:
        return "withdrawn"
    return _CHECKS[one.step](world, case, one)


def _amend(world: World, case: Case, one: Try) -> str:
    """A draft may lack anything, so whether a strange text is refused now or when it is submitted is left open."""
    if case.submitted_by is not None:
        return "waits for approval"
    if case.is_approved and (status(case, one.today) not in HOLDING or case.terminated_on is not None):
        return "not while it is so"
    assert one.terms is not None
    return FREE if lacks.lack(world, case, one.terms, lacks.Asked(one.who, one.today)) else ""


def _submit(world: World, case: Case, one: Try) -> str:
    if case.proposal is None or case.submitted_by is not None:
        return "no draft"
    wrong = _held(case, one) or lacks.lack(world, case, case.proposal, lacks.Asked(one.who, one.today, one.flag))
    return wrong or ("" if one.reason or len(world) == 1 else FREE)


def _held(case: Case, one: Try) -> str:
    beside = case.is_approved and (status(case, one.today) not in HOLDING or case.terminated_on is not None)
    return "ended or ending" if beside else ""


def _recall(world: World, case: Case, one: Try) -> str:
    return "" if case.submitted_by == one.who else "not what they submitted"


def _send_back(world: World, case: Case, one: Try) -> str:
    if case.submitted_by is None:
        return "nothing submitted"
    return "" if one.reason else "no reason"


def _approve(world: World, case: Case, one: Try) -> str:
    if case.proposal is None or case.submitted_by is None:
        return "nothing submitted"
    if case.submitted_by == one.who:
        return "four eyes"
    return _held(case, one) or lacks.lack(world, case, case.proposal, lacks.Asked(one.who, one.today))


def _withdraw(world: World, case: Case, one: Try) -> str:
    return "" if case.proposal is not None else "no draft"


def _suspend(world: World, case: Case, one: Try) -> str:
    assert one.day is not None
    if status(case, one.today) != "active":
        return "not active"
    if not one.reason or not one.today <= one.day <= (one.until or case.last_day) <= case.last_day:
        return "no reason, or another day"
    return "overlap" if any(rest.overlaps(one.day, one.until or case.last_day) for rest in case.rests) else ""


def resting(case: Case, today: date) -> list[Rest]:
    """What makes it rest today."""
    return [rest for rest in case.rests if rest.holds_on(today)]


def planned(case: Case, today: date) -> list[Rest]:
    """What will make it rest."""
    return [rest for rest in case.rests if not rest.is_cancelled and rest.resumed_on is None and rest.from_on > today]


def _resume(world: World, case: Case, one: Try) -> str:
    return "" if status(case, one.today) == "suspended" else "does not rest"


def _extend(world: World, case: Case, one: Try) -> str:
    if status(case, one.today) != "suspended":
        return "does not rest"
    if not one.reason or not one.today <= (one.until or one.today) <= case.last_day:
        return "another day"
    others = [rest for rest in case.rests if rest not in resting(case, one.today)]
    return "overlap" if any(rest.overlaps(one.today, one.until) for rest in others) else ""


def _cancel(world: World, case: Case, one: Try) -> str:
    if not one.reason or status(case, one.today) not in HOLDING:
        return "no reason"
    return "" if any(rest.from_on == one.day for rest in planned(case, one.today)) else "none is planned"


def _terminate(world: World, case: Case, one: Try) -> str:
    assert one.day is not None
    if status(case, one.today) not in HOLDING:
        return "not while it is so"
    if not one.reason or not one.today <= one.day <= case.terms.ends_on:
        return "no reason, or another day"
    return ""


def _withdraw_termination(world: World, case: Case, one: Try) -> str:
    if case.terminated_on is None or case.closed_on is not None or one.today > case.terminated_on:
        return "no termination that can be withdrawn"
    before = world.get(case.terms.predecessor or "")
    if not one.reason:
        return "no reason"
    if before is None or not case.is_called_off:
        return ""
    if before.successor not in (None, case.name) or case.terms.starts_on <= before.last_day:
        return "another one follows meanwhile, or the term was lengthened"
    return "" if has_recent_review(before, one.today) else FREE


def _review(world: World, case: Case, one: Try) -> str:
    assert one.day is not None
    if status(case, one.today) not in REVIEWABLE:
        return "not while it is so"
    first = min(case.terms.starts_on, case.registered_on)
    if not first <= one.day <= one.today:
        return "another day"
    if one.until is None:
        return ""
    if answered_by(case, one.until) is None:
        return "nothing planned"
    return "too early" if is_too_early(one.until, one.day) else ""


def _ask(world: World, case: Case, one: Try) -> str:
    assert one.day is not None
    if status(case, one.today) not in RUNNING:
        return "not while it is so"
    if not one.reason or not one.today <= one.day <= case.last_day:
        return "no reason, or another day"
    return "planned already" if any(not plan.is_dropped and plan.on == one.day for plan in case.plan.values()) else ""


def _decide(world: World, case: Case, one: Try) -> str:
    if status(case, one.today) not in HOLDING | {"expired"} or case.terminated_on is not None:
        return "not while it is so"
    return "followed already" if goes_on(world, case) else ""


def _renew(world: World, case: Case, one: Try) -> str:
    found = status(case, one.today)
    if found not in RUNNING | ENDED | {"upcoming"} or (case.terminated_on is not None and found not in ENDED):
        return "not while it is so"
    if case.successor is not None:
        return "has a successor"
    if case.is_called_off:
        return "never began"
    if has_recent_review(case, one.today):
        return ""
    if found == "upcoming":
        return "nothing to review yet"
    if not one.flag:
        return "no recent review"
    return "" if _recent_when_done(case, one.today) else "a review today is too early"


def _recent_when_done(case: Case, today: date) -> bool:
    trial = Case(case.name, case.registered_on, versions=case.versions, terminated_on=case.terminated_on)
    trial.reviewed_on = [today]
    return has_recent_review(trial, today)


def _confirm(world: World, case: Case, one: Try) -> str:
    assert one.day is not None
    if not case.is_approved or case.closed_on is not None:
        return "not while it is so"
    now = one.party in case.terms.takers
    if not now and one.party not in case.left:
        return "no party that received data"
    if now and (status(case, one.today) not in ENDED or case.is_called_off):
        return "has not ended, or never began"
    since = case.last_day < one.day if now else case.left[one.party].on <= one.day
    if not since or one.day > one.today:
        return "another day"
    said = any(gone.party == one.party for gone in case.gone)
    if has_shown(case, one.party) if not (one.flag and one.reason) else not said:
        return "a second one without saying so, or a correction of nothing"
    return "" if one.party in duties(world, case) else FREE


def _close(world: World, case: Case, one: Try) -> str:
    if status(case, one.today) not in ENDED:
        return "has not ended"
    if case.closed_on is not None:
        return "closed"
    return "still to show" if still_to_show(world, case) else ""


def _assign(world: World, case: Case, one: Try) -> str:
    people = [name for name in (one.party, one.other) if name]
    return "" if all(can_act(name, case.terms.department) for name in people) else "cannot act"


_CHECKS: dict[str, Callable[[World, Case, Try], str]] = {
    "amend": _amend,
    "submit": _submit,
    "recall": _recall,
    "return": _send_back,
    "approve": _approve,
    "withdraw": _withdraw,
    "suspend": _suspend,
    "resume": _resume,
    "extend_suspension": _extend,
    "cancel_suspension": _cancel,
    "terminate": _terminate,
    "withdraw_termination": _withdraw_termination,
    "review": _review,
    "ask_review": _ask,
    "decide": _decide,
    "renew": _renew,
    "confirm_destruction": _confirm,
    "close": _close,
    "assign": _assign,
}
STEPS = tuple(_CHECKS)


def new_gone(one: Try) -> Gone:
    """The confirmation of an attempt."""
    assert one.day is not None
    return Gone(one.party, one.day)
