"""A copy of a register on PostgreSQL, by the programs of PostgreSQL itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from agreements.storage.copies.arrival import Place, part_of, refuse_what_is_there
from agreements.storage.copies.errors import DamagedCopy, NoRegister, NoRoom, ToolFailed
from agreements.storage.database.driver_errors import translated
from agreements.storage.database.engine import Engine, opened
from agreements.storage.database.migrate import is_register
from agreements.storage.database.postgres_tools import ToolHasNoRoom, find_tool, run_tool
from agreements.storage.database.register_engine import Runs

_NEWER_FORMAT: Final = "unsupported version"
_VERSION: Final = "SELECT current_setting('server_version_num')::int / 10000 AS major"


async def dump(engine: Engine, url: str, target: Path) -> None:
    """Write a copy in the custom format, of one moment, and read all of it once."""
    refuse_what_is_there(target)
    async with opened(engine):
        if not await is_register(engine):
            raise NoRegister(file=engine.address)
        version = await _version_of(engine)
    dumping, reading = await find_tool("pg_dump", version), await find_tool("pg_restore", version)
    async with part_of(target) as part:
        try:
            await run_tool(dumping, "--format=custom", f"--file={part}", url=url)
        except ToolHasNoRoom as error:
            raise NoRoom(file=target) from error
        await run_tool(reading, f"--file={os.devnull}", part)


async def check(engine: Engine, source: Path) -> None:
    """Raise DamagedCopy when the contents cannot be listed or are no register's; ToolFailed for a newer format."""
    async with opened(engine):
        version = await _version_of(engine)
    try:
        contents = await run_tool(await find_tool("pg_restore", version), "--list", source)
    except ToolFailed as error:
        if _NEWER_FORMAT in str(error):
            raise
        raise DamagedCopy(file=source) from error
    if " audit_event " not in contents:
        raise DamagedCopy(file=source)


async def load(place: Place, url: str, source: Path) -> None:
    """Put all of it into the empty database, in one transaction. Owners and grants are those of who does it."""
    with translated():
        version = await _version_of(place.connection)
    tool = await find_tool("pg_restore", version)
    await run_tool(tool, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", source, url=url)


async def _version_of(server: Runs) -> int:
    rows = (await server.run(_VERSION, ())).rows
    return int(rows[0]["major"]) if rows else 0
