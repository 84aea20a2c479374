"""Which alerts wait for the weekly overview."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.digest import Rhythm, digest_on

SATURDAY = date(2027, 10, 2)
MONDAY = date(2027, 10, 4)


def on(rung: int, days_left: int, today: date = SATURDAY, rhythm: Rhythm = Rhythm.WEEKLY) -> date | None:
    return digest_on(rhythm, rung, today + timedelta(days=days_left), today)


def test_an_alert_of_ninety_days_waits_for_monday() -> None:
    assert on(90, 90) == MONDAY


def test_what_comes_up_on_a_monday_waits_for_the_next_one() -> None:
    assert on(90, 90, MONDAY) == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(("rung", "days_left"), [(30, 30), (7, 7), (0, 0), (-7, -7), (90, 30), (60, 3), (60, -1)])
def test_an_alert_about_thirty_days_or_less_goes_at_once(rung: int, days_left: int) -> None:
    assert on(rung, days_left) is None


def test_who_did_not_choose_the_overview_gets_everything_at_once() -> None:
    assert on(180, 180, rhythm=Rhythm.AT_ONCE) is None


@given(st.integers(-400, 1096), st.integers(-400, 1096), st.dates(date(2026, 1, 1), date(2032, 12, 31)))
def test_an_alert_waits_a_week_at_most_and_leaves_more_than_three_weeks_to_act(
    rung: int, days_left: int, today: date
) -> None:
    day = on(rung, days_left, today)
    assert (day is None) == (min(rung, days_left) <= 30)
    if day:
        assert day.isoweekday() == 1
        assert timedelta(days=1) <= day - today <= timedelta(days=7)
        assert today + timedelta(days=days_left) - day >= timedelta(days=24)
