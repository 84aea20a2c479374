"""Finding and running PostgreSQL's own programs: the right version, and no password where others can read it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from agreements.storage.copies.errors import ToolFailed, ToolMissing
from agreements.storage.database import postgres_tools
from agreements.storage.database.postgres_tools import ToolHasNoRoom, find_tool, run_tool, without_password

REPORTS = '#!/bin/sh\nif [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) {version}"; exit; fi\necho "$@"; env\n'


def program(folder: Path, version: str, script: str = REPORTS) -> Path:
    """A program called pg_dump that says it is of this version."""
    folder.mkdir(parents=True)
    path = folder / "pg_dump"
    path.write_text(script.replace("{version}", version))
    path.chmod(0o755)
    return path


@pytest.fixture
def bare_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine on which no program of PostgreSQL is installed, but a folder is on the path."""
    monkeypatch.setattr(postgres_tools, "_INSTALLATIONS", (f"{tmp_path}/lib/*/bin",))
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", lambda name: _in(tmp_path / "path", name))
    return tmp_path / "path"


def _in(folder: Path, name: str) -> str | None:
    return str(folder / name) if (folder / name).exists() else None


async def test_without_a_program_that_is_new_enough_it_says_what_to_install(bare_path: Path) -> None:
    with pytest.raises(ToolMissing, match="package postgresql-client-16"):
        await find_tool("pg_dump", 16)
    program(bare_path, "15.18 (Debian 15.18-0+deb12u1)")
    with pytest.raises(ToolMissing, match="needs pg_dump of PostgreSQL 16 or newer"):
        await find_tool("pg_dump", 16)


async def test_the_program_on_the_path_is_taken_when_it_is_new_enough_and_else_the_oldest_that_is(
    bare_path: Path,
) -> None:
    on_path = program(bare_path, "15.2")
    installed = {
        number: program(bare_path.parent / "lib" / number / "bin", f"{number}.1") for number in ("18", "16", "9")
    }

    assert await find_tool("pg_dump", 15) == on_path
    assert await find_tool("pg_dump", 16) == installed["16"]
    assert await find_tool("pg_dump", 17) == installed["18"]


async def test_a_password_is_in_the_environment_and_not_on_the_command_line(
    bare_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFSPRAKEN_SECRET_KEY", "nobody-else-s-business")
    said = await run_tool(
        program(bare_path, "18"), "--x", url="postgresql://wim:ge%2Fheim@db:5432/name?sslmode=require"
    )

    words, *environment = said.splitlines()
    assert words == "--x --dbname=postgresql://wim@db:5432/name?sslmode=require --no-password"
    assert "PGPASSWORD=ge/heim" in environment
    assert not [line for line in environment if line.startswith("AFSPRAKEN_")]


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        ("postgresql://db/name", "postgresql://db/name", ""),
        ("postgresql://wim@db/name", "postgresql://wim@db/name", ""),
        ("postgresql://wim:a:b@db/name", "postgresql://wim@db/name", "a:b"),
        ("postgresql://wim@/name?host=/run/pg&password=x%20y", "postgresql://wim@/name?host=/run/pg", "x y"),
        ("postgresql://wim:a@one:1,two:2/name", "postgresql://wim@one:1,two:2/name", "a"),
    ],
)
def test_an_address_and_its_password_are_told_apart(url: str, address: str, password: str) -> None:
    assert without_password(url) == (address, password)


async def test_what_the_program_says_is_told_in_one_line_and_a_full_disk_is_known(bare_path: Path) -> None:
    fails = "#!/bin/sh\necho 'pg_dump: error: {version}.' >&2\necho more >&2\nexit 1\n"
    path = program(bare_path, "connection refused", fails)
    with pytest.raises(ToolFailed, match=r"^pg_dump could not do it: connection refused\.$"):
        await run_tool(path)
    path.unlink()
    os.rmdir(bare_path)
    with pytest.raises(ToolHasNoRoom):
        await run_tool(program(bare_path, "could not write: No space left on device", fails))
