"""What keeps a copy from being put back, and what then is left in its place: nothing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from agreements.storage.copies.backup import back_up
from agreements.storage.copies.errors import (
    CopyOfAnotherKind,
    DamagedCopy,
    InUse,
    LeftoverJournal,
    ToolFailed,
)
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.messages.holding import current_hold
from tests.copies import restore


@pytest.mark.parametrize(
    "content", [b"", b"not a database, but long enough to look at", b"SQLite format 3\x00" + b"x" * 4096]
)
async def test_a_file_that_is_no_register_is_not_put_back(tmp_path: Path, content: bytes) -> None:
    file, place = tmp_path / "copy.sqlite", tmp_path / "register.sqlite"
    file.write_bytes(content)

    with pytest.raises(DamagedCopy):
        await restore(f"sqlite:///{place}", file)
    assert {name for name in os.listdir(tmp_path) if "lock" not in name} == {"copy.sqlite"}


@pytest.mark.parametrize("part", [0.5, 0.9])
async def test_a_copy_that_ends_too_early_leaves_the_place_empty(
    database_and_place: tuple[str, str], tmp_path: Path, part: float
) -> None:
    (original, elsewhere), copy = database_and_place, tmp_path / "register.copy"
    await back_up(original, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises((DamagedCopy, ToolFailed)):
        await restore(elsewhere, copy)

    copy.write_bytes(whole)
    await restore(elsewhere, copy)


async def test_a_copy_of_postgresql_that_fails_at_its_very_end_leaves_no_table(
    postgres_database: str, bare_postgres_database: str, tmp_path: Path, postgres_programs: Path
) -> None:
    copy = tmp_path / "register.copy"
    await back_up(postgres_database, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-40])
    with pytest.raises(ToolFailed, match="pg_restore could not do it"):
        await restore(bare_postgres_database, copy)

    copy.write_bytes(whole)
    await restore(bare_postgres_database, copy)


@pytest.mark.usefixtures("postgres_programs")
async def test_a_copy_of_one_kind_is_not_put_back_on_the_other(
    sqlite_database: str, postgres_database: str, bare_postgres_database: str, tmp_path: Path
) -> None:
    of_file, of_server = tmp_path / "file.copy", tmp_path / "server.copy"
    await back_up(sqlite_database, of_file)
    await back_up(postgres_database, of_server)

    with pytest.raises(CopyOfAnotherKind, match=r"on SQLite\. Put it back there; `afspraken move`"):
        await restore(bare_postgres_database, of_file)
    with pytest.raises(CopyOfAnotherKind, match="on PostgreSQL"):
        await restore(f"sqlite:///{tmp_path / 'new.sqlite'}", of_server)


async def test_a_copy_is_not_put_back_where_a_node_is_connected(
    postgres_database: str, bare_postgres_database: str, tmp_path: Path, postgres_programs: Path
) -> None:
    copy = tmp_path / "register.copy"
    await back_up(postgres_database, copy)

    async with opened(engine_from_url(bare_postgres_database)):
        with pytest.raises(InUse):
            await restore(bare_postgres_database, copy)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("beside", ["elsewhere.sqlite", "copy.sqlite"])
async def test_a_copy_is_not_put_back_beside_what_an_earlier_register_left(
    sqlite_database: str, tmp_path: Path, beside: str, ending: str
) -> None:
    copy = tmp_path / "copy.sqlite"
    await back_up(sqlite_database, copy)
    left = tmp_path / f"{beside}{ending}"
    left.write_bytes(b"of another register")

    with pytest.raises(LeftoverJournal, match=f"{beside}{ending} belongs to another database"):
        await restore(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}", copy)
    assert not (tmp_path / "elsewhere.sqlite").exists()
    assert left.read_bytes() == b"of another register"


@pytest.mark.parametrize("left", [0, 4096], ids=["empty", "a database without tables"])
async def test_what_a_full_disk_left_of_a_register_that_never_was_is_no_register(
    sqlite_database: str, tmp_path: Path, left: int
) -> None:
    copy, place = tmp_path / "copy.sqlite", tmp_path / "place.sqlite"
    await back_up(sqlite_database, copy)
    with closing(sqlite3.connect(place)) as raw:
        if left:
            raw.execute("PRAGMA journal_mode=WAL")
    place.touch()
    (tmp_path / "place.sqlite-wal").touch()
    assert place.stat().st_size == left

    await restore(f"sqlite:///{place}", copy)
    async with opened(engine_from_url(f"sqlite:///{place}")) as engine:
        bind(engine)
        assert await current_hold()


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from agreements.services import put_back
from tests.alerts import OPERATOR
from tests.office import TODAY_OFFICE
from tests.published import ZONE
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
put_back.hold = die
asyncio.run(put_back.put_back(sys.argv[1], Path(sys.argv[2]), TODAY_OFFICE, OPERATOR, ZONE))
"""


async def test_a_restore_that_is_killed_before_it_holds_the_alerts_leaves_no_register_that_could_send(
    sqlite_database: str, tmp_path: Path
) -> None:
    copy, place = tmp_path / "copy.sqlite", tmp_path / "new" / "register.sqlite"
    await back_up(sqlite_database, copy)
    await in_another_process(KILLED, f"sqlite:///{place}", str(copy))

    assert not place.exists()
    await restore(f"sqlite:///{place}", copy)


async def in_another_process(program: str, *words: str) -> None:
    """Until it ends."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, *words)
    assert await process.wait() == -9
