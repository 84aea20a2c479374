"""Rules 1, 2, 3, 7: what stands in the way of approving a text today; in one word, empty when nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.model.rules.days import DAY, last_of_years, months_later
from tests.model.rules.facts import Case, Terms, World
from tests.model.rules.people import may
from tests.model.rules.standing import follower, has_recent_review, status

IN_FORCE_SINCE = date(2025, 1, 1)
TRANSITIONAL_MONTHS = 12
DEPARTMENTS = ("Wonen", "Zorg")


@dataclass(frozen=True)
class Asked:
    """Who wants what approved, and when; `says_over`: it is put in as one that has ended already."""

    who: str
    today: date
    says_over: bool = False


def lack(world: World, case: Case, terms: Terms, asked: Asked) -> str:
    """The first thing that is wrong."""
    return (
        terms.flaw
        or _of_term(case, terms)
        or ("nobody heads that department" if terms.department not in DEPARTMENTS else "")
        or _of_first(case, terms, asked)
        or _of_change(world, case, terms, asked)
        or _of_predecessor(world, case, terms, asked)
    )


def _of_term(case: Case, terms: Terms) -> str:
    if terms.is_transitional:
        if terms.starts_on >= IN_FORCE_SINCE:
            return "too young to be transitional"
        if terms.ends_on > months_later(case.registered_on, TRANSITIONAL_MONTHS) or terms.ends_on < terms.starts_on:
            return "transitional for too long"
    elif not last_of_years(terms.starts_on, 1) <= terms.ends_on <= last_of_years(terms.starts_on, 3):
        return "term out of bounds"
    if terms.decide_by < terms.starts_on:
        return "notice longer than the term"
    if not terms.reviews or not all(terms.starts_on <= day <= terms.ends_on for day in terms.reviews):
        return "no review, or outside the term"
    return ""


def _of_first(case: Case, terms: Terms, asked: Asked) -> str:
    is_over = not case.is_approved and terms.ends_on < asked.today
    if asked.says_over and not is_over:
        return "not over yet"
    return "over already" if is_over and not (asked.says_over or case.is_over_already) else ""


def _of_change(world: World, case: Case, terms: Terms, asked: Asked) -> str:
    """An amendment is no way round a renewal, a termination, or what has been."""
    if not case.is_approved:
        return ""
    now, today = case.terms, asked.today
    if terms.predecessor != now.predecessor:
        return "another predecessor"
    if terms.is_transitional and not now.is_transitional:
        return "becomes transitional"
    if terms.starts_on != now.starts_on and (now.starts_on <= today or terms.starts_on < today):
        return "start moved"
    if terms.ends_on < today or (terms.ends_on < now.ends_on and terms.decide_by < today):
        return "end brought too near"
    if terms.ends_on > now.ends_on and case.successor:
        return "lengthened over a successor"
    if terms.ends_on > now.ends_on and today >= now.starts_on and not has_recent_review(case, today):
        return "lengthened without a review"
    return ""


def _of_predecessor(world: World, case: Case, terms: Terms, asked: Asked) -> str:
    """Rule 7: what a successor needs of the one it follows."""
    if terms.predecessor is None:
        return ""
    before = world[terms.predecessor]
    if terms.is_transitional:
        return "transitional with a predecessor"
    if not before.is_approved or status(before, asked.today) in {"closed", "withdrawn"}:
        return "predecessor not in force"
    if not may(asked.who, "renew", before.terms.department):
        return "no right on the predecessor"
    if before.successor not in (None, case.name) and (follower(world, before) or not case.is_approved):
        return "another one follows it"
    if not set(terms.partners) & set(before.terms.partners):
        return "no party in common"
    if terms.starts_on < before.last_day + DAY:
        return "overlaps its predecessor"
    if not case.is_approved and not has_recent_review(before, asked.today):
        return "predecessor not reviewed"
    return ""
