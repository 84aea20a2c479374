"""Whether there is any way to take a step today: what a list of offered steps should hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.model.rules.facts import Case, World
from tests.model.rules.standing import duties
from tests.model.rules.steps import STEPS, Try, planned, refusal_of

INNER = frozenset({"amend"})
"""Not in the list of steps: the form of the agreement itself."""


def possible(world: World, case: Case, who: str, today: date) -> set[str]:
    """The steps that somebody can take in some way."""
    return {
        step
        for step in STEPS
        if step not in INNER and any(not refusal_of(world, one) for one in _ways(world, case, step, who, today))
    }


def _ways(world: World, case: Case, step: str, who: str, today: date) -> Iterator[Try]:
    one = Try(step, who, case.name, today, day=today)
    match step:
        case "suspend" | "extend_suspension":
            yield replace(one, until=today)
        case "ask_review":
            yield from (replace(one, day=today + timedelta(days=later)) for later in range(len(case.plan) + 1))
        case "cancel_suspension":
            yield from (replace(one, day=rest.from_on) for rest in planned(case, today))
        case "confirm_destruction":
            for party in {*duties(world, case), *case.terms.takers, *case.left}:
                yield from (replace(one, party=party, flag=flag) for flag in (False, True))
        case "renew" | "submit":
            yield from (replace(one, flag=flag) for flag in (False, True))
        case _:
            yield one
