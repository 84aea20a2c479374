"""A copy of the register, made while people write, and put back in another place."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
from pathlib import Path

import pytest

from agreements.services.register import register
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.copies.backup import back_up
from agreements.storage.copies.errors import (
    CannotWriteCopy,
    DamagedRegister,
    FileExists,
    NoRegister,
    NotEmpty,
)
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.transaction import fetch
from agreements.storage.messages.holding import current_hold
from agreements.storage.tables import TABLES
from tests import people
from tests.command_line import CommandLine
from tests.copies import restore
from tests.office import EVERYONE, TODAY_OFFICE, hire, in_force
from tests.people import PETRA

GROWS = {"audit_event": 1, "mended": 3, "outbox_hold": 1}
"""What a copy that was put back has more of: it is held and says so, and is looked at once after an upgrade."""


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
        bind(engine)
        await hire(*EVERYONE)
        before = await in_force()
        writers = [asyncio.create_task(register(TODAY_OFFICE, PETRA, people.complete_content())) for _ in range(40)]
        await back_up(original, copy)
        await asyncio.gather(*writers)

    await restore(elsewhere, copy)
    async with opened(engine_from_url(elsewhere)) as engine:
        bind(engine)
        found = await verify_history()
        references = {record.agreement.reference for record in await agreements.all_records()}
        assert await current_hold()
    assert before.reference in references
    assert found.events >= 3
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [name for name in os.listdir(tmp_path) if ".part" in name] == []


async def test_the_sample_comes_back_with_as_many_rows_in_every_table_and_is_held(
    sample_loaded: None, database_and_place: tuple[str, str], tmp_path: Path
) -> None:
    (original, elsewhere), copy = database_and_place, tmp_path / "register.copy"
    async with opened(engine_from_url(original)) as engine:
        bind(engine)
        before = await counts()
        await back_up(original, copy)

    await restore(elsewhere, copy)
    async with opened(engine_from_url(elsewhere)) as engine:
        bind(engine)
        after = await counts()
        hold = await current_hold()
        assert hold
        assert hold.restored
        await verify_history()
        reference = (await register(TODAY_OFFICE, PETRA, people.complete_content())).reference
    assert after == before | {name: before[name] + more for name, more in GROWS.items()}
    assert reference


async def test_nothing_is_overwritten(database_and_place: tuple[str, str], tmp_path: Path) -> None:
    (original, _), copy = database_and_place, tmp_path / "register.copy"
    await back_up(original, copy)

    with pytest.raises(FileExists):
        await back_up(original, copy)
    with pytest.raises((FileExists, NotEmpty)):
        await restore(original, copy)


async def test_what_is_not_there_cannot_be_copied(bare_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoRegister):
        await back_up(bare_url, tmp_path / "register.copy")
    assert not (tmp_path / "register.copy").exists()


async def test_the_name_of_a_copy_is_on_the_disk_before_it_is_said_to_be_made(
    sqlite_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.readlink(f"/proc/self/fd/{descriptor}")))

    await back_up(sqlite_database, tmp_path / "copies" / "register.copy")
    assert str(tmp_path / "copies") in synced


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
