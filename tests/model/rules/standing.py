"""Rules 4, 7 and 8: how an agreement stands on a day, who goes on with it, and who must still show what."""

from __future__ import annotations

from datetime import date, timedelta

from tests.model.rules.days import DAY, months_later
from tests.model.rules.facts import Case, Terms, World

HOLDING = frozenset({"upcoming", "active", "suspended"})
ENDED = frozenset({"terminated", "expired"})
ENDS_SOON = timedelta(days=90)
RECENT_MONTHS = 18


def status(case: Case, day: date) -> str:
    """The status on a day."""
    if case.is_withdrawn:
        return "withdrawn"
    if not case.is_approved:
        return "draft" if case.submitted_by is None else "under_review"
    if case.closed_on is not None and day >= case.closed_on:
        return "closed"
    if day > case.last_day:
        return "expired" if case.terminated_on is None else "terminated"
    if day < case.terms.starts_on:
        return "upcoming"
    return "suspended" if any(rest.holds_on(day) for rest in case.rests) else "active"


def public_status(case: Case, day: date) -> str:
    """What residents read: an active one that ends within 90 days ends soon."""
    found = status(case, day)
    return "ends_soon" if found == "active" and case.last_day - day <= ENDS_SOON else found


def follower(world: World, case: Case) -> Case | None:
    """The approved successor that was not called off."""
    found = world.get(case.successor or "")
    return found if found is not None and found.is_approved and not found.is_called_off else None


def goes_on(world: World, case: Case) -> Case | None:
    """The follower, when it begins the day after."""
    found = follower(world, case)
    return found if found is not None and found.terms.starts_on == case.last_day + DAY else None


def has_recent_review(case: Case, today: date) -> bool:
    """Rule 7: a renewal rests on a review of the last year of the term."""
    since = months_later(max(today, case.last_day), -RECENT_MONTHS)
    return any(done_on >= since for done_on in case.reviewed_on)


def uncovered(world: World, case: Case, party: str) -> dict[str, int]:
    """The kinds of data of a receiving party that no successor goes on with, with the months it keeps them."""
    taken, heir = case.terms.taken_by(party), goes_on(world, case)
    passed = heir.terms.taken_by(party) if heir else {}
    return {kind: months for kind, months in taken.items() if kind not in passed}


def duties(world: World, case: Case) -> dict[str, date]:
    """Until when each party may hold the data, for those that must show something."""
    if not case.is_approved:
        return {}
    found = {} if case.is_called_off else _of_takers(world, case)
    return found | {party: left.due_on for party, left in case.left.items() if party not in case.terms.takers}


def _of_takers(world: World, case: Case) -> dict[str, date]:
    kept = {party: uncovered(world, case, party) for party in case.terms.takers}
    return {party: gone_by(case.last_day, months) for party, months in kept.items() if months}


def gone_by(last_day: date, kept: dict[str, int]) -> date:
    """The longest retention counts; the earliest that can be asked is the day after."""
    return max([last_day + DAY, *(months_later(last_day, months) for months in kept.values())])


def has_shown(case: Case, party: str) -> bool:
    """Whether a party confirmed after its exchange ended; the confirmation that was given last counts."""
    said = [gone.done_on for gone in case.gone if gone.party == party]
    if not said:
        return False
    if party in case.terms.takers:
        return said[-1] > case.last_day
    return party not in case.left or said[-1] >= case.left[party].on


def still_to_show(world: World, case: Case) -> tuple[str, ...]:
    """The parties that have not confirmed what they must."""
    return tuple(party for party in duties(world, case) if not has_shown(case, party))


def left_behind(before: Terms, after: Terms, today: date) -> dict[str, date]:
    """The parties that stop receiving with a new version, and by when their data must be gone."""
    stopped = [party for party in before.takers if party not in after.takers]
    return {party: gone_by(today, before.taken_by(party)) for party in stopped}
