"""What the events say, gathered while they pass by once: the chain itself, and what every row must agree with."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from agreements.domain.audit import ChainedEvent, ChainReader
from agreements.domain.errors import ChainBroken
from agreements.domain.roles import LEAVE_THE_AGREEMENT_AS_IT_IS, Action
from agreements.services.publish import MADE
from agreements.services.situations import NOTED
from agreements.services.verifying.kept import KeptHead
from agreements.services.verifying.key_ring import KeyRing
from agreements.storage.trail import audit, baseline
from agreements.storage.trail.fingerprints import digest


class Trail:
    """What the history says of everything, up to the event that was read last."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.chain = ChainReader()
        self.hashes: dict[int, str] = {}
        """The hash of each event whose head was published."""
        self.last: dict[str, tuple[int, str | None]] = {}
        """For each object its last event that was carried out, and the state that vouches for it."""
        self.changes: Counter[str] = Counter()
        """For each object how many events changed it."""
        self.approvals: dict[str, list[tuple[int, str]]] = defaultdict(list)
        """For each agreement the events that approved a version, with the fingerprint of what was approved."""
        self.seals: dict[int, Mapping[str, Any]] = {}
        self.baselines: dict[int, Mapping[str, Any]] = {}
        self.memory: dict[int, str] = {}
        """The hashes of entries of the public memory, each the last one that a step made."""
        self.situations: dict[int, str] = {}
        """Of each edition of the situations the SHA-256."""
        self.keys = KeyRing()
        self.hold: tuple[datetime, bool] | None = None
        """Since when the outbox is held, and whether after a restore."""

    async def read_all(self, kept: Sequence[KeptHead], published: Collection[int]) -> None:
        """Read every event, which must hold the `kept` heads; remember the hashes of the `published` ones.

        Raises `ChainBroken` with the first event that does not fit, or with the first head that is not on the chain:
        only such heads show that the end was cut off, or that everything was made anew.
        """
        numbered = {head.seq: head.hash for head in kept if head.seq is not None}
        unseen = {head.hash for head in kept if head.seq is None}
        async for event in audit.events():
            self.chain.read(event)
            unseen.discard(event.hash)
            if numbered.pop(event.seq, event.hash) != event.hash:
                raise ChainBroken(seq=event.seq, problem="it differs from the head that was kept")
            if event.seq in published:
                self.hashes[event.seq] = event.hash
            await self._note(event)
        if missing := sorted(seq for seq in numbered if seq):
            raise ChainBroken(seq=missing[0], problem="its head was kept, but the history ends before it")
        if unseen:
            raise ChainBroken(seq=self.chain.seq + 1, problem=f"the head {min(unseen)} was kept, but is not there")

    async def _note(self, event: ChainedEvent) -> None:
        if event.result != "ok":
            return
        self.last[event.object] = (event.seq, event.state)
        if event.action not in LEAVE_THE_AGREEMENT_AS_IT_IS:
            self.changes[event.object] += 1
        changes = json.loads(event.changes)
        self.keys.note(event, changes)
        self._note_public(changes.get(MADE), changes.get(NOTED))
        if event.action == Action.APPROVE:
            self.approvals[event.object].append((event.seq, str(changes.get("content_sha256"))))
        elif event.action == audit.SEAL:
            self.seals[event.seq] = changes
        elif event.action == baseline.ACTION:
            await self._take_baseline(event.seq, changes)
        elif event.action == "hold_alerts":
            self._begin_hold(event.at, is_restored=bool(changes["restored"]))
        elif event.action == "release_alerts":
            self.hold = None

    def _note_public(self, made: Mapping[str, Any] | None, situations: Mapping[str, Any] | None) -> None:
        if made:
            self.memory[int(made["seq"])] = str(made["hash"])
        if situations:
            self.situations[int(situations["edition"])] = str(situations["sha256"])

    def _begin_hold(self, at: datetime, *, is_restored: bool) -> None:
        since, was_restored = self.hold or (at, False)
        self.hold = (at if is_restored else since, was_restored or is_restored)

    async def check_baselines(self) -> None:
        """Raises `ChainBroken` when fingerprints were added that no event laid down."""
        if strange := sorted(await baseline.events() - set(self.baselines)):
            raise ChainBroken(seq=strange[0], problem="fingerprints were added to it")

    async def _take_baseline(self, seq: int, changes: Mapping[str, Any]) -> None:
        """Let the list vouch for what no event vouches for; it may not take an event's place."""
        rows = await baseline.of_event(seq)
        if digest(rows) != changes["sha256"]:
            raise ChainBroken(seq=seq, problem="the fingerprints it laid down were changed")
        is_first = not self.baselines
        self.baselines[seq] = changes
        for row in rows:
            known = self.last.get(row["object"], (seq, None) if is_first else None)
            if known is None or known[1] is not None:
                raise ChainBroken(seq=seq, problem=f"it vouches for {row['object']}, which is not its to vouch for")
            self.last[row["object"]] = (known[0], row["state"])
