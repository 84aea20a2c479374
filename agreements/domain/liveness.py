"""When silence is an alarm: whether the register still plans and sends its alerts.

Decided here for all who watch: `/health/ready`, `/health/alerts`, `/metrics` and the banner in beheer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

TOO_LONG = timedelta(minutes=15)
"""So long without a sweep or a delivery, or with a message whose turn has come: then somebody must look."""
TRIED_TOO_LONG = timedelta(hours=4)
"""A message that has been tried in vain for so long: the mail server is away, or a mailbox is, or an address lacks."""


def is_silent(beat_at: datetime | None, now: datetime) -> bool:
    """Whether a job that runs twice a minute fell silent: it never came to a good end, or too long ago.

    A last time that lies ahead is no sign of life: a clock that has been put back since noted it.
    """
    return beat_at is None or abs(now - beat_at) > TOO_LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Liveness:
    """What shows that alerts go out, as instants. None: the job never came to a good end, or nothing waits."""

    swept_at: datetime | None
    delivered_at: datetime | None
    oldest_due_at: datetime | None
    """From when on the waiting message whose turn comes first may be sent."""
    trying_since: datetime | None = None
    """When the oldest of the waiting messages that went wrong before was planned."""

    held_since: datetime | None = None
    """Since when an administrator, or a restore, lets nothing leave. What waits is late all the same: a hold that is
    forgotten must not stay unseen."""

    def is_stalled(self, now: datetime) -> bool:
        """No alerts are planned, or none are sent."""
        return is_silent(self.swept_at, now) or is_silent(self.delivered_at, now)

    def is_late(self, now: datetime) -> bool:
        """Somebody must look: it stalled, or a message waits too long after its turn, or is tried in vain too long."""
        return self.is_stalled(now) or bool(self._waiting_too_long(now))

    def late_since(self, now: datetime) -> datetime | None:
        """Since when it is late. None when it is not, and when nobody can tell: a job never ran, or its time is odd."""
        if not self.is_late(now):
            return None
        if not self.is_stalled(now):
            return min(self._waiting_too_long(now))
        last = [at for at in (self.swept_at, self.delivered_at) if is_silent(at, now)]
        return min((at for at in last if at), default=None) if all(at and at <= now for at in last) else None

    def _waiting_too_long(self, now: datetime) -> list[datetime]:
        limits = ((self.oldest_due_at, TOO_LONG), (self.trying_since, TRIED_TOO_LONG))
        return [at for at, limit in limits if at is not None and now - at > limit]
