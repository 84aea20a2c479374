"""Runs in the database. One process at a time works on one: it holds the lease, and what it writes it writes under it.

If it dies the lease runs out and another begins that step anew; what it had not finished was not stored.
"""

from __future__ import annotations

import asyncio
import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from agreements.domain.import_runs import NOT_REFUSED, OVER, WAITING, NoSuchRun, Refused, Run, RunElsewhere, RunState
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_instant, execute, fetch

LEASE: Final = timedelta(minutes=2)
"""So long after its last sign of life a process counts as dead. Clocks of nodes that differ by more make two of them do
the same work; the second to finish is refused."""
_COLUMNS: Final = (
    "id, name, sha256, sheet, mapping, state, refusal, total, done, begun_by, begun_at, asked_by, ended_at,"
    " lease_until, attempts, body IS NOT NULL AS has_body"
)
_AS_STORED: Final = ("id", "name", "sha256", "sheet", "total", "done", "attempts", "begun_by", "asked_by")
MOST_SHOWN: Final = 200
"""Runs in one list; older ones are found by their number."""


async def insert(run: Run, body: bytes | None) -> int:
    """Keep a new run with the bytes of its file, or without; returns its number."""
    columns = {
        "name": run.name,
        "body": None if body is None else await asyncio.to_thread(_packed, body),
        "sha256": run.sha256,
        "sheet": run.sheet,
        "mapping": dict(run.mapping),
        "state": run.state.value,
        "total": run.total,
        "done": run.done,
        "begun_by": run.begun_by,
        "begun_at": run.begun_at,
        "asked_by": run.asked_by,
        "ended_at": run.ended_at,
    }
    rows = await fetch(
        "INSERT INTO import_run (name, body, sha256, sheet, mapping, state, total, done, begun_by, begun_at, asked_by,"
        " ended_at) VALUES (:name, :body, :sha256, :sheet, :mapping, :state, :total, :done, :begun_by, :begun_at,"
        " :asked_by, :ended_at) RETURNING id",
        columns,
    )
    return int(rows[0]["id"])


async def load(number: int, now: datetime) -> Run:
    """The run with this number. Raises `NoSuchRun`."""
    rows = await fetch(f"SELECT {_COLUMNS} FROM import_run WHERE id = :id", {"id": number})  # noqa: S608
    if not rows:
        raise NoSuchRun(number=number)
    return _run(rows[0], now)


async def newest(now: datetime) -> list[Run]:
    """The newest first."""
    rows = await fetch(f"SELECT {_COLUMNS} FROM import_run ORDER BY id DESC LIMIT :most", {"most": MOST_SHOWN})  # noqa: S608
    return [_run(row, now) for row in rows]


async def body_of(number: int) -> bytes | None:
    """The bytes of its file; None once they were erased."""
    rows = await fetch("SELECT body FROM import_run WHERE id = :id", {"id": number})
    packed = rows[0]["body"] if rows else None
    return await asyncio.to_thread(_unpacked, packed) if packed is not None else None


async def packed_size(number: int) -> int:
    """How long its file is, as it is kept; 0 once it was erased."""
    rows = await fetch("SELECT coalesce(length(body), 0) AS size FROM import_run WHERE id = :id", {"id": number})
    return int(rows[0]["size"]) if rows else 0


async def move_on(number: int, states: Sequence[RunState], to: RunState, **columns: object) -> None:
    """Let a run that nobody is at go to another state, with other values in some columns. Raises `RunElsewhere`."""
    marks, params = listed("state", [state.value for state in states])
    given = "".join(f", {name} = :{name}" for name in columns)
    changed = await execute(
        f"UPDATE import_run SET state = :to, done = 0, attempts = 0, lease_until = NULL, leased_by = ''{given}"  # noqa: S608
        f" WHERE id = :id AND state IN ({marks})",
        {**params, **columns, "id": number, "to": to.value},
    )
    if changed != 1:
        raise RunElsewhere()


async def next_waiting(now: datetime) -> Run | None:
    """The oldest run that waits for the register and that nobody is at."""
    marks, params = listed("state", [state.value for state in WAITING])
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM import_run WHERE state IN ({marks})"  # noqa: S608
        " AND (lease_until IS NULL OR lease_until <= :now) ORDER BY id LIMIT 1",
        {**params, "now": now},
    )
    return _run(rows[0], now) if rows else None


async def take(run: Run, worker: str, now: datetime) -> bool:
    """Take the lease of a run in the state in which it was seen; False when another was quicker."""
    changed = await execute(
        "UPDATE import_run SET leased_by = :worker, lease_until = :until, done = 0, attempts = attempts + 1"
        " WHERE id = :id AND state = :state AND (lease_until IS NULL OR lease_until <= :now)",
        {"worker": worker, "until": now + LEASE, "now": now, "id": run.id, "state": run.state.value},
    )
    return changed == 1


async def note_progress(number: int, worker: str, done: int, total: int, now: datetime) -> bool:
    """How far it is, and that the worker lives; False when the lease went to another."""
    changed = await execute(
        "UPDATE import_run SET done = :done, total = :total, lease_until = :until"
        " WHERE id = :id AND leased_by = :worker",
        {"done": done, "total": total, "until": now + LEASE, "id": number, "worker": worker},
    )
    return changed == 1


async def keep_table(number: int, worker: str, table: str) -> None:
    """What the sheets and columns of its list are, as JSON. Does nothing when the lease went to another."""
    await execute(
        "UPDATE import_run SET table_read = :table WHERE id = :id AND leased_by = :worker",
        {"table": table, "id": number, "worker": worker},
    )


async def table_of(number: int) -> str:
    """What the sheets and columns of its list are, as JSON; empty while nobody read it."""
    rows = await fetch("SELECT table_read FROM import_run WHERE id = :id", {"id": number})
    return str(rows[0]["table_read"]) if rows else ""


async def let_go(number: int, worker: str) -> None:
    """The worker stops before it is done, at no fault of the list: another may begin anew at once."""
    await execute(
        "UPDATE import_run SET leased_by = '', lease_until = NULL, attempts = attempts - 1"
        " WHERE id = :id AND leased_by = :worker",
        {"id": number, "worker": worker},
    )


async def finish(number: int, worker: str, to: RunState, now: datetime, refusal: Refused = NOT_REFUSED) -> None:
    """The step was done: the run goes to another state. Raises `RunElsewhere` when the lease went to another."""
    changed = await execute(
        "UPDATE import_run SET state = :to, refusal = :refusal, ended_at = :ended_at, leased_by = '',"
        " lease_until = NULL, attempts = 0 WHERE id = :id AND leased_by = :worker",
        {
            "to": to.value,
            "refusal": _refusal_to_json(refusal),
            "ended_at": now if to in OVER else None,
            "id": number,
            "worker": worker,
        },
    )
    if changed != 1:
        raise RunElsewhere()


async def erase_bodies(ended_before: datetime) -> int:
    """Erase the bytes of lists that are done with since; returns of how many."""
    marks, params = listed("state", [state.value for state in OVER])
    changed = await execute(
        f"UPDATE import_run SET body = NULL WHERE body IS NOT NULL AND state IN ({marks})"  # noqa: S608
        " AND ended_at < :before",
        {**params, "before": ended_before},
    )
    return int(str(changed))


def _unpacked(packed: str) -> bytes:
    return zlib.decompress(base64.b64decode(packed))


def _packed(body: bytes) -> str:
    return base64.b64encode(zlib.compress(body, level=1)).decode("ascii")


def _refusal_to_json(refusal: Refused) -> str:
    if not refusal.sentence:
        return ""
    return json.dumps({"sentence": refusal.sentence, "values": refusal.values}, ensure_ascii=False, default=str)


def _run(row: Mapping[str, Any], now: datetime) -> Run:
    refusal = json.loads(row["refusal"]) if row["refusal"] else {}
    begun_at, lease_until = as_instant(row["begun_at"]), as_instant(row["lease_until"])
    if begun_at is None:
        raise ValueError(f"import run {row['id']} has no instant at which it began")
    return Run(
        **{
            name: row[name]
            for name in ("id", "name", "sha256", "sheet", "total", "done", "begun_by", "asked_by", "attempts")
        },
        mapping=json.loads(row["mapping"]),
        state=RunState(row["state"]),
        refusal=Refused(**refusal),
        is_at_work=lease_until is not None and lease_until > now,
        has_body=bool(row["has_body"]),
        begun_at=begun_at,
        ended_at=as_instant(row["ended_at"]),
    )
