"""Show that history was not rewritten, and that every row is as its history left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.domain.errors import RegisterChanged
from agreements.services.verifying.kept import KeptHead
from agreements.services.verifying.ledger import check_heads, check_hold, check_ledger
from agreements.services.verifying.memory import check_memory
from agreements.services.verifying.objects import check_objects
from agreements.services.verifying.situations import check_situations
from agreements.services.verifying.trail import Trail
from agreements.storage.database.transaction import snapshot
from agreements.storage.trail import audit


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found to be whole."""

    events: int
    head: str
    versions: int
    uncovered: int
    """Objects that were last changed by a version of the register that knew no fingerprints, and have no baseline."""


async def verify_history(kept: Sequence[KeptHead] = ()) -> Verified:
    """Recompute everything in one moment of the register, whoever writes meanwhile.

    1. The chain of events, which must hold the heads that were published and those that were `kept` elsewhere: only
    these can show that its end was cut off, or that all of it was made anew. 2. Every agreement and account against
    the fingerprint in its last event. 3. What follows from other columns. 4. The ledger of messages against its
    seals. 5. The public memory: its own chain, and its last entries against the agreements.
    `agreements.storage.trail.coverage` says for each column which of these it is covered by.

    Raises `ChainBroken` with the first event, `RegisterChanged` with the first row that does not fit.
    """
    async with snapshot():
        trail = Trail()
        await trail.read_all(kept, {int(head["seq"]) for head in await audit.published_heads()})
        try:
            versions, uncovered = await _compare(trail)
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            # What the register wrote it can read; the error itself may quote what stands there.
            raise RegisterChanged(about="a row", problem=f"it cannot be read: {type(error).__name__}") from error
    return Verified(trail.chain.seq, trail.chain.hash, versions, uncovered)


async def _compare(trail: Trail) -> tuple[int, int]:
    await trail.check_baselines()
    await check_heads(trail)
    versions, uncovered = await check_objects(trail)
    await check_ledger(trail)
    await check_hold(trail)
    await trail.keys.check()
    await check_memory(trail)
    await check_situations(trail.situations)
    return versions, uncovered
