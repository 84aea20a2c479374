"""Seven years of an office in Amsterdam: downtime, dates that move, reminders put off. Rule 6 holds every day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.clock import moment_at
from agreements.domain.digest import AT_ONCE_FROM_DAYS, DAYS_IN_WEEK, Rhythm, digest_on
from agreements.domain.ladder import Ladder, alert_due, next_alert_on
from tests.unit.domain.test_ladder import EXPIRY
from tests.unit.domain.test_ladder_history import ladders

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2026, 1, 1), date(2032, 12, 31)
DAYS = (LAST - FIRST).days + 1
LAST_SECOND = 24 * 3600 - 1

spells = st.lists(st.tuples(st.integers(1, 150), st.integers(0, 40)), min_size=1, max_size=20)
"""How many days the service ran, and how many it then was down; repeated for as long as it takes."""
moves = st.dictionaries(st.integers(1, DAYS - 1), st.integers(0, 1200), max_size=8)
snoozes = st.dictionaries(st.integers(0, DAYS - 1), st.integers(1, 400), max_size=20)


@dataclass
class Life:
    """A deadline from the day it got its date until the day the date moved again."""

    due_on: date
    since: date
    ran_on: set[date] = field(default_factory=set)
    silent_on: set[date] = field(default_factory=set)
    told_on: set[date] = field(default_factory=set)
    in_overview_on: set[date] = field(default_factory=set)
    """When somebody who chose the weekly overview was told: at once, or on its day."""
    keys: list[tuple[int, int]] = field(default_factory=list)
    """Each rung announced, with the number of the snooze it answered (0 for none)."""


@dataclass
class Office:
    """The row of the table of deadlines, and the sweep that looks at it."""

    ladder: Ladder
    life: Life
    lives: list[Life] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    snoozed_until: date | None = None
    snooze_number: int = 0
    next_on: date = date.min
    held_until: date | None = None
    """The overview that an alert waits for."""

    def move(self, today: date, due_on: date) -> None:
        """The date moves: armed again, and a snooze is over."""
        self.lives.append(self.life)
        self.life, self.told, self.snoozed_until, self.held_until = Life(due_on, today), set(), None, None
        self.next_on = next_alert_on(self.ladder, due_on, told=self.told)

    def snooze(self, today: date, until_on: date) -> None:
        """Refused when the deadline is there; never past it."""
        if self.life.due_on > today:
            self.snooze_number += 1
            self.snoozed_until = self.next_on = min(until_on, self.life.due_on)
            self.held_until = None

    def sweep(self, today: date) -> None:
        """Looks only when the table says so; then sends the overview when its day has come."""
        self.life.ran_on.add(today)
        if self.snoozed_until and today < self.snoozed_until:
            self.life.silent_on.add(today)
        if self.next_on <= today:
            self.announce(today)
        if self.held_until and self.held_until <= today:
            self.held_until = None
            self.life.in_overview_on.add(today)

    def announce(self, today: date) -> None:
        """What the ladder says, at once or in the overview of next Monday."""
        alert = alert_due(self.ladder, self.life.due_on, today, told=self.told, snoozed_until=self.snoozed_until)
        assert alert, "the table foretold an alert that the ladder does not give"
        self.life.keys.append((alert.rung, self.snooze_number if self.snoozed_until else 0))
        self.life.keys += [(rung, 0) for rung in alert.superseded]
        self.told |= {alert.rung, *alert.superseded}
        self.life.told_on.add(today)
        waits = None if self.snoozed_until else digest_on(Rhythm.WEEKLY, alert.rung, self.life.due_on, today)
        self.held_until = waits
        if waits is None:
            self.life.in_overview_on.add(today)
        self.snoozed_until = None
        self.next_on = next_alert_on(self.ladder, self.life.due_on, told=self.told)


def is_up(history: list[tuple[int, int]]) -> Iterator[bool]:
    for up, down in itertools.cycle(history):
        yield from itertools.repeat(True, up)
        yield from itertools.repeat(False, down)


@dataclass(frozen=True)
class Years:
    """What happens in the seven years. `moved` and `asked`: on which day, and to how many days later."""

    ladder: Ladder
    first_due: int
    second: int
    spells: list[tuple[int, int]]
    moved: dict[int, int]
    asked: dict[int, int]

    def lived(self) -> list[Life]:
        """One sweep a day at one second of the day in UTC: at the clock changes a day is skipped, or comes twice."""
        staffed = Office(self.ladder, Life(FIRST + timedelta(days=self.first_due), FIRST))
        staffed.next_on = next_alert_on(self.ladder, staffed.life.due_on, told=set())
        for number, up in zip(range(DAYS), is_up(self.spells), strict=False):
            now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number, seconds=self.second)
            today = moment_at(now, AMSTERDAM).today
            if number in self.moved:
                staffed.move(today, today + timedelta(days=self.moved[number]))
            if number in self.asked:
                staffed.snooze(today, today + timedelta(days=self.asked[number]))
            if up:
                staffed.sweep(today)
        return [*staffed.lives, staffed.life]


seven_years = st.builds(Years, ladders, st.integers(0, DAYS), st.integers(0, LAST_SECOND), spells, moves, snoozes)
summer_evenings = Years(EXPIRY, 300, 22 * 3600 + 1800, [(150, 40)], {}, {120: 40})


@given(seven_years)
@example(summer_evenings)
@settings(deadline=None)
def test_every_deadline_is_announced_before_it_passes_if_the_service_ran_on_any_day_it_could_be(years: Years) -> None:
    for life in years.lived():
        first_rung = life.due_on - timedelta(days=years.ladder.rungs[0][0])
        chances = {day for day in life.ran_on - life.silent_on if max(first_rung, life.since) <= day <= life.due_on}
        assert not chances or any(day <= life.due_on for day in life.told_on)


@given(seven_years)
@example(summer_evenings)
@settings(deadline=None)
def test_no_rung_goes_out_twice_unless_somebody_asked_for_a_reminder(years: Years) -> None:
    for life in years.lived():
        assert len(set(life.keys)) == len(life.keys)


@given(seven_years)
@example(summer_evenings)
@settings(deadline=None)
def test_no_snooze_passes_a_deadline(years: Years) -> None:
    for life in years.lived():
        assert all(day < life.due_on for day in life.silent_on)
        assert life.due_on not in life.ran_on or life.due_on in life.told_on


@given(seven_years)
@example(summer_evenings)
@settings(deadline=None)
def test_whoever_chose_the_overview_is_told_in_time_if_the_service_ran_on_any_of_the_last_days(years: Years) -> None:
    last_days = timedelta(days=AT_ONCE_FROM_DAYS + 1 - DAYS_IN_WEEK)
    for life in years.lived():
        since = max(life.due_on - last_days, life.since)
        first_rung = life.due_on - timedelta(days=years.ladder.rungs[0][0])
        chances = {day for day in life.ran_on - life.silent_on if max(since, first_rung) <= day <= life.due_on}
        assert not chances or any(day <= life.due_on for day in life.in_overview_on)
