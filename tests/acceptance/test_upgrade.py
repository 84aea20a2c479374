"""The chapters on upgrade, way back, drill and disaster, walked with what the previous release left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.storage.database.engine import bound, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.storage.database.transaction import fetch, unit_of_work
from tests.command_line import CommandLine
from tests.old_registers import left_by_the_previous_release
from tests.postgres_server import binaries
from tests.rebuilt import changed_by_rebuild, not_as_approved


@pytest.fixture
async def prompt(bare_url: str, tmp_path: Path) -> CommandLine:
    """The command line in front of that register."""
    await left_by_the_previous_release(bare_url)
    return CommandLine(tmp_path, bare_url)


def references(prompt: CommandLine) -> list[str]:
    """What visitors see."""
    return [one["kenmerk"] for one in prompt.does("export", "json").json["afspraken"]]


async def test_an_upgrade_brings_the_register_of_the_previous_release_along_whole(prompt: CommandLine) -> None:
    prompt.does("migrate")

    prompt.does("audit", "verify")
    assert references(prompt) == ["AFS-2025-0001", "AFS-2025-0002"]
    assert prompt.does("alerts", "sweep").code == 0
    prompt.does("audit", "verify")


async def test_after_an_upgrade_the_register_knows_from_the_trail_who_registered_what(bare_url: str) -> None:
    await left_by_the_previous_release(bare_url)
    engine = engine_from_url(bare_url)
    await migrate(engine)

    async with opened(engine), unit_of_work(engine):
        makers = {row["reference"]: row["registered_by"] for row in await fetch("SELECT * FROM agreement", {})}
        events = await fetch("SELECT object, actor FROM audit_event WHERE result = 'ok' ORDER BY seq DESC", {})
    first = {event["object"]: event["actor"] for event in events}
    assert len(makers) == 4
    assert makers == {reference: first[reference] for reference in makers}


async def test_after_an_upgrade_what_lists_read_is_what_is_made_anew(prompt: CommandLine) -> None:
    prompt.does("migrate")
    engine = engine_from_url(prompt.database_url)

    async with opened(engine):
        with bound(engine):
            assert await not_as_approved() == []
            assert await changed_by_rebuild() == []


async def test_the_way_back_is_the_copy_made_before_the_upgrade_and_nothing_of_it_leaves_twice(tmp_path: Path) -> None:
    before = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'register.sqlite'}")
    await left_by_the_previous_release(before.database_url)
    kept = tmp_path / "before-the-upgrade.sqlite"
    before.does("backup", kept)
    before.does("migrate")

    back = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'back' / 'register.sqlite'}")
    back.does("restore", kept)

    back.does("audit", "verify")
    assert references(back) == references(before)
    assert back.does("alerts", "deliver").json["sent"] == 0
    assert back.does("alerts", "release").json["superseded"] > 0


async def test_a_drill_leaves_the_register_alone_and_after_a_disaster_the_same_copy_takes_its_place(
    tmp_path: Path,
) -> None:
    file, copy = tmp_path / "register.sqlite", tmp_path / "elsewhere.sqlite"
    register = CommandLine(tmp_path, f"sqlite:///{file}")
    await left_by_the_previous_release(register.database_url)
    register.does("migrate")
    register.does("backup", copy)
    history = register.does("audit", "verify").text
    assert "older version" not in history, "the upgrade vouches for everything"

    drill = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'drill' / 'register.sqlite'}")
    drill.does("restore", copy)
    assert drill.does("alerts", "deliver").json["sent"] == 0
    assert references(drill) == ["AFS-2025-0001", "AFS-2025-0002"]
    assert register.does("audit", "verify").text == history

    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    register.does("restore", copy)
    assert references(register) == ["AFS-2025-0001", "AFS-2025-0002"]
    assert register.does("alerts", "deliver").json["sent"] == 0
    assert register.does("alerts", "release").json["superseded"] > 0


REFERENCES = ["AFS-2025-0001", "AFS-2025-0002"]


async def test_on_postgresql_the_same_chapters_are_walked_by_backup_and_restore_into_an_empty_database(
    bare_postgres_database: str, postgres_database: str, tmp_path: Path
) -> None:
    await left_by_the_previous_release(bare_postgres_database)
    copy = tmp_path / "before-the-upgrade.copy"
    register = CommandLine(tmp_path, bare_postgres_database, binaries())
    register.does("backup", copy)
    assert "has tables already" in CommandLine(tmp_path, postgres_database, binaries()).is_refused("restore", copy)
    without_programs = CommandLine(tmp_path, bare_postgres_database, tmp_path)
    assert "needs pg_dump of PostgreSQL" in without_programs.is_refused("backup", tmp_path / "another.copy")

    await remade(bare_postgres_database)
    assert "are whole" in register.does("restore", copy).text
    assert register.does("alerts", "deliver").json["held"] is True
    assert references(register) == REFERENCES
    assert register.does("alerts", "release").json["superseded"] > 0


async def remade(url: str) -> None:
    """An empty database in the place of a lost one."""
    engine = engine_from_url(url)
    async with opened(engine):
        await engine.run("DROP SCHEMA public CASCADE")
        await engine.run("CREATE SCHEMA public")


async def test_the_chapter_on_moving_is_walked_there_and_back(bare_postgres_database: str, tmp_path: Path) -> None:
    old = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'register.sqlite'}")
    await left_by_the_previous_release(old.database_url)
    assert "Run `afspraken migrate` first" in old.is_refused("move", bare_postgres_database)
    old.does("migrate")

    told = old.does("move", bare_postgres_database).text
    assert "there they are the same" in told
    assert "are whole" in told
    assert "set AFSPRAKEN_DATABASE_URL" in told

    new = CommandLine(tmp_path, bare_postgres_database)
    assert references(new) == REFERENCES
    assert new.does("alerts", "deliver").json["held"] is True
    released = new.does("alerts", "release").json
    assert released["superseded"] == 0
    assert released["waiting"] > 0

    back = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'back.sqlite'}")
    new.does("move", back.database_url)
    back.does("audit", "verify")
