"""A register lives for three years, and what it told on a day it tells of that day for ever (rule 12).

Files are compared byte by byte and pages word by word, but for what `tests.public_years` names: when a file was made,
and that one looks at a past day. Whichever way they read, residents are told of the same agreements
(`tests.public_sets`). Some addresses ask for no day: the sitemaps, for programs search what there is now, and
the page about the register.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta

import httpx
import pytest

from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from tests.acceptance.conftest import Calendar
from tests.diwoo import UTRECHT
from tests.people import REGISTERED_ON
from tests.public_sets import References, told_alike
from tests.public_years import JUMPS, Answer, PublicYears, addresses, ask

YEARS = timedelta(days=3 * 365)
DAYS = 10
"""So many days of them somebody does something, and residents look."""
LOOKED_AT = 2
"""So many agreements they open."""

Told = dict[date, tuple[References, dict[str, Answer]]]
"""Of each day which agreements there were, and what was answered."""


@pytest.fixture
def settings_of_the_site() -> dict[str, object]:
    """The municipality has said who it is: without that the Woo-index has nothing."""
    return {"organisation_id": UTRECHT}


async def opened(walk: PublicYears) -> dict[str, int]:
    """The agreement that was registered last and any others, with their last version in force."""
    some = {*walk.references[-1:], *walk.chosen.sample(walk.references, min(LOOKED_AT - 1, len(walk.references)))}
    in_force = [(await agreements.load(reference)).agreement.in_force for reference in sorted(some)]
    return {reference: one.number if one else 1 for reference, one in zip(sorted(some), in_force, strict=True)}


async def lived(walk: PublicYears, site: httpx.AsyncClient, day: Calendar) -> Told:
    """The years, and what residents were told at the end of each day.

    Where the clock was put back, days come twice. What was written on the first of them bears the day of the clock that
    was ahead, and is known from that day on; so of these days nothing is compared.
    """
    told: Told = {}
    twice: set[date] = set()
    for number in range(DAYS):
        ahead = walk.day
        if walk.put_clock_right():
            twice |= {walk.day + timedelta(days=days) for days in range((ahead - walk.day).days + 1)}
        await walk.live_a_day()
        day.today = walk.day
        answers = {address: await ask(site, address) for address in addresses(await opened(walk))}
        told[walk.day] = (await told_alike(site), answers)
        left = max(0, (REGISTERED_ON + YEARS - walk.day).days // (DAYS - number))
        walk.day += timedelta(days=walk.chosen.choice([*JUMPS, left, 2 * left]))
    day.today = max(*told, REGISTERED_ON + YEARS) + timedelta(days=1)
    return {on: what for on, what in told.items() if on not in twice}


async def test_each_past_day_is_told_as_it_was_told_on_that_day(
    site: httpx.AsyncClient, day: Calendar, register_seed: int
) -> None:
    walk = PublicYears(random.Random(register_seed))
    told = await lived(walk, site, day)

    answered = [(on, address, answer) for on, (_, answers) in told.items() for address, answer in answers.items()]
    sys.stdout.write(f"\nseed {register_seed}: {len(told)} days, {len(answered)} answers, {dict(walk.taken)}\n")
    assert [(str(on), address) for on, address, answer in answered if await ask(site, address, on) != answer] == []
    assert [str(on) for on, (there, _) in told.items() if await told_alike(site, on) != there] == []
    await verify_history()
