"""Signs of life for `/health/ready`: when the periodic jobs last ran, and since when the oldest message waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.storage.transaction import as_instant, fetch


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """None where a job never ran, or nothing waits. What waits for an overview is not late before its day."""

    last_beat_at: datetime | None
    oldest_waiting_at: datetime | None


async def vital_signs() -> VitalSigns:
    """Of all jobs the one that ran longest ago, and of all waiting messages the one whose turn came first."""
    beats = await fetch("SELECT min(beat_at) AS at FROM heartbeat", {})
    waiting = await fetch(
        "SELECT min(next_attempt_at) AS at FROM outbox WHERE state = 'waiting' AND digest_on IS NULL", {}
    )
    return VitalSigns(as_instant(beats[0]["at"]), as_instant(waiting[0]["at"]))
