"""The ledger of messages fits its daily seals, the published heads fit the chain, and the hold fits its events."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from agreements.domain.errors import ChainBroken, RegisterChanged
from agreements.domain.messages import MessageKind
from agreements.services.verifying.trail import Trail
from agreements.storage.trail import audit, inspection, ledger_seal
from agreements.storage.trail.fingerprints import canonical, digest


async def check_ledger(trail: Trail) -> None:
    """Compare every message. Raises `ChainBroken` with the seal or `RegisterChanged` with the message that differs."""
    references = await inspection.references()
    sums = ledger_seal.Sums()
    async for row in inspection.messages():
        _check_message(row, references)
        sums.add(row)
    for seq in sorted({*sums.seals(), *trail.seals}):
        said = {kind: trail.seals.get(seq, {}).get(kind) for kind in ledger_seal.KINDS}
        if said != sums.of(seq):
            raise ChainBroken(seq=seq, problem="the messages that it sealed were changed")


def _check_message(row: Mapping[str, Any], references: Mapping[int, str]) -> None:
    """A message's key names what it is; its Message-ID follows from the key."""
    key, recipient = str(row["dedup_key"]), row["recipient_id"] or "fallback"
    reference = references.get(row["agreement_id"], "")
    begins = f"{row['kind']}:{reference}:" if row["agreement_id"] else f"{row['kind']}:"
    if row["kind"] == MessageKind.DEADLINE:
        begins += f"{row['deadline_kind']}:{row['subject']}:{row['armed']}:{row['rung']}"
    follows = hashlib.sha256(key.encode()).hexdigest()[:40] == row["message_id"]
    if not (follows and key.startswith(begins) and key.endswith(f":{recipient}")):
        raise RegisterChanged(about=f"message {row['id']}", problem="it is not the message that its key names")


async def check_heads(trail: Trail) -> None:
    """Every head that was published lies on the chain, and none is gone. Raises `ChainBroken`."""
    heads = await audit.published_heads()
    for head in heads:
        if head["seq"] and trail.hashes.get(head["seq"]) != head["hash"]:
            raise ChainBroken(seq=head["seq"], problem="it differs from the head that was published")
    by_seq = defaultdict(list)
    for head in heads:
        by_seq[head["seq"]].append(canonical(head["day"]))
    for seq, seal in trail.seals.items():
        if by_seq[seq] != [seal["day"]]:
            raise ChainBroken(seq=seq, problem="the head that was published with it was changed")
    if trail.baselines:
        first = min(trail.baselines)
        if digest(head for head in heads if head["seq"] < first) != trail.baselines[first]["heads"]:
            raise ChainBroken(seq=first, problem="the heads that were published before it were changed")


async def check_hold(trail: Trail) -> None:
    """Messages are held when the last event about it says so, since then. Raises `RegisterChanged`."""
    said = [{"held_at": trail.hold[0], "restored": trail.hold[1]}] if trail.hold else []
    if digest(await inspection.holds()) != digest(said):
        raise RegisterChanged(about="the hold on all messages", problem="the history says otherwise")
