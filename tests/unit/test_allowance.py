"""One program that runs wild makes nobody else wait, and hears how long it must wait itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agreements.http.allowance import WINDOW, Allowance


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_all_of_it_may_be_used_at_once_and_comes_back_evenly() -> None:
    clock = Clock()
    allowance = Allowance(6, clock)

    assert [allowance.ask("a").remaining for _ in range(6)] == [5, 4, 3, 2, 1, 0]
    refused = allowance.ask("a")
    assert (refused.wait, refused.full_in) == (10, 60)
    assert refused.headers()["Retry-After"] == "10"
    assert allowance.ask("b").wait == 0

    clock.now += 10
    assert [allowance.ask("a").wait for _ in range(2)] == [0, 10]
    clock.now += WINDOW
    assert allowance.ask("a").headers() == {"RateLimit-Policy": '"lezen";q=6;w=60', "RateLimit": '"lezen";r=5;t=10'}


def test_no_more_networks_are_remembered_than_there_is_room_for() -> None:
    allowance = Allowance(1, Clock(), most=3)

    for number in range(1000):
        allowance.ask(str(number))

    assert [allowance.ask(str(number)).wait > 0 for number in (999, 998, 997)] == [True] * 3
    assert allowance.ask("0").wait == 0


@given(st.integers(1, 50), st.lists(st.floats(0, 30), max_size=150))
def test_in_no_minute_more_is_allowed_than_twice_the_quota_and_whoever_waits_as_told_may_ask(
    quota: int, pauses: list[float]
) -> None:
    clock = Clock()
    allowance, allowed = Allowance(quota, clock), list[float]()
    for pause in pauses:
        clock.now += pause
        left = allowance.ask("a")
        if left.wait:
            clock.now += left.wait
            assert allowance.ask("a").wait == 0
        allowed.append(clock.now)
    for moment in allowed:
        assert sum(moment - WINDOW < one <= moment for one in allowed) <= 2 * quota + 1
