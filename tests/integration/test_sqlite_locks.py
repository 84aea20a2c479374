"""SQLite's locks on the register's file stay: a stock program that only reads beside it takes nothing away."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from agreements.opening import migrate_only, open_register
from agreements.settings import Settings
from agreements.storage.copies.backup import back_up
from agreements.storage.database.transaction import execute, fetch, unit_of_work

pytestmark = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system does not show its locks")

DRAFTS = 30
COUNT = "SELECT count(*) FROM account"
STOCK = {
    "shell": ["sqlite3", "{file}", COUNT],
    "python": [
        "/usr/bin/python3",
        "-c",
        f"import sqlite3; c = sqlite3.connect('{{file}}'); c.execute('{COUNT}').fetchall(); c.close()",
    ],
}
WRITER = """
import asyncio, sys
from agreements.services.register import register
from agreements.settings import Settings
from agreements.opening import open_register
from tests import people
from tests.office import TODAY_OFFICE, hire
from tests.people import PETRA

async def main():
    async with open_register(Settings(database_url=sys.argv[1])):
        await hire(PETRA)
        while True:
            record = await register(TODAY_OFFICE, PETRA, people.complete_content())
            print(record.reference, flush=True)
            sys.stdin.readline()

asyncio.run(main())
"""


def locks_on(file: Path) -> int:
    """How many locks processes hold on the file: in WAL mode each process keeps one for as long as it is connected."""
    inode = str(file.stat().st_ino)
    return sum(line.split()[5].rpartition(":")[2] == inode for line in Path("/proc/locks").read_text().splitlines())


@contextmanager
def opens_seen() -> Iterator[list[str]]:
    """The files this process opens by other means than SQLite."""
    seen: list[str] = []
    listening = [True]

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and listening:
            seen.append(str(args[0]))

    sys.addaudithook(hook)
    try:
        yield seen
    finally:
        listening.clear()


async def test_the_locks_are_there_after_start_migrate_and_backup(tmp_path: Path) -> None:
    file = tmp_path / "register.sqlite"
    settings = Settings(database_url=SecretStr(f"sqlite:///{file}"))
    async with open_register(settings):
        await fetch("SELECT count(*) AS n FROM account", {})
        held = locks_on(file)
        assert held > 0
        await migrate_only(settings)
        assert locks_on(file) >= held
        await back_up(settings.database_url.get_secret_value(), tmp_path / "copy.sqlite")
        assert locks_on(file) >= held
        async with unit_of_work():
            await execute("CREATE TABLE later (id INTEGER) STRICT", {})
        assert locks_on(file) >= held
    assert locks_on(file) == 0


async def test_nothing_but_sqlite_opens_the_file_while_it_is_in_use(tmp_path: Path) -> None:
    file = tmp_path / "register.sqlite"
    settings = Settings(database_url=SecretStr(f"sqlite:///{file}"))
    async with open_register(settings):
        with opens_seen() as seen:
            await migrate_only(settings)
            await back_up(settings.database_url.get_secret_value(), tmp_path / "copy.sqlite")
            async with open_register(settings):
                await fetch("SELECT count(*) AS n FROM account", {})
    assert str(tmp_path / "copy.sqlite.part") in seen  # the ear is not deaf
    assert not {str(file), f"{file}-wal", f"{file}-shm"}.intersection(seen)


@pytest.mark.parametrize("reader", STOCK)
def test_a_stock_program_that_reads_beside_a_killed_server_takes_no_draft_away(tmp_path: Path, reader: str) -> None:
    file = tmp_path / "register.sqlite"
    command = [part.replace("{file}", str(file)) for part in STOCK[reader]]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    acknowledged: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{file}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        for _ in range(DRAFTS):
            acknowledged.append(server.stdout.readline().strip())
            if len(acknowledged) % 5 == 1:
                subprocess.run(command, check=True, capture_output=True)
            server.stdin.write("\n")
            server.stdin.flush()
        server.kill()

    with closing(sqlite3.connect(file)) as raw:
        kept = {row[0] for row in raw.execute("SELECT reference FROM agreement")}
    sys.stdout.write(
        f"\nsqlite: {len(set(acknowledged) & kept)} of {DRAFTS} acknowledged drafts are there after a kill,"
        f" with a stock {reader} reading beside the server\n"
    )
    assert len(set(acknowledged)) == DRAFTS
    assert set(acknowledged) <= kept
