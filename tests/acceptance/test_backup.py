"""A copy of the register, made while people write, and put back in another place."""

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path

import pytest

from agreements.services.register import register
from agreements.services.verify_history import verify_history
from agreements.storage import search
from agreements.storage.backup import (
    DamagedCopy,
    FileExists,
    LeftoverJournal,
    NoRegister,
    NotEmbedded,
    back_up,
    restore,
)
from agreements.storage.engine import bind, engine_from_url, opened
from agreements.storage.tables import TABLES
from tests import people
from tests.office import EVERYONE, TODAY_DESK, hire, in_force
from tests.people import PETRA


async def test_a_copy_made_while_people_write_is_whole_and_holds_all_that_was_acknowledged_before(
    sqlite_database: str, tmp_path: Path
) -> None:
    copy, elsewhere = tmp_path / "copy.sqlite", f"sqlite:///{tmp_path / 'elsewhere' / 'register.sqlite'}"
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine, TABLES)
        await hire(*EVERYONE)
        before = await in_force()
        writers = [asyncio.create_task(register(TODAY_DESK, PETRA, people.complete_content())) for _ in range(40)]
        await back_up(sqlite_database, copy)
        await asyncio.gather(*writers)

    await restore(elsewhere, copy)
    async with opened(engine_from_url(elsewhere)) as engine:
        bind(engine, TABLES)
        found = await verify_history()
        references = {record.agreement.reference for record in await search.all_records()}
    assert before.reference in references
    assert found.events >= 3
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_nothing_is_overwritten(sqlite_database: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    await back_up(sqlite_database, copy)

    with pytest.raises(FileExists):
        await back_up(sqlite_database, copy)
    with pytest.raises(FileExists):
        await restore(sqlite_database, copy)


@pytest.mark.parametrize(
    "content", [b"", b"not a database, but long enough to look at", b"SQLite format 3\x00" + b"x" * 4096]
)
async def test_a_file_that_is_no_register_is_not_put_back(tmp_path: Path, content: bytes) -> None:
    file, place = tmp_path / "copy.sqlite", tmp_path / "register.sqlite"
    file.write_bytes(content)

    with pytest.raises(DamagedCopy):
        await restore(f"sqlite:///{place}", file)
    assert os.listdir(tmp_path) == ["copy.sqlite"]


async def test_what_is_not_there_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(NoRegister):
        await back_up(f"sqlite:///{tmp_path / 'none.sqlite'}", tmp_path / "copy.sqlite")


async def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(NotEmbedded, match="pg_dump"):
        await back_up("postgresql://localhost/afspraken", tmp_path / "copy.sqlite")


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


async def test_what_an_interrupted_copy_left_does_not_reach_the_next_one(sqlite_database: str, tmp_path: Path) -> None:
    for ending in ("", "-wal", "-journal"):
        (tmp_path / f"copy.sqlite.part{ending}").write_bytes(b"half")

    await back_up(sqlite_database, tmp_path / "copy.sqlite")
    assert [name for name in os.listdir(tmp_path) if name.startswith("copy")] == ["copy.sqlite"]
