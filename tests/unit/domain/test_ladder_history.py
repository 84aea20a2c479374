"""Rule 6 for any history: whenever the register ran or was down, nobody is left uninformed or told twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from agreements.domain.deadlines import KINDS
from agreements.domain.ladder import (
    AlertDue,
    Ladder,
    alert_due,
    audience_of,
    handover_alert,
    next_alert_on,
)
from tests.unit.domain.test_ladder import DUE_ON, EXPIRY, days_before, own_ladder

own_days = st.lists(st.integers(0, 400), min_size=1, max_size=6).map(lambda days: own_ladder(*days))
ladders = st.one_of(st.sampled_from([row.ladder for row in KINDS.values()]), own_days)
running = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90)), min_size=1, max_size=12)
"""How long the register ran, and how long it then was down, in days."""


@dataclass
class Ledger:
    """The register through the days: what it told, and what it recorded as superseded."""

    ladder: Ladder
    snoozed_until: date | None = None
    told: set[int] = field(default_factory=set)
    sent: list[tuple[date, AlertDue]] = field(default_factory=list)

    def sweep(self, today: date) -> None:
        alert = alert_due(self.ladder, DUE_ON, today, told=self.told, snoozed_until=self.snoozed_until)
        if alert:
            again = self.told & {alert.rung, *alert.superseded}
            assert not again or self.snoozed_until, "a rung was told or superseded twice, and nobody asked for it"
            assert again <= {alert.rung}, "a reminder superseded a rung again"
            self.told |= {alert.rung, *alert.superseded}
            self.snoozed_until = None
            self.sent.append((today, alert))


def days_up(start: date, spells: list[tuple[int, int]]) -> list[date]:
    """The days on which the register ran."""
    days: list[date] = []
    for up, down in spells:
        days += [start + timedelta(days=n) for n in range(up)]
        start += timedelta(days=up + down)
    return days


def lived_through(ladder: Ladder, days: list[date], snoozed_until: date | None = None) -> Ledger:
    ledger = Ledger(ladder, snoozed_until)
    for day in days:
        ledger.sweep(day)
    return ledger


@given(ladders, st.integers(-60, 420), running)
@example(EXPIRY, 200, [(5, 21), (60, 0)])
def test_a_register_that_ran_on_any_day_since_the_first_rung_has_told_somebody(
    ladder: Ladder, start: int, spells: list[tuple[int, int]]
) -> None:
    days = days_up(days_before(start), spells)
    first_rung = days_before(ladder.rungs[0][0])
    ledger = lived_through(ladder, days)

    in_time = [day for day in days if first_rung <= day <= DUE_ON]
    assert bool(in_time) == any(day <= DUE_ON for day, _ in ledger.sent)


@given(ladders, st.integers(-60, 420), running)
def test_every_rung_that_was_reached_is_told_or_superseded_exactly_once(
    ladder: Ladder, start: int, spells: list[tuple[int, int]]
) -> None:
    days = days_up(days_before(start), spells)
    ledger = lived_through(ladder, days)
    left = (DUE_ON - days[-1]).days
    weeks = range(-7, left - 1, -7) if left <= -7 else range(0)

    assert ledger.told == {rung for rung, _ in ladder.rungs if left <= rung} | set(weeks)


@given(ladders, st.integers(-60, 420), running)
def test_what_goes_out_is_always_the_rung_nearest_to_the_deadline(
    ladder: Ladder, start: int, spells: list[tuple[int, int]]
) -> None:
    rungs = [day for day, _ in ladder.rungs]
    for day, alert in lived_through(ladder, days_up(days_before(start), spells)).sent:
        left = (DUE_ON - day).days
        nearest = min((rung for rung in rungs if left <= rung), default=None)
        assert alert.rung == (nearest if left > -7 else -7 * (-left // 7))
        assert all(rung > alert.rung for rung in alert.superseded)
        assert alert.audience == audience_of(ladder, alert.rung)


@given(ladders, st.integers(0, 420), st.integers(1, 40))
def test_while_overdue_an_alert_comes_back_every_week(ladder: Ladder, start: int, weeks: int) -> None:
    days = [days_before(start) + timedelta(days=n) for n in range(start + 7 * weeks + 1)]
    overdue = [day for day, alert in lived_through(ladder, days).sent if day > DUE_ON]

    assert overdue == [DUE_ON + timedelta(days=7 * week) for week in range(1, weeks + 1)]


snoozes = st.none() | st.integers(-60, 420).map(days_before)


@given(ladders, st.integers(-60, 420), running, snoozes)
def test_the_next_alert_is_on_exactly_the_first_day_with_something_to_say(
    ladder: Ladder, start: int, spells: list[tuple[int, int]], snoozed_until: date | None
) -> None:
    days = days_up(days_before(start), spells)
    ledger = lived_through(ladder, days, snoozed_until)

    foretold = next_alert_on(ladder, DUE_ON, told=ledger.told, snoozed_until=ledger.snoozed_until)

    first_rung = days_before(ladder.rungs[0][0])
    day = min(first_rung, ledger.snoozed_until or first_rung) - timedelta(days=2)
    while alert_due(ladder, DUE_ON, day, told=ledger.told, snoozed_until=ledger.snoozed_until) is None:
        day += timedelta(days=1)
    assert foretold == day


@given(ladders, st.integers(0, 420), snoozes)
def test_a_snooze_never_keeps_the_deadline_itself_silent(
    ladder: Ladder, start: int, snoozed_until: date | None
) -> None:
    days = [days_before(start) + timedelta(days=n) for n in range(start + 1)]
    sent = lived_through(ladder, days, snoozed_until).sent

    assert sent[-1][0] == DUE_ON
    assert sent[-1][1].rung == 0


@given(ladders, st.integers(0, 420), snoozes)
def test_a_snooze_is_silent_before_its_day(ladder: Ladder, start: int, snoozed_until: date | None) -> None:
    days = [days_before(start) + timedelta(days=n) for n in range(start + 1)]

    for day, _ in lived_through(ladder, days, snoozed_until).sent:
        assert snoozed_until is None or day >= min(snoozed_until, DUE_ON)


asked = st.lists(st.tuples(st.integers(1, 420), st.integers(1, 200)), min_size=1, max_size=6)
"""Snoozes: so many days before the deadline somebody asks, for so many days later."""


@given(ladders, st.integers(1, 420), asked)
@example(EXPIRY, 60, [(50, 10)])
@example(own_ladder(0), 2, [(2, 1)])
def test_on_the_day_that_was_asked_for_there_is_always_an_alert(
    ladder: Ladder, start: int, wishes: list[tuple[int, int]]
) -> None:
    ledger, expected = Ledger(ladder), set()
    for day in [days_before(start) + timedelta(days=n) for n in range(start + 1)]:
        ledger.sweep(day)
        for left, later in wishes:
            if day == days_before(left):
                ledger.snoozed_until = min(day + timedelta(days=later), DUE_ON)
        expected |= {ledger.snoozed_until} if ledger.snoozed_until == day + timedelta(days=1) else set()

    assert expected <= {day for day, _ in ledger.sent}
    assert ledger.sent[-1][0] == DUE_ON


@given(ladders, st.integers(1, 420), asked, running)
def test_snoozes_and_downtime_together_never_cost_a_deadline_its_last_alert(
    ladder: Ladder, start: int, wishes: list[tuple[int, int]], spells: list[tuple[int, int]]
) -> None:
    ledger = Ledger(ladder)
    days = days_up(days_before(start), spells)
    for day in days:
        ledger.sweep(day)
        for left, later in wishes:
            if day == days_before(left):
                ledger.snoozed_until = min(day + timedelta(days=later), DUE_ON)

    assert DUE_ON not in days or any(day == DUE_ON and alert.rung == 0 for day, alert in ledger.sent)


@given(ladders, st.integers(-60, 420), running, snoozes)
def test_a_new_owner_learns_what_others_know_already_and_nothing_before_the_first_rung(
    ladder: Ladder, start: int, spells: list[tuple[int, int]], snoozed_until: date | None
) -> None:
    days = days_up(days_before(start), spells)
    ledger = lived_through(ladder, days, snoozed_until)
    alert = handover_alert(ladder, DUE_ON, days[-1], told=ledger.told)

    is_before_the_first = days[-1] < days_before(ladder.rungs[0][0])
    assert (alert is None) == (is_before_the_first and not ledger.told)
    if alert:
        assert alert.rung <= min(ledger.told, default=alert.rung)
        assert alert.superseded == ()
        assert alert.audience == audience_of(ladder, alert.rung)
