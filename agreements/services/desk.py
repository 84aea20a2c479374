"""What every service needs to know: the office's policy, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agreements.clock import Moment
from agreements.domain.term import TermPolicy


@dataclass(frozen=True, slots=True)
class Desk:
    """The office at one moment. `today` is the day in the office's time zone, `now` the same instant in UTC."""

    policy: TermPolicy
    now: datetime
    today: date


def desk_at(moment: Moment, policy: TermPolicy) -> Desk:
    """The desk at a moment."""
    return Desk(policy=policy, now=moment.now, today=moment.today)
