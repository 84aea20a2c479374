"""The figures of a year beside a plain recount of the ledger, in a register that lives for years."""

from __future__ import annotations

import random
from datetime import date, timedelta

from pyroaring import BitMap

from agreements.domain.happenings import Happened
from agreements.domain.memory import ChainedEntry
from agreements.domain.period import Period, year
from agreements.domain.selection import Selection
from agreements.publication.document import Document
from agreements.storage.database.engine import Engine
from agreements.storage.public_memory import entries, rows
from agreements.storage.public_memory.between import between
from agreements.web.council.figures import FIGURES
from agreements.web.council.year import year_of
from tests.public_years import JUMPS, PublicYears
from tests.recounted import Recount

SEED, DAYS = 3, 40
NOTHING = Document()


def told_on(ledger: list[ChainedEntry], day: date) -> dict[str, Document]:
    """What was known of each agreement at the end of a day."""
    return Recount(ledger, Selection(on_day=day, is_past=True)).documents


def facts_of(document: Document) -> set[tuple[Happened, date]]:
    """What a record tells, told once more."""
    facts = {(Happened.PLANNED, plan.published_on) for plan in document.plans}
    if (told := document.published) is None:
        return facts
    facts |= {(Happened.VERSION, told.approved_on)}
    facts |= {(Happened.REVIEWED, one.done_on) for one in told.reviews if one.done_on}
    facts |= {(Happened.TERMINATED, told.termination_decided_on)} if told.termination_decided_on else set()
    facts |= {(Happened.REACTED, one.recorded_on) for one in told.reactions if one.count and one.recorded_on}
    if told.closed_on:
        facts |= {(Happened.CLOSED, told.closed_on)} | (
            {(Happened.PROVEN, told.closed_on)} if told.destructions else set()
        )
    return facts


def recounted(ledger: list[ChainedEntry], number: int) -> dict[str, set[str]]:
    """What happened in a year that is over: what is told at its end and was not told before it."""
    period = year(number)
    before, after = told_on(ledger, period.from_on - timedelta(days=1)), told_on(ledger, period.until_on)
    shown = {name: one.published for name, one in after.items() if one.published}
    earlier = {name: before.get(name, NOTHING) for name in after}
    never = {name for name, one in earlier.items() if not one.published and not one.withheld}
    last = {name: one.as_agreement() for name, one in shown.items()}
    found: dict[str, set[str]] = {
        "new": shown.keys() & never,
        "following": {name for name in shown.keys() & never if shown[name].content.predecessor},
        "withdrawn": {name for name, one in after.items() if one.withheld and not earlier[name].withheld},
        "ended": {
            name for name, one in last.items() if one.last_day and one.last_day in period and not one.is_called_off
        },
    }
    for what in Happened:
        found[what] = {
            name
            for name, one in after.items()
            if {fact for fact in facts_of(one) - facts_of(earlier[name]) if fact[0] is what}
        }
    return found


async def test_what_a_year_brought_is_what_is_told_at_its_end_and_was_not_told_before_it(staffed: Engine) -> None:
    walk = PublicYears(random.Random(SEED))
    first = walk.day.year
    for _ in range(DAYS):
        walk.put_clock_right()
        async for _ in walk.live():
            pass
        walk.day += timedelta(days=walk.chosen.choice(JUMPS))
    ledger = [entry async for entry in entries.all_entries()]
    happened = 0

    for number in range(first, walk.day.year):
        told = await between(year(number), is_past=True)
        sets: dict[str, BitMap] = {"new": told.new, "following": told.following, "withdrawn": told.withdrawn}
        sets |= {what.value: those for what, those in told.happened.items()}
        found = {name: {one for one, _ in await rows.changed(list(those))} for name, those in sets.items()}
        wanted = recounted(ledger, number)
        shown = (await year_of(number, Selection(on_day=walk.day), walk.day)) or None
        assert shown is not None
        found["ended"] = {one for one, _ in await rows.changed(list(shown.shown(told.ended)))}
        assert (number, found) == (number, wanted)
        happened += sum(map(len, wanted.values()))
        # Each figure counts agreements of that year's end, so that the list behind a number has as many lines.
        for figure in FIGURES:
            counted = await rows.changed(list(figure.of(shown)))
            assert len({reference for reference, _ in counted}) == len(counted)
    assert walk.day.year - first >= 2
    assert happened > 40


async def test_of_the_running_year_what_ends_today_has_not_ended(staffed: Engine) -> None:
    walk = PublicYears(random.Random(SEED))
    async for _ in walk.live():
        pass
    begin = date(walk.day.year, 1, 1)

    told = await between(Period(begin, begin), is_past=False)

    assert not told.ended
