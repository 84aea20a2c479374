"""How each command opens the register: what it may make, change, or only read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum

from agreements.clock import read_clock
from agreements.publication.projection import shape
from agreements.services.mend import mend_register
from agreements.services.office import office_at
from agreements.services.rebuild import rebuild_when_changed
from agreements.services.remember import fill_memory
from agreements.settings import Settings
from agreements.storage.database.engine import Engine, bind, bound, engine_from_url, opened
from agreements.storage.database.errors import MadeByAnotherVersion, MigrationsPending, NoRegisterThere, NotConfined
from agreements.storage.database.migrate import is_register, migrate, pending
from agreements.storage.database.public_role import PUBLIC_ROLE
from agreements.storage.public_memory import rows
from agreements.storage.trail.baseline import lay_baseline


class Opening(Enum):
    """What a command may do to the register before its work begins."""

    READS = "reads"
    """Nothing: it must be there, of this version."""
    CHANGES = "changes"
    """Bring it up to date; it must be there."""
    MAKES = "makes"
    """Make it, and bring it up to date."""


@asynccontextmanager
async def open_register(
    settings: Settings, opening: Opening = Opening.MAKES, engine: Engine | None = None
) -> AsyncIterator[None]:
    """The database open for this kind of work and bound to this task; closed for sure afterwards. `engine` is that of
    the settings, when it was made already.

    Migrations come before the pool opens. A register that cannot be written is opened as for reading, whoever asks.
    Raises NoRegisterThere, MigrationsPending, NewerSchema and the errors of `migrate`.
    """
    engine = engine or engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    if opening is not Opening.MAKES:
        await _refuse_when_absent(engine)
    if opening is Opening.READS or engine.is_read_only:
        async with opened(engine):
            if missing := await pending(engine):
                raise MigrationsPending(engine.address, ", ".join(missing))
            yield
        return
    await migrate(engine)
    async with opened(engine):
        office = office_at(read_clock(settings.zone), settings.policy)
        await lay_baseline(office.now)
        await rebuild_when_changed()
        await fill_memory(office, settings.zone)
        await mend_register(office)
        yield


@asynccontextmanager
async def open_for_the_public(settings: Settings, public: Engine) -> AsyncIterator[None]:
    """The database open for readers of what is public, bound to this task, and as it is: nothing in it is changed.

    Raises NoRegisterThere, MigrationsPending, NewerSchema; NotConfined when they could read more than that,
    MadeByAnotherVersion when this version would read the lists in another way.
    """
    async with open_register(settings, Opening.READS, public):
        if beyond := await public.readable_beyond():
            raise NotConfined(public.address, _some(beyond), PUBLIC_ROLE)
        if await rows.shape() != shape():
            raise MadeByAnotherVersion(public.address)
        yield


async def why_not_confined(public: Engine) -> str | None:
    """What is missing, and what to do, when public pages could read more than the public memory; None when all is well.

    Only on PostgreSQL, where an account may be without the right to make roles.
    """
    if not (beyond := await public.readable_beyond()):
        return None
    return (
        f"Public pages can read more of the database than what is public ({_some(beyond)}): its account may not take"
        f" the role {PUBLIC_ROLE}. Let an administrator make it: see Public readers in docs/operations.md."
    )


def _some(tables: list[str]) -> str:
    return ", ".join(tables[:3]) + (f" and {len(tables) - 3} more" if len(tables) > 3 else "")


async def _refuse_when_absent(engine: Engine) -> None:
    if engine.may_be_there():
        async with opened(engine):
            if await is_register(engine):
                return
    raise NoRegisterThere(engine.address)


async def migrate_only(settings: Settings) -> list[str]:
    """Apply the migrations that are missing, let the history vouch for what no event vouches for yet, and bring what is
    stored in line with the rules; returns the names of the migrations."""
    office = office_at(read_clock(settings.zone), settings.policy)
    engine = engine_from_url(settings.database_url.get_secret_value())
    with bound(engine):
        applied = await migrate(engine)
        async with opened(engine):
            await lay_baseline(office.now, engine)
            await rebuild_when_changed(engine)
            await fill_memory(office, settings.zone, engine)
            await mend_register(office, engine)
    return applied
