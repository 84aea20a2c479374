"""The whole register to another database: from SQLite to PostgreSQL, or back."""

from __future__ import annotations

from agreements.domain.roles import Actor
from agreements.services.desk import Desk
from agreements.services.hold_alerts import hold
from agreements.storage.arrival import arriving
from agreements.storage.engine import engine_from_url
from agreements.storage.moving import Copied, copy_register, leaving


async def move(url: str, other: str, desk: Desk, actor: Actor) -> Copied:
    """Copy the register at `url` to the empty database at `other`, held; the old one stays as it is.

    Nobody used the old one meanwhile, so it sent nothing that the new one has waiting: at the release all of that
    leaves. Raises the errors of `leaving`, `arriving` and `copy_register`; then there is no register at `other`.
    """
    async with leaving(url, other) as source, arriving(other) as place, place.engine.unit_on(place.connection):
        copied = await copy_register(source, engine_from_url(url).dialect, place)
        await hold(desk, actor, restored=False)
    return copied
