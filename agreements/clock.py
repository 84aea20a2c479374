"""The only place that reads the clock. All other code takes `today` or `now` as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant and the day it falls on in the office's time zone."""

    now: datetime
    today: date


def moment_at(now: datetime, zone: ZoneInfo) -> Moment:
    """The moment of an aware instant; `today` follows the office's wall clock, across clock changes too."""
    return Moment(now=now.astimezone(UTC), today=now.astimezone(zone).date())


def read_clock(zone: ZoneInfo) -> Moment:
    """What time it is."""
    return moment_at(datetime.now(UTC), zone)
