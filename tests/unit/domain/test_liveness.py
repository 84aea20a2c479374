"""When silence is an alarm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agreements.domain.liveness import TOO_LONG, TRIED_TOO_LONG, Liveness

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
JUST_IN_TIME = NOW - TOO_LONG
TOO_LATE = JUST_IN_TIME - timedelta(seconds=1)
AHEAD = NOW + TOO_LONG + timedelta(seconds=1)


def alive(
    swept_at: datetime | None = NOW,
    delivered_at: datetime | None = NOW,
    oldest_due_at: datetime | None = None,
    trying_since: datetime | None = None,
) -> Liveness:
    """A register that swept and delivered just now, and has nothing waiting."""
    return Liveness(
        swept_at=swept_at, delivered_at=delivered_at, oldest_due_at=oldest_due_at, trying_since=trying_since
    )


@pytest.mark.parametrize(
    "well",
    [
        alive(),
        alive(swept_at=JUST_IN_TIME),
        alive(delivered_at=JUST_IN_TIME),
        alive(swept_at=NOW + TOO_LONG),
        alive(oldest_due_at=JUST_IN_TIME),
        alive(trying_since=NOW - TRIED_TOO_LONG),
        alive(oldest_due_at=NOW + timedelta(days=1)),
    ],
)
def test_up_to_a_quarter_of_an_hour_nothing_is_late(well: Liveness) -> None:
    assert not well.is_late(NOW)
    assert not well.is_stalled(NOW)
    assert well.late_since(NOW) is None


@pytest.mark.parametrize(
    "stalled",
    [
        alive(swept_at=None),
        alive(delivered_at=None),
        alive(swept_at=TOO_LATE),
        alive(delivered_at=TOO_LATE),
        alive(swept_at=AHEAD),
        alive(delivered_at=AHEAD),
    ],
)
def test_a_job_that_never_ran_or_too_long_ago_or_later_than_now_stands_still(stalled: Liveness) -> None:
    assert stalled.is_stalled(NOW)
    assert stalled.is_late(NOW)


def test_a_message_that_waits_too_long_after_its_turn_came_is_late_though_nothing_stands_still() -> None:
    late = alive(oldest_due_at=TOO_LATE)

    assert (late.is_late(NOW), late.is_stalled(NOW)) == (True, False)
    assert late.late_since(NOW) == TOO_LATE


def test_a_message_that_is_tried_in_vain_for_hours_is_late_though_its_turn_never_waits() -> None:
    since = NOW - TRIED_TOO_LONG - timedelta(seconds=1)
    late = alive(oldest_due_at=NOW + timedelta(minutes=30), trying_since=since)

    assert (late.is_late(NOW), late.is_stalled(NOW), late.late_since(NOW)) == (True, False, since)


def test_it_stands_still_since_the_job_that_fell_silent_first() -> None:
    earlier = TOO_LATE - timedelta(hours=1)

    assert alive(swept_at=TOO_LATE, delivered_at=earlier).late_since(NOW) == earlier
    assert alive(swept_at=TOO_LATE, oldest_due_at=earlier).late_since(NOW) == TOO_LATE


@pytest.mark.parametrize("odd", [None, AHEAD])
def test_nobody_can_tell_since_when_it_stands_still_if_a_job_never_ran_or_ran_by_a_wrong_clock(
    odd: datetime | None,
) -> None:
    assert alive(swept_at=odd, delivered_at=TOO_LATE).late_since(NOW) is None
