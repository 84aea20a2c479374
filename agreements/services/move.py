"""The whole register to another database: from SQLite to PostgreSQL, or back."""

from __future__ import annotations

from agreements.domain.roles import Actor
from agreements.services.hold_alerts import hold
from agreements.services.office import Office
from agreements.storage.copies.arrival import arriving
from agreements.storage.copies.moving import Copied, copy_register, leaving
from agreements.storage.database.engine import engine_from_url


async def move(url: str, other: str, office: Office, actor: Actor) -> Copied:
    """Copy the register at `url` to the empty database at `other`, held; the old one stays as it is.

    Nobody used the old one meanwhile, so it sent nothing that the new one has waiting: at the release all of that
    leaves. Raises the errors of `leaving`, `arriving` and `copy_register`; then there is no register at `other`.
    """
    async with leaving(url, other) as source, arriving(other) as place, place.engine.unit_on(place.connection):
        copied = await copy_register(source, engine_from_url(url).dialect, place)
        await hold(office, actor, restored=False)
    return copied
