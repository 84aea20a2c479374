"""A copy of the register, made while people write, and put back in another place."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from agreements.services.put_back import put_back
from agreements.services.register import register
from agreements.services.sample.load import load_sample
from agreements.services.verify_history import verify_history
from agreements.storage import search
from agreements.storage.backup import back_up
from agreements.storage.copy_errors import (
    CannotWriteCopy,
    CopyOfAnotherKind,
    DamagedCopy,
    DamagedRegister,
    FileExists,
    InUse,
    LeftoverJournal,
    NoRegister,
    NotEmpty,
    ToolFailed,
)
from agreements.storage.engine import bind, engine_from_url, opened
from agreements.storage.outbox_hold import current_hold
from agreements.storage.tables import TABLES
from agreements.storage.transaction import fetch
from tests import people
from tests.alerts import OPERATOR
from tests.command_line import CommandLine
from tests.office import EVERYONE, TODAY_DESK, hire, in_force
from tests.people import PETRA

GROWS = {"audit_event", "outbox_hold"}
"""What a copy that was put back has more of: it is held, and says so."""


async def restore(url: str, copy: Path) -> None:
    await put_back(url, copy, TODAY_DESK, OPERATOR)


def damage(file: Path) -> None:
    """Overwrite six of its pages."""
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    file.write_bytes(content)


async def counts() -> dict[str, int]:
    """How many rows each table has."""
    names = [table._meta.tablename for table in TABLES]
    return {name: (await fetch(f"SELECT count(*) AS n FROM {name}", {}))[0]["n"] for name in names}


async def test_a_copy_made_while_people_write_is_whole_and_holds_all_that_was_acknowledged_before(
    database_and_place: tuple[str, str], tmp_path: Path
) -> None:
    (original, elsewhere), copy = database_and_place, tmp_path / "register.copy"
    async with opened(engine_from_url(original)) as engine:
        bind(engine, TABLES)
        await hire(*EVERYONE)
        before = await in_force()
        writers = [asyncio.create_task(register(TODAY_DESK, PETRA, people.complete_content())) for _ in range(40)]
        await back_up(original, copy)
        await asyncio.gather(*writers)

    await restore(elsewhere, copy)
    async with opened(engine_from_url(elsewhere)) as engine:
        bind(engine, TABLES)
        found = await verify_history()
        references = {record.agreement.reference for record in await search.all_records()}
        assert await current_hold()
    assert before.reference in references
    assert found.events >= 3
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [name for name in os.listdir(tmp_path) if ".part" in name] == []


async def test_the_sample_comes_back_with_as_many_rows_in_every_table_and_is_held(
    database_and_place: tuple[str, str], tmp_path: Path
) -> None:
    (original, elsewhere), copy = database_and_place, tmp_path / "register.copy"
    async with opened(engine_from_url(original)) as engine:
        bind(engine, TABLES)
        await load_sample(TODAY_DESK)
        before = await counts()
        await back_up(original, copy)

    await restore(elsewhere, copy)
    async with opened(engine_from_url(elsewhere)) as engine:
        bind(engine, TABLES)
        after = await counts()
        hold = await current_hold()
        assert hold
        assert hold.restored
        await verify_history()
        reference = (await register(TODAY_DESK, PETRA, people.complete_content())).reference
    assert after == before | {name: before[name] + 1 for name in GROWS}
    assert reference


async def test_nothing_is_overwritten(database_and_place: tuple[str, str], tmp_path: Path) -> None:
    (original, _), copy = database_and_place, tmp_path / "register.copy"
    await back_up(original, copy)

    with pytest.raises(FileExists):
        await back_up(original, copy)
    with pytest.raises((FileExists, NotEmpty)):
        await restore(original, copy)


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


async def test_what_is_not_there_cannot_be_copied(bare_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoRegister):
        await back_up(bare_url, tmp_path / "register.copy")
    assert not (tmp_path / "register.copy").exists()


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
        bind(engine, TABLES)
        assert await current_hold()


async def test_of_two_copies_at_once_to_one_name_one_is_made_and_it_is_whole(
    database_and_place: tuple[str, str], tmp_path: Path
) -> None:
    (original, elsewhere), copy = database_and_place, tmp_path / "register.copy"
    outcomes = await asyncio.gather(*(back_up(original, copy) for _ in range(4)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["FileExists"] * 3 + ["NoneType"]
    await restore(elsewhere, copy)


async def test_what_an_interrupted_copy_left_does_not_reach_the_next_one(sqlite_database: str, tmp_path: Path) -> None:
    for ending in ("", "-wal", "-journal"):
        (tmp_path / f"copy.sqlite.part{ending}").write_bytes(b"half")

    await back_up(sqlite_database, tmp_path / "copy.sqlite")
    assert [name for name in os.listdir(tmp_path) if name.startswith("copy")] == ["copy.sqlite"]


async def test_a_damaged_register_is_called_damaged_and_a_bad_place_for_the_copy_is_not_its_fault(
    sqlite_database: str, tmp_path: Path
) -> None:
    file = Path(sqlite_database.removeprefix("sqlite:///"))
    (tmp_path / "no-folder").write_text("but a file")
    with pytest.raises(CannotWriteCopy, match="cannot be written"):
        await back_up(sqlite_database, tmp_path / "no-folder" / "copy.sqlite")

    damage(file)
    with pytest.raises(DamagedRegister, match="Keep it, and put the newest copy back"):
        await back_up(sqlite_database, tmp_path / "copy.sqlite")


def test_a_copy_is_made_of_a_register_on_a_read_only_disk(small_disk: Path, tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, f"sqlite:///{small_disk / 'register.sqlite'}")
    prompt.does("migrate")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    prompt.does("backup", tmp_path / "copy.sqlite")
    assert "cannot be written" in prompt.is_refused("backup", small_disk / "copy.sqlite")


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from agreements.services import put_back
from tests.alerts import OPERATOR
from tests.office import TODAY_DESK
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
put_back.hold = die
asyncio.run(put_back.put_back(sys.argv[1], Path(sys.argv[2]), TODAY_DESK, OPERATOR))
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
