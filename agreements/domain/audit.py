"""Rule 10: the chain of events. Each event carries the hash of the one before, so none can be changed,
left out or moved without all later hashes being wrong.

The fields are those of BIO2 8.15.01: action, object, result, origin, actor and time. Events hold ids and never
values that identify a person, so that erasing a person (GDPR art. 17) leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from agreements.domain.errors import ChainBroken

GENESIS = "0" * 64
"""What the first event has as its predecessor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened. `changes` is a JSON object (as text) with the new values of what changed."""

    seq: int
    at: datetime
    actor: str
    origin: str
    action: str
    object: str
    """Reference of the agreement, or `user:…`, `question:…`, `register`."""
    result: str = "ok"
    changes: str = "{}"
    state: str | None = None
    """Fingerprint of the whole object as this event left it; none in events of before there were any, of what was
    refused, and about objects without rows of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedEvent(Event):
    """An event in its place in the chain."""

    previous: str
    hash: str


def event_hash(event: Event, previous: str) -> str:
    """SHA-256 over the previous hash and every field of the event, in one canonical JSON form.

    The time counts as an instant in UTC, so that a database that answers in another zone breaks nothing. A state
    counts where there is one, so that events of before there were states keep their hash.
    """
    if event.at.tzinfo is None:
        raise ValueError("the time of an event is an instant: give it a time zone")
    fields = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    fields["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    if event.state is None:
        del fields["state"]
    canonical = json.dumps([previous, fields], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def chain(event: Event, previous: str) -> ChainedEvent:
    """Put `event` behind the event whose hash is `previous`."""
    fields = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    return ChainedEvent(**fields, previous=previous, hash=event_hash(event, previous))


class ChainReader:
    """Recomputes the chain as its events come by, one at a time, so that no history is too long."""

    def __init__(self) -> None:
        """At the beginning of the chain."""
        self.seq = 0
        self.hash = GENESIS

    def read(self, event: ChainedEvent) -> None:
        """Take the next event. Raises `ChainBroken` when it is not the one that follows."""
        seq = self.seq + 1
        if event.seq != seq:
            raise ChainBroken(seq=seq, problem="it is missing or out of order")
        if event.previous != self.hash:
            raise ChainBroken(seq=seq, problem="it does not follow the event before it")
        if event_hash(event, self.hash) != event.hash:
            raise ChainBroken(seq=seq, problem="its contents were changed")
        self.seq, self.hash = seq, event.hash
