"""Sealing the ledger: once a day an event takes in the fingerprint of the messages that came since the last seal, and
of those that were sent since. A message that is removed, added to a sealed day or altered afterwards is found.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from agreements.storage.database.transaction import fetch
from agreements.storage.trail.fingerprints import add_row, digest

NAMED: Final = (
    "id, dedup_key, kind, agreement_id, deadline_kind, subject, due_on, armed, rung, recipient_id, message_id"
)
"""What a message is: never changes from the day it was put in the outbox."""
SENT: Final = "id, state, planned_on, created_at, sent_at, audience, reason, attempts, digest_on, digest_id"
"""What became of it: never changes once it was sent."""
KINDS: Final = {"named": ("named_in", NAMED, "TRUE"), "sent": ("sealed_in", SENT, "state = 'sent'")}
"""For each kind of seal: the column that names its event, what it is of, and which rows it takes."""


async def seal(seq: int) -> dict[str, object]:
    """Seal under event `seq` what no seal holds yet; returns count and fingerprint, as the event notes them."""
    sealed: dict[str, object] = {}
    for kind, (column, columns, condition) in KINDS.items():
        rows = await fetch(
            # One statement marks and reads: a message put in between would else be marked and not summed. RETURNING has
            # no order, so the rows are sorted afterwards.
            f"UPDATE outbox SET {column} = :seq WHERE {column} IS NULL AND {condition} RETURNING {columns}",  # noqa: S608
            {"seq": seq},
        )
        rows.sort(key=lambda row: int(row["id"]))
        sealed[kind] = {"count": len(rows), "sha256": digest(rows)}
    return sealed


class Sums:
    """What the ledger now holds of each seal, summed up while its rows pass by in the order of their numbers."""

    def __init__(self) -> None:
        """No row was seen yet."""
        self._counts: dict[tuple[int, str], int] = defaultdict(int)
        self._shas: dict[tuple[int, str], Any] = defaultdict(hashlib.sha256)

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a row of the ledger under the seals it names."""
        for kind, (column, columns, _) in KINDS.items():
            if row[column] is not None:
                self._counts[row[column], kind] += 1
                add_row(self._shas[row[column], kind], {name: row[name] for name in columns.split(", ")})

    def seals(self) -> set[int]:
        """The numbers of the events that rows name as their seal."""
        return {seq for seq, _ in self._counts}

    def of(self, seq: int) -> dict[str, dict[str, object]]:
        """Count and fingerprint of each kind, as the event of the seal notes them."""
        return {kind: {"count": self._counts[seq, kind], "sha256": self._shas[seq, kind].hexdigest()} for kind in KINDS}
