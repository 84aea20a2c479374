"""The audit trail in the database: appended to in the transaction of the change, read in order."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from agreements.domain import audit
from agreements.domain.audit import ChainedEvent, Event
from agreements.domain.errors import ChainBroken
from agreements.storage.database.paging import paged
from agreements.storage.database.transaction import append_lock, as_instant, execute, fetch, insert
from agreements.storage.messages.delivery import required
from agreements.storage.trail import ledger_seal
from agreements.storage.trail.fingerprints import canonical, states_of

_COLUMNS = "seq, at, actor, origin, action, object, result, changes, state, previous, hash"
_FIELDS: Final = tuple(ChainedEvent.__dataclass_fields__)
_TOGETHER: Final = 500
PAGE = 1000
SEAL: Final = "seal"
"""What is done each day: the ledger of messages is sealed, and the head of the chain published."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of the chain at some moment."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an event of a step says of one object; `changes` is JSON."""

    object: str
    changes: str


async def append(
    *, at: datetime, actor: str, origin: str, action: str, object: str, changes: str, result: str = "ok"
) -> ChainedEvent:
    """Put an event at the end of the chain; only inside a unit of work, after the rows that it is about.

    Writers wait for each other here, so that the chain cannot fork. What was done carries the fingerprint of its
    object as it now is.
    """
    (event,) = await append_many(
        at=at, actor=actor, origin=origin, action=action, told=[Told(object, changes)], result=result
    )
    return event


async def append_many(
    *, at: datetime, actor: str, origin: str, action: str, told: Sequence[Told], result: str = "ok"
) -> list[ChainedEvent]:
    """The same for many objects at once, with few statements: an event each, in this order."""
    await append_lock("audit")
    last = await head()
    chained = list[ChainedEvent]()
    for start in range(0, len(told), _TOGETHER):
        some = told[start : start + _TOGETHER]
        states = await states_of([one.object for one in some]) if result == "ok" else {}
        for one in some:
            event = Event(
                seq=last.seq + 1,
                at=at,
                actor=actor,
                origin=origin,
                action=action,
                object=one.object,
                result=result,
                changes=one.changes,
                state=states.get(one.object),
            )
            chained.append(audit.chain(event, last.hash))
            last = Head(chained[-1].seq, chained[-1].hash)
    await insert("audit_event", _FIELDS, [[getattr(event, name) for name in _FIELDS] for event in chained])
    return chained


async def head() -> Head:
    """The last event; number 0 and the genesis hash while there is none."""
    rows = await fetch("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1", {})
    return Head(rows[0]["seq"], rows[0]["hash"]) if rows else Head(0, audit.GENESIS)


async def last_at() -> datetime | None:
    """The instant of the last event; None while there is none."""
    rows = await fetch("SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1", {})
    return as_instant(rows[0]["at"]) if rows else None


async def events() -> AsyncIterator[ChainedEvent]:
    """All events in order. Raises `ChainBroken` for one that the register cannot have written."""
    async for rows in paged(_COLUMNS, "audit_event", "seq", PAGE):
        for row in rows:
            yield _event(row)


async def events_about(object: str, *, after: int = 0, limit: int | None = None) -> list[ChainedEvent]:
    """The history of one agreement, the oldest event first; from behind a number on, so many at most."""
    most = "" if limit is None else " LIMIT :limit"
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM audit_event WHERE object = :object AND seq > :after ORDER BY seq{most}",  # noqa: S608
        {"object": object, "after": after, "limit": limit},
    )
    return [_event(row) for row in rows]


async def published_heads() -> list[dict[str, Any]]:
    """Day, event and hash of every head that was published, in the order of the days."""
    return await fetch("SELECT day, seq, hash FROM audit_head ORDER BY day", {})


async def publish_head(day: date, now: datetime) -> None:
    """Seal the ledger and keep the head of the chain as published on `day`; the first one of a day stays.

    The head is the seal's own event, so what the ledger held that day hangs on every head that left the building.
    """
    if await _is_published(day):
        return
    await append_lock("audit")
    if await _is_published(day):
        return
    seal = await append(
        at=now,
        actor="register",
        origin="scheduler",
        action=SEAL,
        object="register",
        changes=json.dumps({"day": day.isoformat(), **await ledger_seal.seal((await head()).seq + 1)}, sort_keys=True),
    )
    await execute(
        "INSERT INTO audit_head (day, seq, hash) VALUES (:day, :seq, :hash)",
        {"day": day, "seq": seal.seq, "hash": seal.hash},
    )


async def _is_published(day: date) -> bool:
    return bool(await fetch("SELECT 1 AS one FROM audit_head WHERE day = :day", {"day": day}))


def _event(row: Mapping[str, Any]) -> ChainedEvent:
    """A row as an event. Raises `ChainBroken` for one that the register cannot have written."""
    try:
        at = required(as_instant(row["at"]))
    except ValueError as error:
        raise ChainBroken(seq=row["seq"], problem="its time cannot be read") from error
    if isinstance(row["at"], str) and canonical(at) != row["at"]:
        raise ChainBroken(seq=row["seq"], problem="its time was written in another way")
    return ChainedEvent(**{**row, "at": at})
