"""Show that history was not rewritten: the chain, its published heads, the counts and the approved versions."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from agreements.domain.audit import ChainedEvent, verify
from agreements.domain.errors import ChainBroken
from agreements.domain.roles import LEAVE_THE_AGREEMENT_AS_IT_IS, Action
from agreements.storage import audit
from agreements.storage.documents import content_hash


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found to be whole."""

    events: int
    head: str
    versions: int


async def verify_history() -> Verified:
    """Recompute everything. Raises `ChainBroken` with the first event that does not fit.

    The chain alone cannot show that its end was cut off. So the heads published each day must still be in it,
    every agreement must have as many events as its own count of changes says, and every approved version must
    have the content whose fingerprint its approval holds.
    """
    events = [event async for event in audit.events()]
    head = verify(events)
    await _check_published_heads(events)
    await _check_revisions(events)
    return Verified(len(events), head, await _check_versions(events))


async def _check_published_heads(events: list[ChainedEvent]) -> None:
    for seq, hash_ in sorted((await audit.published_heads()).items()):
        if seq and (seq > len(events) or events[seq - 1].hash != hash_):
            raise ChainBroken(seq=seq, problem="it differs from the head that was published")


async def _check_revisions(events: list[ChainedEvent]) -> None:
    seen = Counter(
        event.object for event in events if event.result == "ok" and event.action not in LEAVE_THE_AGREEMENT_AS_IT_IS
    )
    for reference, revision in (await audit.revisions()).items():
        if seen[reference] != revision:
            raise ChainBroken(
                seq=len(events) + 1, problem=f"{reference} changed {revision} times, not {seen[reference]}"
            )


async def _check_versions(events: list[ChainedEvent]) -> int:
    approved: dict[str, list[ChainedEvent]] = {}
    for event in events:
        if event.action == Action.APPROVE.value and event.result == "ok":
            approved.setdefault(event.object, []).append(event)
    checked = 0
    async for reference, number, content in audit.version_contents():
        approvals = approved.get(reference, [])
        if number > len(approvals):
            raise ChainBroken(seq=len(events) + 1, problem=f"{reference} version {number} was never approved")
        approval = approvals[number - 1]
        if json.loads(approval.changes).get("content_sha256") != content_hash(content):
            raise ChainBroken(seq=approval.seq, problem=f"{reference} version {number} was changed afterwards")
        checked += 1
    return checked
