"""PostgreSQL's own programs, each of which knows servers up to its own version. No password is on a command line."""

from __future__ import annotations

import asyncio
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from agreements.settings import passed_on
from agreements.storage.copies.errors import ToolFailed, ToolMissing

_INSTALLATIONS: Final = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
"""Where Debian and Red Hat keep the programs of each version."""
_VERSION: Final = re.compile(rb"\(PostgreSQL\) (\d+)")
_NO_ROOM: Final = "No space left on device"


class ToolHasNoRoom(ToolFailed):
    """The disk that the program writes to is full."""


async def find_tool(tool: str, server: int) -> Path:
    """The program for a server of this major version: the first on the path, else the oldest that is new enough.

    Raises ToolMissing.
    """
    newer: list[tuple[int, Path]] = []
    for path in _candidates(tool):
        version = await _major_of(path)
        if version >= server:
            newer.append((version, path))
            if len(newer) == 1 and str(path) == shutil.which(tool):
                return path
    if not newer:
        raise ToolMissing(tool=tool, version=server)
    return min(newer)[1]


def _candidates(tool: str) -> Iterator[Path]:
    if on_path := shutil.which(tool):
        yield Path(on_path)
    for pattern in _INSTALLATIONS:
        for folder in sorted(Path("/").glob(pattern.removeprefix("/"))):
            if (folder / tool).is_file():
                yield folder / tool


async def _major_of(path: Path) -> int:
    try:
        process = await asyncio.create_subprocess_exec(path, "--version", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    except OSError:
        return 0
    found = _VERSION.search((await process.communicate())[0])
    return int(found[1]) if found else 0


async def run_tool(path: Path, *words: str | Path, url: str = "") -> str:
    """Run a program to its end on the database at `url`, and give what it printed. Raises ToolFailed, ToolHasNoRoom."""
    address, password = without_password(url)
    where = [f"--dbname={address}", "--no-password"] if url else []
    environment = passed_on(LC_ALL="C", **({"PGPASSWORD": password} if password else {}))
    process = await asyncio.create_subprocess_exec(
        path, *words, *where, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=environment
    )
    try:
        out, trouble = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise _failure(path.name, trouble.decode(errors="replace"))
    return out.decode(errors="replace")


def _failure(tool: str, said: str) -> ToolFailed:
    lines = [line.strip().rstrip(".") for line in said.splitlines() if line.strip()]
    reason = (lines[0] if lines else "it gave no reason").removeprefix(f"{tool}: ").removeprefix("error: ")
    return (ToolHasNoRoom if _NO_ROOM in said else ToolFailed)(tool=tool, reason=reason)


def without_password(url: str) -> tuple[str, str]:
    """The address of a database without its password, and that."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    asked = parse_qsl(parts.query, keep_blank_values=True)
    secret = dict(asked).get("password", unquote(password))
    kept = urlencode([(key, value) for key, value in asked if key != "password"], safe="/,")
    return urlunsplit(parts._replace(netloc=f"{name}@{host}" if name else host, query=kept)), secret
