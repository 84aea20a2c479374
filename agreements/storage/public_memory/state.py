"""Up to where the public register goes: what every public answer is made of, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from agreements.domain import memory
from agreements.domain.record import PublishedHead
from agreements.storage.database.engine import Engine, bound_engine
from agreements.storage.database.register_engine import current_transaction
from agreements.storage.database.together import Together
from agreements.storage.database.transaction import fetch

_NAMES: Final = ("seq", "hash", "told_seq", "told", "counted", "day", "head_seq", "head_hash", "asked", "situations")
_READ: Final = """SELECT e.seq, e.hash, a.seq AS told_seq, a.hash AS told, c.hash AS counted,
      h.day, h.seq AS head_seq, h.hash AS head_hash, q.asked, s.sha256 AS situations
    FROM (SELECT 1 AS one) x
    LEFT JOIN public_entry e ON e.seq = (SELECT max(seq) FROM public_entry)
    LEFT JOIN public_entry a ON a.seq = (SELECT max(seq) FROM public_entry WHERE kind <> 'counted')
    LEFT JOIN (SELECT hash FROM public_entry WHERE kind = 'counted' ORDER BY change DESC LIMIT 1) c ON x.one = 1
    LEFT JOIN (SELECT day, seq, hash FROM audit_head ORDER BY day DESC LIMIT 1) h ON x.one = 1
    LEFT JOIN (SELECT max(change) AS asked FROM public_question) q ON x.one = 1
    LEFT JOIN public_situations s ON s.edition = (SELECT max(edition) FROM public_situations)"""


@dataclass(frozen=True, slots=True)
class MemoryState:
    """Equal states mean that every public answer about the same day is the same, in every process and after a restore:
    another history has other hashes."""

    seq: int
    """Number of the last entry of the ledger; 0 while there is none."""
    hash: str
    told_seq: int
    """Number of the last entry about an agreement; 0 while there is none."""
    told: str
    """Hash of the last entry about an agreement: what does not say how many are not public changes with that alone."""
    counted: str
    """Hash of the last entry that says how many are not public; empty while there is none."""
    published: PublishedHead | None
    """The head of the audit chain that was published last."""
    asked: int
    """Number of the last change of what is told of residents' questions; 0 while there is none."""
    situations: str
    """SHA-256 of the situations by which residents find agreements; empty while they are those of a new register."""


_seen: WeakKeyDictionary[Engine, tuple[tuple[Any, ...], MemoryState]] = WeakKeyDictionary()
_asked: WeakKeyDictionary[Engine, Together[MemoryState]] = WeakKeyDictionary()


async def state() -> MemoryState:
    """The state now: all that was committed before this was asked is in it. Inside a transaction, as that sees it.

    Costs no visit to another thread on SQLite, and one question for all who ask at once elsewhere.
    """
    if current_transaction() is not None:
        return await _read()
    engine = bound_engine()
    row = engine.glance(_READ)
    if row is None:
        together = _asked.get(engine)
        if together is None:
            together = _asked[engine] = Together(_read)
        return await together.answer()
    seen = _seen.get(engine)
    if seen is None or seen[0] is not row:
        seen = _seen[engine] = (row, _state(row))
    return seen[1]


async def _read() -> MemoryState:
    (row,) = await fetch(_READ, {})
    return _state([row[name] for name in _NAMES])


def _state(row: Sequence[Any]) -> MemoryState:
    seq, hash, told_seq, told, counted, day, head_seq, head_hash, asked, situations = row
    return MemoryState(
        seq=seq or 0,
        hash=hash or memory.GENESIS,
        told_seq=told_seq or 0,
        told=told or memory.GENESIS,
        counted=counted or "",
        published=PublishedHead(str(day), int(head_seq), str(head_hash)) if day else None,
        asked=asked or 0,
        situations=situations or "",
    )
