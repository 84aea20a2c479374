"""Holding the outbox: while it is held nobody takes a message from it, whatever node or command asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.domain.wording import N_
from agreements.storage.database.transaction import as_instant, execute, fetch
from agreements.storage.messages.delivery import required

BEFORE_THE_RESTORE = N_("planned before a copy of the register was put back: taken as sent then")


@dataclass(frozen=True, slots=True)
class Hold:
    """Since when nothing leaves. `restored`: the register is a copy put back, which cannot know what left since."""

    held_at: datetime
    restored: bool


async def current_hold() -> Hold | None:
    """The hold; None when messages leave."""
    rows = await fetch("SELECT held_at, restored FROM outbox_hold", {})
    return Hold(required(as_instant(rows[0]["held_at"])), bool(rows[0]["restored"])) if rows else None


async def begin_hold(now: datetime, *, restored: bool) -> None:
    """Hold from `now`. A hold that is there stays, and from now on counts as one after a restore if this one is."""
    await execute(
        "INSERT INTO outbox_hold (id, held_at, restored) VALUES (1, :now, :restored) ON CONFLICT (id) DO UPDATE SET"
        " held_at = CASE WHEN excluded.restored THEN excluded.held_at ELSE outbox_hold.held_at END,"
        " restored = outbox_hold.restored OR excluded.restored",
        {"now": now, "restored": restored},
    )


async def end_hold() -> None:
    """Messages leave again."""
    await execute("DELETE FROM outbox_hold", {})


async def take_as_sent(planned_until: datetime) -> int:
    """Supersede what waits and was planned at `planned_until` or before; returns how many messages.

    Superseded, not withdrawn: a rung that was told is not told again.
    """
    changed = await execute(
        "UPDATE outbox SET state = 'superseded', reason = :reason WHERE state = 'waiting' AND created_at <= :until",
        {"reason": BEFORE_THE_RESTORE, "until": planned_until},
    )
    return changed if isinstance(changed, int) else 0
