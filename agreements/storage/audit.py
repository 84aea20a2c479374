"""The audit trail in the database: appended to in the transaction of the change, read in order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime

from agreements.domain import audit
from agreements.domain.audit import ChainedEvent, Event
from agreements.storage.transaction import append_lock, as_instant, execute, fetch

_COLUMNS = "seq, at, actor, origin, action, object, result, changes, previous, hash"
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of the chain at some moment."""

    seq: int
    hash: str


async def append(
    *, at: datetime, actor: str, origin: str, action: str, object: str, changes: str, result: str = "ok"
) -> ChainedEvent:
    """Put an event at the end of the chain; only inside a unit of work.

    Writers wait for each other here, so that the chain cannot fork.
    """
    await append_lock("audit")
    last = await head()
    event = Event(
        seq=last.seq + 1,
        at=at,
        actor=actor,
        origin=origin,
        action=action,
        object=object,
        result=result,
        changes=changes,
    )
    chained = audit.chain(event, last.hash)
    await execute(
        "INSERT INTO audit_event (seq, at, actor, origin, action, object, result, changes, previous, hash)"
        " VALUES (:seq, :at, :actor, :origin, :action, :object, :result, :changes, :previous, :hash)",
        {name: getattr(chained, name) for name in ChainedEvent.__dataclass_fields__},
    )
    return chained


async def head() -> Head:
    """The last event; number 0 and the genesis hash while there is none."""
    rows = await fetch("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1", {})
    return Head(rows[0]["seq"], rows[0]["hash"]) if rows else Head(0, audit.GENESIS)


async def events() -> AsyncIterator[ChainedEvent]:
    """All events in order, read a page at a time so that no cursor stays open."""
    last = -1
    while rows := await fetch(
        f"SELECT {_COLUMNS} FROM audit_event WHERE seq > :last ORDER BY seq LIMIT {PAGE}",  # noqa: S608
        {"last": last},
    ):
        for row in rows:
            yield _event(row)
        last = rows[-1]["seq"]


async def events_about(object: str) -> list[ChainedEvent]:
    """The history of one agreement, the oldest event first."""
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM audit_event WHERE object = :object ORDER BY seq",  # noqa: S608
        {"object": object},
    )
    return [_event(row) for row in rows]


async def revisions() -> dict[str, int]:
    """How many times each agreement was changed, by its own count."""
    rows = await fetch("SELECT reference, revision FROM agreement", {})
    return {row["reference"]: row["revision"] for row in rows}


async def version_contents() -> AsyncIterator[tuple[str, int, str]]:
    """Reference, number and stored content of every approved version."""
    last = (0, 0)
    while rows := await fetch(
        "SELECT a.id, a.reference, v.number, v.content FROM agreement a JOIN agreement_version v"  # noqa: S608
        " ON v.agreement_id = a.id AND v.status = 'approved' WHERE (a.id, v.number) > (:id, :number)"
        f" ORDER BY a.id, v.number LIMIT {PAGE}",
        {"id": last[0], "number": last[1]},
    ):
        for row in rows:
            yield row["reference"], row["number"], row["content"]
        last = (rows[-1]["id"], rows[-1]["number"])


async def publish_head(day: date) -> None:
    """Keep the head of the chain as published on `day`; the first one of a day stays."""
    last = await head()
    await execute(
        "INSERT INTO audit_head (day, seq, hash) VALUES (:day, :seq, :hash) ON CONFLICT (day) DO NOTHING",
        {"day": day, "seq": last.seq, "hash": last.hash},
    )


async def published_heads() -> dict[int, str]:
    """The hash that was published for an event number."""
    rows = await fetch("SELECT seq, hash FROM audit_head", {})
    return {row["seq"]: row["hash"] for row in rows}


def _event(row: dict[str, object]) -> ChainedEvent:
    return ChainedEvent(**{**row, "at": as_instant(row["at"])})  # type: ignore[arg-type]
