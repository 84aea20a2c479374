"""The day of the office on the days on which its clock changes, and on 29 February."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from agreements.clock import moment_at

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "on_the_wall", "day"),
    [
        # The clock goes forward on 28 March: that day begins an hour after midnight UTC and ends two hours before.
        ("2027-03-27 22:59", "23:59", date(2027, 3, 27)),
        ("2027-03-27 23:00", "00:00", date(2027, 3, 28)),
        ("2027-03-28 00:59", "01:59", date(2027, 3, 28)),
        ("2027-03-28 01:00", "03:00", date(2027, 3, 28)),
        ("2027-03-28 21:59", "23:59", date(2027, 3, 28)),
        ("2027-03-28 22:00", "00:00", date(2027, 3, 29)),
        # It goes back on 31 October, which has 02:30 twice.
        ("2027-10-30 21:59", "23:59", date(2027, 10, 30)),
        ("2027-10-30 22:00", "00:00", date(2027, 10, 31)),
        ("2027-10-31 00:30", "02:30", date(2027, 10, 31)),
        ("2027-10-31 01:30", "02:30", date(2027, 10, 31)),
        ("2027-10-31 22:59", "23:59", date(2027, 10, 31)),
        ("2027-10-31 23:00", "00:00", date(2027, 11, 1)),
        ("2028-02-28 22:59", "23:59", date(2028, 2, 28)),
        ("2028-02-28 23:00", "00:00", date(2028, 2, 29)),
        ("2028-02-29 22:59", "23:59", date(2028, 2, 29)),
        ("2028-02-29 23:00", "00:00", date(2028, 3, 1)),
    ],
)
def test_the_day_is_that_of_the_office_and_the_instant_stays_the_same(
    instant: str, on_the_wall: str, day: date
) -> None:
    moment = moment_at(utc(instant), AMSTERDAM)

    assert (moment.now, moment.today) == (utc(instant), day)
    assert f"{moment.now.astimezone(AMSTERDAM):%H:%M}" == on_the_wall


def test_an_instant_with_another_offset_is_the_same_moment() -> None:
    in_amsterdam = datetime(2027, 10, 31, 0, 0, tzinfo=AMSTERDAM)

    assert moment_at(in_amsterdam, AMSTERDAM) == moment_at(utc("2027-10-30 22:00"), AMSTERDAM)
