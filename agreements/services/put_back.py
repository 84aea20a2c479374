"""Put a copy in the place of a register that is not there (any more), and let nothing leave it yet."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from agreements.domain.roles import Actor
from agreements.services.hold_alerts import hold
from agreements.services.mend import mend_in_turn
from agreements.services.office import Office
from agreements.services.rebuild import rebuild_in_turn
from agreements.services.remember import fill_in_turn
from agreements.storage.copies import backup
from agreements.storage.copies.arrival import arriving
from agreements.storage.database.migrate import migrate_on
from agreements.storage.database.transaction import append_lock
from agreements.storage.trail.baseline import lay_in_turn


async def put_back(url: str, copy: Path, office: Office, actor: Actor, zone: ZoneInfo) -> None:
    """The register is there when this returns, up to date and held; no node could start with it before that.

    Raises the errors of `refuse_what_is_no_copy`, `arriving` and `migrate`; then there is no register.
    """
    await backup.refuse_what_is_no_copy(url, copy)
    async with arriving(url) as place:
        await backup.put_back(place, url, copy)
        await migrate_on(place.connection, place.engine.dialect)
        async with place.engine.unit_on(place.connection):
            await append_lock("audit")
            await lay_in_turn(office.now)
            await rebuild_in_turn()
            await fill_in_turn(office, zone)
            await mend_in_turn(office)
            await hold(office, actor, restored=True)
