"""Hold the outbox, and let it go: a register that was put back from a copy must not mail everybody again."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.errors import Conflict
from agreements.domain.roles import Actor
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.messages import holding, ledger_view


class NotHeld(Conflict):
    """There is nothing to release."""

    sentence = N_("The reminders are not held: they are sent as always.")


@dataclass(frozen=True, slots=True)
class Released:
    """How many messages were taken as sent before the restore, and how many now leave."""

    superseded: int
    waiting: int

    def as_dict(self) -> dict[str, int]:
        """As the command line prints it."""
        return {"superseded": self.superseded, "waiting": self.waiting}


async def hold_alerts(office: Office, actor: Actor, *, restored: bool = False) -> None:
    """From now on nothing leaves; planning goes on. `restored`: this register is a copy that was put back."""
    async with unit_of_work():
        await hold(office, actor, restored=restored)


async def hold(office: Office, actor: Actor, *, restored: bool) -> None:
    """The same inside the caller's transaction."""
    await append_lock("audit")
    await holding.begin_hold(office.now, restored=restored)
    await note(office, actor, "hold_alerts", "register", {"restored": restored})


async def release_alerts(office: Office, actor: Actor, *, again: bool = False) -> Released:
    """Messages leave again. Raises `NotHeld`.

    After a restore, what was planned before it counts as sent, for the register that was lost sent it for all we know;
    `again` sends that too. What no longer makes sense by the time it leaves is withdrawn then, as always.
    """
    async with unit_of_work():
        await append_lock("audit")
        hold = await holding.current_hold()
        if hold is None:
            raise NotHeld()
        superseded = await holding.take_as_sent(hold.held_at) if hold.restored and not again else 0
        await holding.end_hold()
        released = Released(superseded, await ledger_view.count_waiting())
        await note(office, actor, "release_alerts", "register", released.as_dict())
    return released
