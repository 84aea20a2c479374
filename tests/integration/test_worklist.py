"""What waits for whom, on the first page of beheer."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from admin_ui.work.worklist import MOST_SHOWN, piles
from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import KINDS, Deadline, DeadlineKind, deadlines, late_since, open_tasks
from agreements.domain.deadlines.row import Lasts, LateFrom
from agreements.domain.roles import Actor
from agreements.domain.viewing import EVERYTHING, viewing_of
from agreements.storage import agreements as stored_agreements
from agreements.storage import waiting as stored_waiting
from tests.crowd import multiply
from tests.listed import late_on
from tests.office import drafted, office_on
from tests.people import (
    BRAM,
    ENDS_ON,
    FATIMA,
    HENK,
    PETRA,
    RECEIVERS,
    REVIEW_ON,
    SANNE,
    TODAY,
    approved,
    destroyed,
    draft,
    reviewed,
    submitted,
)
from tests.stored import stored

pytestmark = pytest.mark.usefixtures("staffed")
_numbers = itertools.count(1)


async def waiting(actor: Actor, *agreements: Agreement, on: date = TODAY) -> dict[str, int]:
    """How many tasks about these agreements are on each pile."""
    ours = [replace(agreement, reference=f"AFS-2025-{next(_numbers):04}") for agreement in agreements]
    for agreement in ours:
        await stored(agreement)
    references = {agreement.reference for agreement in ours}
    found = await piles(actor, office_on(on))
    tasks = Counter(pile.id for pile in found for task in pile.tasks if task.agreement.reference in references)
    return dict(tasks)


async def test_a_draft_waits_for_the_privacy_officer_only() -> None:
    assert await waiting(PETRA, draft()) == {"concepten": 1}
    assert await waiting(HENK, draft()) == {}


async def test_a_submission_waits_for_everyone_who_may_approve_it_but_not_for_its_maker() -> None:
    assert await waiting(HENK, submitted()) == {"goedkeuren": 1}
    assert await waiting(SANNE, submitted()) == {"goedkeuren": 1}
    assert await waiting(PETRA, submitted()) == {"ingediend": 1}
    assert await waiting(BRAM, submitted()) == {}


async def test_what_was_sent_back_waits_on_a_pile_of_its_own() -> None:
    assert await waiting(PETRA, transitions.send_back(submitted(), "Doel onduidelijk", TODAY)) == {"teruggestuurd": 1}


async def test_a_missed_review_is_too_late_until_it_is_recorded() -> None:
    late = date(2027, 2, 1)

    assert await waiting(HENK, approved(), on=REVIEW_ON) == {"binnenkort": 1}
    assert await waiting(HENK, approved(), on=late) == {"te-laat": 1}
    done = reviewed(approved(), planned_on=REVIEW_ON, done_on=late)
    assert await waiting(HENK, done, on=late) == {}


async def test_the_decision_and_the_end_are_one_task_that_one_decision_settles() -> None:
    agreement = reviewed(approved(review_dates=(date(2026, 11, 1),)), planned_on=date(2026, 11, 1))

    assert await waiting(HENK, agreement, on=date(2027, 11, 1)) == {"te-laat": 1}
    decided = transitions.decide(agreement, DecisionKind.LAPSE, HENK.id, date(2027, 11, 1))
    assert await waiting(HENK, decided, on=date(2027, 11, 1)) == {}


async def test_data_that_must_be_gone_wait_from_a_month_before_the_day() -> None:
    agreement = reviewed(approved(review_dates=(date(2026, 11, 1),)), planned_on=date(2026, 11, 1))
    agreement = transitions.decide(agreement, DecisionKind.LAPSE, HENK.id, ENDS_ON)

    assert await waiting(FATIMA, agreement, on=date(2028, 5, 1)) == {}
    assert await waiting(FATIMA, agreement, on=date(2028, 6, 15)) == {"binnenkort": 1}
    assert await waiting(FATIMA, agreement, on=date(2029, 1, 1)) == {"te-laat": 2}
    assert await waiting(FATIMA, destroyed(agreement, *RECEIVERS, on=date(2028, 6, 1)), on=date(2029, 1, 1)) == {}


async def test_nothing_of_another_department_waits_for_its_head() -> None:
    assert await waiting(BRAM, approved(), on=date(2029, 1, 1)) == {}


async def test_a_pile_shows_the_first_ones_and_counts_them_all() -> None:
    agreement = await drafted()
    await multiply(agreement.reference, MOST_SHOWN + 5)
    (pile,) = await piles(PETRA, office_on(TODAY))

    assert (len(pile.tasks), pile.count) == (MOST_SHOWN, MOST_SHOWN + 6)
    shown = [task.agreement.reference for task in pile.tasks]
    assert shown == sorted(shown)
    assert pile.tasks[0].step == "bewerken"
    assert pile.tasks[0].lacks == 0


async def test_a_draft_that_was_thrown_away_waits_for_nobody() -> None:
    gone = transitions.withdraw(draft(), PETRA.id, "toch niet", TODAY)

    assert await waiting(PETRA, gone) == {}


def late_by_the_rule(found: Iterable[Agreement], day: date) -> set[tuple[DeadlineKind, str, date, tuple[str, ...]]]:
    """Of each kind and agreement what residents read that is late."""
    late = set()
    for agreement, kind in itertools.product(found, KINDS):
        if agreement.closed_on is not None:
            continue  # it is closed on the day on which somebody does so: nobody asks about a day before it
        of_kind = [one for one in deadlines(agreement) if one.kind is kind]
        days = {one: since for one in of_kind if (since := late_since(one, agreement, day))}
        if days:
            late.add((kind, agreement.reference, min(days.values()), tuple(sorted(one.subject for one in days))))
    return late


def with_a_fate(chance: random.Random) -> Agreement:
    """An agreement that something has happened to, or not."""
    agreement = approved(review_dates=(date(2026, 11, 1), REVIEW_ON), department=chance.choice(["Wonen", "Zorg"]))
    if chance.random() < 0.5:
        agreement = reviewed(agreement, planned_on=date(2026, 11, 1), done_on=TODAY)
    fate = chance.choice(["nothing", "ended early", "called back", "lapses", "closed"])
    if fate in {"ended early", "called back"}:
        last = TODAY + timedelta(days=chance.randrange(0, 300))
        agreement = transitions.terminate(agreement, last, "klaar", HENK.id, TODAY)
    if fate == "called back":
        agreement = transitions.withdraw_termination(agreement, "toch niet", HENK.id, TODAY)
    if fate == "lapses":
        agreement = transitions.decide(agreement, DecisionKind.LAPSE, HENK.id, TODAY)
    if fate == "closed":
        on = ENDS_ON + timedelta(days=30)
        agreement = destroyed(agreement, *RECEIVERS, on=on)
        agreement = transitions.close(agreement, on) if chance.random() < 0.5 else agreement
    return agreement


INSPECTION = DeadlineKind.named("inspection")


def inspections(agreement: Agreement) -> Iterator[Deadline]:
    if agreement.last_day:
        yield Deadline(INSPECTION, agreement.last_day - timedelta(days=30))
        yield Deadline(INSPECTION, ENDS_ON + timedelta(days=30), "after")


@pytest.fixture(params=[None, *itertools.product(Lasts, LateFrom)])
def kinds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds there are; and with one more, that lasts and is late in each way that a row can say."""
    if request.param:
        lasts, since = request.param
        usual = KINDS[DeadlineKind.REVIEW]
        assert usual.told_late
        told = replace(usual.told_late, since=since)
        row = replace(usual, kind=INSPECTION, find=inspections, lasts=lasts, told_late=told, settled_by=())
        monkeypatch.setitem(KINDS, INSPECTION, row)


@pytest.mark.usefixtures("kinds")
async def test_what_waits_in_sql_is_what_waits_by_the_rule_on_any_day() -> None:
    chance = random.Random(20261123)
    found = [replace(with_a_fate(chance), reference=f"AFS-2025-{next(_numbers):04}") for _ in range(25)]
    numbers = {await stored(agreement): agreement for agreement in found}
    loaded = {number: record.agreement for number, record in (await stored_agreements.load_ids([*numbers])).items()}
    ends = {agreement.last_day + timedelta(n) for agreement in found if agreement.last_day for n in (0, 1)}
    others = sorted({d.due_on + timedelta(n) for a in found for d in deadlines(a) for n in (-91, -1, 0, 1)} - ends)

    for day in [*ends, *chance.sample(others, 6)]:
        told = {
            (kind, late.reference, late.since, tuple(sorted(late.subjects)))
            for kind, lates in (await late_on(day)).items()
            for late in lates
        }
        assert told == late_by_the_rule(loaded.values(), day), day

    for day, viewing in itertools.product([*ends, *chance.sample(others, 6)], (EVERYTHING, viewing_of(HENK))):
        expected = {
            (number, task)
            for number, agreement in loaded.items()
            if viewing.sees(agreement)
            for task in open_tasks(agreement, day)
            if task.due_on <= day + timedelta(days=KINDS[task.kind].soon_days)
        }
        late = await stored_waiting.late(viewing, day, 1000)
        soon = await stored_waiting.soon(viewing, day, 1000)
        assert {(one.agreement_id, one.deadline) for one in late.first + soon.first} == expected, day
        assert late.count + soon.count == len(expected)
        assert {one.deadline.due_on < day for one in late.first if one.deadline} <= {True}


def test_whatever_a_row_can_say_about_lasting_stands_in_sql_too() -> None:
    assert set(stored_waiting.LASTS) == set(Lasts)
