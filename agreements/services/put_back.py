"""Put a copy in the place of a register that is not there (any more), and let nothing leave it yet."""

from __future__ import annotations

from pathlib import Path

from agreements.domain.roles import Actor
from agreements.services.desk import Desk
from agreements.services.hold_alerts import hold
from agreements.services.mend import mend_in_turn
from agreements.storage import backup
from agreements.storage.arrival import arriving
from agreements.storage.baseline import lay_in_turn
from agreements.storage.migrate import migrate_on
from agreements.storage.transaction import append_lock


async def put_back(url: str, copy: Path, desk: Desk, actor: Actor) -> None:
    """The register is there when this returns, up to date and held; no node could start with it before that.

    Raises the errors of `refuse_what_is_no_copy`, `arriving` and `migrate`; then there is no register.
    """
    await backup.refuse_what_is_no_copy(url, copy)
    async with arriving(url) as place:
        await backup.put_back(place, url, copy)
        await migrate_on(place.connection, place.engine.dialect)
        async with place.engine.unit_on(place.connection):
            await append_lock("audit")
            await lay_in_turn(desk.now)
            await mend_in_turn(desk)
            await hold(desk, actor, restored=True)
