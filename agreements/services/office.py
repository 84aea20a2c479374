"""What every service needs to know: the office's policy, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agreements.clock import Moment
from agreements.domain.term import TermPolicy


@dataclass(frozen=True, slots=True)
class Office:
    """The office at one moment. `today` is the day in the office's time zone, `now` the same instant in UTC."""

    policy: TermPolicy
    now: datetime
    today: date


def office_at(moment: Moment, policy: TermPolicy) -> Office:
    """The office at a moment."""
    return Office(policy=policy, now=moment.now, today=moment.today)
